import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore, toDisposable } from '../../core/base/disposable';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { RecentList } from './recentList';
import { QueryRows } from './queryRows';
import { SearchPick } from './searchPick';

/** Registers Papers: Search and the keys that work while its quick pick is open. */
export function registerSearch(context: vscode.ExtensionContext, services: Services): Disposable {
  const { reader, reporter } = services;
  const recent = {
    papers: new RecentList(context.workspaceState, 'recentPapers', 20),
    queries: new RecentList(context.workspaceState, 'recentQueries', 10),
  };
  const disposables = new DisposableStore();
  const queryRows = disposables.add(new QueryRows(services, recent));
  disposables.add(
    reader.onDidChangeActivePaper((id) => {
      if (id !== undefined) reporter.watch(recent.papers.add(id));
    }),
  );
  let pick: SearchPick | undefined;
  disposables.add(toDisposable(() => pick?.dispose()));
  disposables.add(
    registerCommands(
      {
        search: (query) => {
          pick?.dispose();
          pick = new SearchPick(services, recent, queryRows);
          pick.show(typeof query === 'string' ? query : '');
        },
        'search.openToSide': () => pick?.openActive({ toSide: true }),
        'search.showInView': () => pick?.keep('showSearch'),
        'search.save': () => pick?.keep('saveSearch'),
        'search.keepOpen': () => pick?.openActive({ keep: true, background: true }),
      },
      reporter,
    ),
  );
  return disposables;
}
