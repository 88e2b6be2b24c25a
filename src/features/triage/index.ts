import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { isDone, type TriageState } from '../../core/triage/triageState';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { Day, DigestDate } from '../../core/library/day';
import type { Library } from '../../core/library/library';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { PaperState } from '../../core/state/paperState';
import { type CommandMap, mapCommands, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { shownNumber } from '../../platform/vscode/ui/shownNumber';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';

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
      startFromToday: () => startFromToday(services),
      ...mapCommands(
        dayMarks,
        (dayMark) =>
          (...args) =>
            markDay(services, args, dayMark),
      ),
    },
    reporter,
  );
}

async function mark(services: Services, args: readonly unknown[], state: TriageState): Promise<void> {
  const target = await services.views.resolve(args);
  if (target.papers.length === 0) {
    void showInformation(noPaperMessage);
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

interface DayMark {
  readonly state: TriageState;
  /** The label of the history step, for the label of a day. */
  readonly step: (day: string) => string;
  /** Whether the command marks a paper of the day. */
  readonly isMarked: (state: PaperState, id: PaperId) => boolean;
  /** The message for a number of marked papers, zero included. */
  readonly message: (marked: number, day: string) => string;
}

/** Papers in Later are not marked by either. */
const dayMarks = {
  markDayRead: {
    state: 'read',
    step: (day) => vscode.l10n.t('Mark {0} as Read', day),
    isMarked: (state, id) => state.needsTriage(id),
    message: (marked, day) => {
      if (marked === 0) return vscode.l10n.t('{0} has no unread papers.', day);
      return marked === 1
        ? vscode.l10n.t('Marked 1 paper of {0} as read.', day)
        : vscode.l10n.t('Marked {0} papers of {1} as read.', shownNumber(marked), day);
    },
  },
  markDayUnread: {
    state: 'unread',
    step: (day) => vscode.l10n.t('Mark {0} as Unread', day),
    isMarked: (state, id) => isDone(state.ownTriage(id)),
    message: (marked, day) => {
      if (marked === 0) return vscode.l10n.t('{0} has no papers that are read or skipped.', day);
      return marked === 1
        ? vscode.l10n.t('Marked 1 paper of {0} as unread.', day)
        : vscode.l10n.t('Marked {0} papers of {1} as unread.', shownNumber(marked), day);
    },
  },
} as const satisfies CommandMap<DayMark>;

async function markDay(
  services: Services,
  args: readonly unknown[],
  { state, step: stepLabel, isMarked, message }: DayMark,
): Promise<void> {
  const day = await dayOf(services, args);
  if (!day) {
    void showInformation(vscode.l10n.t('Select a day in the Digests view first.'));
    return;
  }
  const papers = day.paperIds.filter((id) => isMarked(services.state, id));
  if (papers.length === 0) {
    void showInformation(message(0, day.label));
    return;
  }
  const step = await services.marks.mark(papers, state, stepLabel(day.label));
  services.history.offerUndo(message(papers.length, day.label), step);
}

/** Marks the unread papers of all days before today as read, so that only new papers are counted from now on. */
async function startFromToday(services: Services): Promise<void> {
  await services.ready();
  const { service, state, marks: triageMarks, history } = services;
  const now = new Date();
  const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  const papers = await runInTimeSlices(listingUnreadBefore(service.library, state, today));
  if (papers.length === 0) {
    void showInformation(vscode.l10n.t('There are no unread papers of earlier days.'));
    return;
  }
  const step = await triageMarks.mark(papers, 'read', vscode.l10n.t('Start from Today'));
  const message =
    papers.length === 1
      ? vscode.l10n.t('Marked 1 paper of earlier days as read.')
      : vscode.l10n.t('Marked {0} papers of earlier days as read.', shownNumber(papers.length));
  history.offerUndo(message, step);
}

function* listingUnreadBefore(
  { days }: Pick<Library, 'days'>,
  state: PaperState,
  today: DigestDate,
): CooperativeTask<readonly PaperId[]> {
  const unread = new Set<PaperId>();
  const kept = new Set<PaperId>();
  for (const day of days) {
    const isToday = day.year === today.year && day.month === today.month && day.day === today.day;
    for (const id of day.paperIds) {
      if (isToday) kept.add(id);
      else if (state.needsTriage(id)) unread.add(id);
      yield;
    }
  }
  return [...unread].filter((id) => !kept.has(id));
}

/** The day of a row; without one, the day that the reader in front shows, or that of the selected row. */
async function dayOf(
  { ready, service, views, reader }: Services,
  args: readonly unknown[],
): Promise<Day | undefined> {
  await ready();
  const [node] = (await views.resolve(args)).nodes;
  const dayId = node?.kind === 'day' ? node.dayId : (reader.activePanel?.dayId ?? views.selectedDay());
  return dayId === undefined ? undefined : service.library.day(dayId);
}
