import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { type HistoryStep, papersOf } from '../../core/history/historyStep';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { Services } from '../../services/services';

/** Registers undo and redo of what a person did in this window, and the list of it. */
export function registerHistory(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { history, reporter } = services;
  const undo = (...args: readonly unknown[]): Promise<void> => goThere(services, args, () => history.undo());
  return vscode.Disposable.from(
    registerCommands(
      {
        undo,
        undoTriage: undo,
        redo: (...args) => goThere(services, args, () => history.redo()),
        showHistory: () => showHistory(services),
      },
      reporter,
    ),
    history.onDidChange(() => {
      void contextKeys.canUndo.set(history.done.length > 0);
      void contextKeys.canRedo.set(history.undone.length > 0);
    }),
  );
}

/** Shows the paper of a step: its row in the view where the key was pressed, and in the reader if one is in front. */
async function goThere(
  { views, reader, state }: Services,
  args: readonly unknown[],
  apply: () => Promise<HistoryStep | undefined>,
): Promise<void> {
  const { tree } = await views.resolve(args);
  const step = await apply();
  const [paperId] = step ? papersOf(step) : [];
  if (!step || paperId === undefined || !state.paper(paperId)) return;
  await tree?.revealPaper(paperId);
  const highlight = highlightOf(step);
  const isShown = reader.activePaper === paperId && highlight === undefined;
  if (reader.activePaper === undefined || isShown) return;
  const preserveFocus = tree !== undefined;
  await reader.open(paperId, { preserveFocus, ...(highlight !== undefined && { highlight }) });
}

/** The highlight that a step made, changed or removed, if it is one only. */
function highlightOf({ changes }: HistoryStep): string | undefined {
  const ids = new Set(
    changes.flatMap(({ targets }) => targets.flatMap(({ highlightId }) => highlightId ?? [])),
  );
  return ids.size === 1 ? [...ids][0] : undefined;
}

/** Lists what can be undone, newest first; a step that is chosen is undone, with the later ones that it needs. */
async function showHistory({ history }: Services): Promise<void> {
  const rows = history.done.map((step) => plainRow({ label: history.describe(step), step }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: 'History',
    placeHolder: rows.length === 0 ? 'Nothing was changed in this window yet' : 'Choose what to undo',
  });
  if (chosen) await history.undoStep(chosen.step);
}
