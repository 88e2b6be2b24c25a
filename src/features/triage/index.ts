import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
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
  /** As in “Mark Mar 11 as …”. */
  readonly word: string;
  /** Whether the command marks a paper of the day. */
  readonly isMeant: (state: PaperState, id: PaperId) => boolean;
  /** Said if it marks none. */
  readonly none: string;
}

/** What is kept for later is neither. */
const dayMarks = {
  markDayRead: {
    state: 'read',
    word: 'read',
    isMeant: (state, id) => state.needsTriage(id),
    none: 'has no unread papers',
  },
  markDayUnread: {
    state: 'unread',
    word: 'unread',
    isMeant: (state, id) => isDone(state.ownTriage(id)),
    none: 'has no papers that are read or skipped',
  },
} as const satisfies CommandMap<DayMark>;

async function markDay(
  services: Services,
  args: readonly unknown[],
  { state, word, isMeant, none }: DayMark,
): Promise<void> {
  const day = await dayOf(services, args);
  if (!day) {
    void showInformation('Select a day in the Digests view first.');
    return;
  }
  const papers = day.paperIds.filter((id) => isMeant(services.state, id));
  if (papers.length === 0) {
    void showInformation(`${day.label} ${none}.`);
    return;
  }
  const step = await services.marks.mark(papers, state, `Mark ${day.label} as ${capitalized(word)}`);
  services.history.offerUndo(`Marked ${pluralize(papers.length, 'paper')} of ${day.label} as ${word}.`, step);
}

/** Marks what is unread of all days before today as read, so that only what comes from now on is counted. */
async function startFromToday(services: Services): Promise<void> {
  await services.ready();
  const { service, state, marks: triageMarks, history } = services;
  const now = new Date();
  const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
  const papers = await runInTimeSlices(listingUnreadBefore(service.library, state, today));
  if (papers.length === 0) {
    void showInformation('There are no unread papers of earlier days.');
    return;
  }
  const step = await triageMarks.mark(papers, 'read', 'Start from Today');
  history.offerUndo(`Marked ${pluralize(papers.length, 'paper')} of earlier days as read.`, step);
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

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
