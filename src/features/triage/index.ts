import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import type { Disposable } from '../../core/base/disposable';
import type { Day } from '../../core/library/day';
import type { PaperId } from '../../core/library/paper';
import type { TriageState } from '../../core/triage/triageState';
import { type CommandMap, mapCommands, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import type { Services } from '../../services/services';

const marks = {
  markRead: 'read',
  markLater: 'later',
  markSkipped: 'skipped',
  markUnread: 'unread',
} as const satisfies CommandMap<TriageState>;

/** Registers the commands that mark papers. */
export function registerTriage(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { turns, reporter } = services;
  return registerCommands(
    {
      ...turns.inOrder(
        mapCommands(
          marks,
          (state) =>
            (...args) =>
              mark(services, args, state),
        ),
      ),
      markDayRead: (...args) => markDay(services, args, 'read'),
      markDayUnread: (...args) => markDay(services, args, 'unread'),
    },
    reporter,
  );
}

async function mark(services: Services, args: readonly unknown[], state: TriageState): Promise<void> {
  const target = await services.views.resolve(args);
  if (target.papers.length === 0) {
    void showInformation('Select a paper in the Digests view or open one first.');
    return;
  }
  const { views, reader, marks: triageMarks } = services;
  const advance = vscode.workspace.getConfiguration('dailyPapers').get<boolean>('triage.advance', true);
  const from = reader.activePanel;
  // Before the papers are marked: marking may take their rows out of a filtered view.
  const next = advance ? views.stepOn(target) : undefined;
  await triageMarks.mark(target.papers, state);
  if (!target.tree) {
    if (advance) await from?.step(1);
    return;
  }
  const { paperId, focus } = next ?? { paperId: target.papers.at(-1), focus: {} };
  await Promise.all([next?.reveal(), paperId !== undefined && reader.follow(paperId, focus)]);
}

/** Marks those papers of a day that the command is for, as one step. */
async function markDay(
  services: Services,
  args: readonly unknown[],
  state: 'read' | 'unread',
): Promise<void> {
  const day = await dayOf(services, args);
  if (!day) {
    void showInformation('Select a day in the Digests view first.');
    return;
  }
  const isMeant = (id: PaperId): boolean =>
    state === 'read' ? services.state.needsTriage(id) : services.state.triage(id) !== 'unread';
  const papers = day.paperIds.filter(isMeant);
  if (papers.length === 0) {
    void showInformation(
      state === 'read' ? `${day.label} has no unread papers.` : `All papers of ${day.label} are unread.`,
    );
    return;
  }
  const title = state === 'read' ? `Mark ${day.label} as Read` : `Mark ${day.label} as Unread`;
  const step = await services.marks.mark(papers, state, title);
  const marked = `Marked ${pluralize(papers.length, 'paper')} of ${day.label} as ${state}.`;
  services.history.offerUndo(marked, step);
}

/** The day of a row; without one, the day that the reader in front shows. */
async function dayOf(
  { ready, service, views, reader }: Services,
  args: readonly unknown[],
): Promise<Day | undefined> {
  await ready();
  const [node] = (await views.resolve(args)).nodes;
  const dayId = node?.kind === 'day' ? node.dayId : (reader.activePanel?.dayId ?? views.selectedDay());
  return dayId === undefined ? undefined : service.library.day(dayId);
}
