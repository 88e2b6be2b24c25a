import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import type { Disposable } from '../../core/base/disposable';
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
      markDayRead: (...args) => markDayRead(services, args),
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

async function markDayRead(services: Services, args: readonly unknown[]): Promise<void> {
  const { label, papers } = await unreadOfDay(services, args);
  if (papers.length === 0) {
    const none = label === '' ? 'Select a day in the Digests view first.' : `${label} has no unread papers.`;
    void showInformation(none);
    return;
  }
  const step = await services.marks.mark(papers, 'read', `Mark ${label} as Read`);
  services.history.offerUndo(`Marked ${pluralize(papers.length, 'paper')} of ${label} as read.`, step);
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
