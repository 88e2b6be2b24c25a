import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { DigestsView } from './digestsView';

/** Registers the view Digests, its filters and orders, and keeps its selection on the paper that is read. */
export function registerDigests(context: vscode.ExtensionContext, services: Services): Disposable {
  const { recommendations, reporter, views } = services;
  const digests = new DigestsView(services, context.workspaceState);
  const own = new DisposableStore();
  own.add(
    registerCommands(
      {
        showDay: (dayId) => (typeof dayId === 'string' ? views.showDay(dayId) : undefined),
        filterAll: () => digests.setFilter('all'),
        filterUnread: () => digests.setFilter('unread'),
        filterLater: () => digests.setFilter('later'),
        showHidden: () => digests.setShowHidden(true),
        concealHidden: () => digests.setShowHidden(false),
        sortByRecommendation: () => digests.setSort('recommended'),
        sortByDigest: () => digests.setSort('digest'),
      },
      reporter,
    ),
  );
  own.add(recommendations.onDidChange(() => digests.reorder()));
  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dailyPapers.digests.badge')) digests.refresh();
    }),
  );
  own.add(followReader(services, digests));
  return own;
}

/** Shows the reader's paper on the selected day, and selects its row if the setting says so. */
function followReader({ reader, views, turns, reporter }: Services, digests: DigestsView): Disposable {
  let isQueued = false;
  const revealActive = async (): Promise<void> => {
    const settings = vscode.workspace.getConfiguration('dailyPapers');
    if (reader.activePaper !== undefined && settings.get<boolean>('digests.followReader', true))
      await digests.reveal(reader.activePaper);
  };
  /** In turn with the keys that move the focus in views; several papers in quick succession are one move. */
  const follow = (): void => {
    if (isQueued) return;
    isQueued = true;
    reporter.watch(
      turns.run(() => {
        isQueued = false;
        return revealActive();
      }),
    );
  };
  const own = new DisposableStore();
  own.add(
    reader.onDidChangeActivePaper((id) => {
      if (id === undefined) return;
      const dayId = views.selectedDay();
      if (dayId !== undefined) reader.activePanel?.focus({ dayId });
      follow();
    }),
  );
  // A window that is loaded again may restore the reader before the view.
  own.add(digests.onDidShow(follow));
  return own;
}
