import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import type { TriageState } from '../../core/triage/triageState';
import type { TriageStore } from '../../core/triage/triageStore';
import type { CommandMap, FailureReporter } from '../../platform/vscode/ui/commands';
import { mapCommands, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';

/** The papers that a triage command is about, and how to go on from them. */
export interface TriageTarget {
  readonly papers: readonly PaperId[];
  /** Prepared before the papers are marked: marking may take their rows out of a filtered view. */
  readonly advance: (() => Promise<void>) | undefined;
}

export interface TriageDeps {
  readonly store: TriageStore;
  readonly reporter: FailureReporter;
  target(args: readonly unknown[]): Promise<TriageTarget>;
  /** The unread papers of the day that the command is about. */
  unreadOfDay(
    args: readonly unknown[],
  ): Promise<{ readonly label: string; readonly papers: readonly PaperId[] }>;
}

const marks = {
  markRead: 'read',
  markLater: 'later',
  markSkipped: 'skipped',
  markUnread: 'unread',
} as const satisfies CommandMap<TriageState>;

export function registerTriage(deps: TriageDeps): Disposable {
  const { store, reporter } = deps;
  const commands = registerCommands(
    {
      undoTriage: () => undo(store),
      markDayRead: (...args) => markDayRead(deps, args),
      ...mapCommands(
        marks,
        (state) =>
          (...args) =>
            mark(deps, args, state),
      ),
    },
    reporter,
  );
  const listener = store.onDidChange(() => {
    void contextKeys.canUndoTriage.set(store.canUndo);
  });
  return vscode.Disposable.from(commands, listener);
}

async function mark(deps: TriageDeps, args: readonly unknown[], state: TriageState): Promise<void> {
  const target = await deps.target(args);
  if (target.papers.length === 0) {
    void showInformation('Select a paper in the Digests view or open one first.');
    return;
  }
  await deps.store.set(target.papers, state);
  const advance = vscode.workspace.getConfiguration('dailyPapers').get<boolean>('triage.advance', true);
  if (advance) await target.advance?.();
}

async function markDayRead(deps: TriageDeps, args: readonly unknown[]): Promise<void> {
  const { label, papers } = await deps.unreadOfDay(args);
  if (papers.length === 0) {
    const none = label === '' ? 'Select a day in the Digests view first.' : `${label} has no unread papers.`;
    void showInformation(none);
    return;
  }
  const before = new Map(papers.map((id) => [id, deps.store.ownTriage(id)]));
  await deps.store.set(papers, 'read');
  const message = `Marked ${pluralize(papers.length, 'paper')} of ${label} as read.`;
  // Not awaited: the toast may stand for a long time.
  void showInformation(message, 'Undo').then(async (choice) => {
    if (choice !== 'Undo') return;
    // What was marked otherwise meanwhile stays so.
    const still = [...before].filter(([id]) => deps.store.get(id) === 'read');
    await deps.store.change(new Map(still)).catch((error: unknown) => deps.reporter.report(error));
  });
}

async function undo(store: TriageStore): Promise<void> {
  const restored = await store.undo();
  const many = restored.length;
  vscode.window.setStatusBarMessage(
    many === 0 ? 'Nothing to undo' : `Undid the last mark on ${pluralize(many, 'paper')}`,
    4000,
  );
}
