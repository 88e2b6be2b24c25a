import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import { longNews } from '../../core/versions/updateMessages';
import { titleSegment } from '../../core/library/titleSegment';
import type { PapersNews } from '../details/refreshDetails';
import { registerVersions as register } from './versionCommands';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';

/** What is new about papers that were asked about, told with the way to see it. */
export function papersNews({ versions }: Services, papers: readonly Paper[]): PapersNews | undefined {
  const found = papers.flatMap(({ id }) => {
    const news = versions.unseen(id);
    return news ? [{ id, news }] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const message =
    found.length === 1 ? longNews(first.news) : `${found.length} papers with notes have newer versions.`;
  const ids = found.map(({ id }) => id);
  return {
    message,
    show: async () => {
      await vscode.commands.executeCommand('dailyPapers.showWhatChanged', ids);
    },
  };
}

/** Registers what is done about newer versions of papers that carry notes. */
export function registerVersions(stores: Services): vscode.Disposable {
  const { versions, seen, reporter, ready, state, views } = stores;
  return vscode.Disposable.from(
    // Another window may have shown some meanwhile.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) seen.refresh().catch((error: unknown) => reporter.report(error));
    }),
    register({
      versions,
      reporter,
      ready,
      papers: async ([first, ...others]) =>
        isIds(first) ? first : (await views.resolve([first, ...others])).papers,
      paper: (id) => state.paper(id),
      note: (id) => state.note(id),
      title: plainTitle,
      segment: titleSegment,
    }),
  );
}

function isIds(value: unknown): value is readonly PaperId[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}
