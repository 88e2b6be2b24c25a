import * as vscode from 'vscode';
import { DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { listAsTyped } from '../../platform/vscode/ui/listAsTyped';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { triageLabel } from '../../services/views/paperItem';

const shown = 50;

interface PaperRow extends vscode.QuickPickItem {
  readonly paperId: PaperId;
}

/** Asks for a paper by words of its title or whatever else a search finds it by. Undefined when cancelled. */
export async function pickPaper(services: Services, title: string, value = ''): Promise<PaperId | undefined> {
  await services.ready();
  const own = new DisposableStore();
  const pick = own.add(vscode.window.createQuickPick<PaperRow>());
  pick.title = title;
  pick.placeholder = l10n.t('Words of the title, an author, or an identifier');
  pick.value = value;
  try {
    return await new Promise<PaperId | undefined>((resolve, reject) => {
      own.add(pick.onDidAccept(() => resolve(pick.selectedItems[0]?.paperId)));
      own.add(pick.onDidHide(() => resolve(undefined)));
      listAsTyped(pick, { find: (query) => rowsFor(services, query), report: reject });
      pick.show();
    });
  } finally {
    own.dispose();
  }
}

async function rowsFor({ search, libraryService, state }: Services, query: string): Promise<PaperRow[]> {
  const ids =
    query.trim() === ''
      ? libraryService.library.days.slice(0, 3).flatMap(({ paperIds }) => paperIds)
      : (await search.search(query, shown)).hits.map(({ id }) => id);
  return ids.slice(0, shown).flatMap((paperId) => {
    const paper = state.paper(paperId);
    if (!paper) return [];
    const row = { label: plainTitle(paper), description: triageLabel(state.triage(paperId)), paperId };
    return [plainRow({ ...row, alwaysShow: true })];
  });
}
