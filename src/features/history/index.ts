import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { type HistoryStep, papersOf } from '../../core/history/historyStep';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';

/** Registers undo and redo of the person's changes in this window, and the command that lists them. */
export function registerHistory(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { history, turns, reporter } = services;
  const undo = (...args: readonly unknown[]): Promise<void> => apply(services, args, () => history.undo());
  return vscode.Disposable.from(
    registerCommands(
      {
        ...turns.inOrder({
          undo,
          undoTriage: undo,
          redo: (...args) => apply(services, args, () => history.redo()),
        }),
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

/** Undoes or redoes, and goes to the first paper that was changed, or to its highlight. */
async function apply(
  { views, reader, state }: Services,
  args: readonly unknown[],
  change: () => Promise<HistoryStep | undefined>,
): Promise<void> {
  const { tree } = await views.resolve(args);
  const step = await change();
  const [paperId] = step ? papersOf(step) : [];
  if (!step || paperId === undefined || !state.paper(paperId)) return;
  const isInFront = tree === undefined && reader.activePaper === paperId;
  if (!isInFront) await views.goTo(paperId, tree);
  const highlight = highlightOf(step);
  const isThere = state.highlights(paperId).some(({ id }) => id === highlight);
  if (highlight !== undefined && isThere && reader.activePaper === paperId)
    reader.activePanel?.focus({ highlight });
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
    title: l10n.t('History'),
    placeHolder:
      rows.length === 0 ? l10n.t('Nothing was changed in this window yet') : l10n.t('Choose what to undo'),
  });
  if (chosen) await history.undoStep(chosen.step);
}
