import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { isDone, type TriageState } from '../../core/triage/triageState';
import type { Day } from '../../core/library/day';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { PaperState } from '../../core/state/paperState';
import { type CommandMap, mapCommands, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';
import { listingUnreadBefore } from './unreadBefore';

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
  /** The label of the history step, for one day or several. */
  readonly step: (days: readonly Day[]) => string;
  /** Whether the command marks a paper of a day. */
  readonly isMarked: (state: PaperState, id: PaperId) => boolean;
  /** The message for a number of marked papers of one day, zero included. */
  readonly ofDay: (marked: number, day: string) => string;
  readonly ofDays: (marked: number, days: number) => string;
}

/** Papers in Later are not marked by either. */
const dayMarks = {
  markDayRead: {
    state: 'read',
    step: ([day, ...others]) =>
      others.length === 0
        ? l10n.t('Mark {0} as Read', day?.label ?? '')
        : l10n.t('Mark {0} Days as Read', others.length + 1),
    isMarked: (state, id) => state.needsTriage(id),
    ofDay: (marked, day) => {
      if (marked === 0) return l10n.t('{0} has no unread papers.', day);
      return marked === 1
        ? l10n.t('Marked 1 paper of {0} as read.', day)
        : l10n.t('Marked {0} papers of {1} as read.', marked, day);
    },
    ofDays: (marked, days) => {
      if (marked === 0) return l10n.t('The {0} days have no unread papers.', days);
      return marked === 1
        ? l10n.t('Marked 1 paper of {0} days as read.', days)
        : l10n.t('Marked {0} papers of {1} days as read.', marked, days);
    },
  },
  markDayUnread: {
    state: 'unread',
    step: ([day, ...others]) =>
      others.length === 0
        ? l10n.t('Mark {0} as Unread', day?.label ?? '')
        : l10n.t('Mark {0} Days as Unread', others.length + 1),
    isMarked: (state, id) => isDone(state.ownTriage(id)),
    ofDay: (marked, day) => {
      if (marked === 0) return l10n.t('{0} has no papers that are read or skipped.', day);
      return marked === 1
        ? l10n.t('Marked 1 paper of {0} as unread.', day)
        : l10n.t('Marked {0} papers of {1} as unread.', marked, day);
    },
    ofDays: (marked, days) => {
      if (marked === 0) return l10n.t('The {0} days have no papers that are read or skipped.', days);
      return marked === 1
        ? l10n.t('Marked 1 paper of {0} days as unread.', days)
        : l10n.t('Marked {0} papers of {1} days as unread.', marked, days);
    },
  },
} as const satisfies CommandMap<DayMark>;

async function markDay(
  services: Services,
  args: readonly unknown[],
  { state, step: stepLabel, isMarked, ofDay, ofDays }: DayMark,
): Promise<void> {
  const days = await daysOf(services, args);
  const [day, ...others] = days;
  if (!day) {
    void showInformation(l10n.t('Select a day in the Digests view first.'));
    return;
  }
  const ids = new Set(days.flatMap(({ paperIds }) => paperIds));
  const papers = [...ids].filter((id) => isMarked(services.state, id));
  const message = others.length === 0 ? ofDay(papers.length, day.label) : ofDays(papers.length, days.length);
  if (papers.length === 0) {
    void showInformation(message);
    return;
  }
  const step = await services.marks.mark(papers, state, stepLabel(days));
  services.history.offerUndo(message, step);
}

/** Marks the unread papers of all days before today as read, so that only new papers are counted from now on. */
async function startFromToday(services: Services): Promise<void> {
  await services.ready();
  const { libraryService, state, marks: triageMarks, history } = services;
  const now = new Date();
  const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  const papers = await runInTimeSlices(listingUnreadBefore(libraryService.library.days, state, today));
  if (papers.length === 0) {
    void showInformation(l10n.t('There are no unread papers of earlier days.'));
    return;
  }
  const step = await triageMarks.mark(papers, 'read', l10n.t('Start from Today'));
  const message =
    papers.length === 1
      ? l10n.t('Marked 1 paper of earlier days as read.')
      : l10n.t('Marked {0} papers of earlier days as read.', papers.length);
  history.offerUndo(message, step);
}

/** The days of rows; without one, the day that the reader in front shows, or that of the selected row. */
async function daysOf(
  { ready, libraryService, views, reader }: Services,
  args: readonly unknown[],
): Promise<readonly Day[]> {
  await ready();
  const { nodes } = await views.resolve(args);
  const rows = nodes.flatMap((node) => (node.kind === 'day' ? [node.dayId] : []));
  const ids = rows.length > 0 ? rows : [reader.activePanel?.dayId ?? views.selectedDay()];
  return ids.flatMap((id) => (id === undefined ? [] : (libraryService.library.day(id) ?? [])));
}
