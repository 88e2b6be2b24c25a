import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import type { TriageState } from '../../core/triage/triageState';
import { type CommandMap, mapCommands, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { Services } from '../../services/services';

const marks = {
  markRead: 'read',
  markLater: 'later',
  markSkipped: 'skipped',
  markUnread: 'unread',
} as const satisfies CommandMap<TriageState>;

/** Registers the commands that mark papers and take marks back. */
export function registerTriage(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { triage, turns, reporter } = services;
  const commands = registerCommands(
    {
      ...turns.inOrder({
        undoTriage: (...args) => undo(services, args),
        ...mapCommands(
          marks,
          (state) =>
            (...args) =>
              mark(services, args, state),
        ),
      }),
      markDayRead: (...args) => markDayRead(services, args),
    },
    reporter,
  );
  return vscode.Disposable.from(
    commands,
    triage.onDidChange(() => {
      void contextKeys.canUndoTriage.set(triage.canUndo);
    }),
  );
}

async function mark(services: Services, args: readonly unknown[], state: TriageState): Promise<void> {
  const target = await services.views.resolve(args);
  if (target.papers.length === 0) {
    void showInformation('Select a paper in the Digests view or open one first.');
    return;
  }
  const { views, reader, triage } = services;
  const advance = vscode.workspace.getConfiguration('dailyPapers').get<boolean>('triage.advance', true);
  const from = reader.activePanel;
  // Before the papers are marked: marking may take their rows out of a filtered view.
  const next = advance ? views.stepOn(target) : undefined;
  await triage.set(target.papers, state);
  if (!target.tree) {
    if (advance) await from?.step(1);
    return;
  }
  const { paperId, focus } = next ?? { paperId: target.papers.at(-1), focus: {} };
  await Promise.all([next?.reveal(), paperId !== undefined && reader.follow(paperId, focus)]);
}

async function markDayRead(services: Services, args: readonly unknown[]): Promise<void> {
  const { triage, reporter } = services;
  const { label, papers } = await unreadOfDay(services, args);
  if (papers.length === 0) {
    const none = label === '' ? 'Select a day in the Digests view first.' : `${label} has no unread papers.`;
    void showInformation(none);
    return;
  }
  const before = new Map(papers.map((id) => [id, triage.ownTriage(id)]));
  await triage.set(papers, 'read');
  const message = `Marked ${pluralize(papers.length, 'paper')} of ${label} as read.`;
  // Not awaited: the toast may stand for a long time.
  reporter.watch(
    showInformation(message, 'Undo').then(async (choice) => {
      if (choice !== 'Undo') return;
      // What was marked otherwise meanwhile stays so.
      const still = [...before].filter(([id]) => triage.get(id) === 'read');
      await triage.change(new Map(still));
    }),
  );
}

/** Of the day of a row; without one, of the day that the reader in front shows. An empty label if there is no day. */
async function unreadOfDay(
  { ready, service, state, views, reader }: Services,
  args: readonly unknown[],
): Promise<{ readonly label: string; readonly papers: readonly PaperId[] }> {
  await ready();
  const [node] = (await views.resolve(args)).nodes;
  const dayId = node?.kind === 'day' ? node.dayId : (reader.activePanel?.dayId ?? views.selectedDay());
  const day = dayId === undefined ? undefined : service.library.day(dayId);
  const papers = day?.paperIds.filter((id) => state.needsTriage(id)) ?? [];
  return { label: day?.label ?? '', papers };
}

async function undo({ triage, views }: Services, args: readonly unknown[]): Promise<void> {
  const { tree } = await views.resolve(args);
  const restored = await triage.undo();
  const many = restored.length;
  vscode.window.setStatusBarMessage(
    many === 0 ? 'Nothing to undo' : `Undid the last mark on ${pluralize(many, 'paper')}`,
    4000,
  );
  const [first] = restored;
  if (first !== undefined) await views.goTo(first, tree);
}
