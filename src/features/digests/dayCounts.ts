import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { type Localization, english } from '../../core/base/localization';
import type { Day } from '../../core/library/day';
import type { PaperState } from '../../core/state/paperState';
import { isDone } from '../../core/triage/triageState';
import { papersWithUnread } from '../../services/views/papersWithUnread';

/** How many papers a day has, and what its row says of them. */
export interface DayCounts {
  /** The papers listed under the day; those that rules hide only with `withHidden`. */
  readonly shown: number;
  readonly unread: number;
  /** Whether some of the papers are read or skipped. */
  readonly hasDone: boolean;
  readonly short: string;
  readonly long: string;
}

/** Yields after each paper: a file without dates is one day, which may list thousands. */
export function* dayCounts(
  state: PaperState,
  day: Day,
  withHidden: boolean,
  l10n: Localization = english,
): CooperativeTask<DayCounts> {
  const rules = new Map<string, number>();
  let unread = 0;
  let hasDone = false;
  for (const id of day.paperIds) {
    const { hiddenBy } = state.ruleResult(id);
    if (hiddenBy !== undefined) rules.set(hiddenBy, (rules.get(hiddenBy) ?? 0) + 1);
    if (state.needsTriage(id)) unread += 1;
    hasDone ||= isDone(state.ownTriage(id));
    yield;
  }
  const hidden = [...rules.values()].reduce((sum, count) => sum + count, 0);
  const all = day.paperIds.length;
  const shown = withHidden ? all : all - hidden;
  const byRules = hidden > 0 ? hiddenByRules(hidden, all, l10n) : undefined;
  const named =
    byRules &&
    l10n.t('{0}: {1}', byRules, [...rules].map(([name, count]) => `${name} (${count})`).join(', '));
  const hasPapers = shown > 0 || hidden === 0;
  return {
    shown,
    unread,
    hasDone,
    short: [hasPapers && shortText(shown, unread, l10n), byRules].filter(Boolean).join(' · '),
    long: [hasPapers && longText(shown, unread, l10n), named].filter(Boolean).join('\n'),
  };
}

function hiddenByRules(hidden: number, all: number, l10n: Localization): string {
  return hidden === all ? l10n.t('all {0} hidden by rules', hidden) : l10n.t('{0} hidden by rules', hidden);
}

function shortText(papers: number, unread: number, l10n: Localization): string {
  if (unread > 0) return l10n.t('{0} unread', unread);
  return papers === 1 ? l10n.t('1 paper') : l10n.t('{0} papers', papers);
}

function longText(papers: number, unread: number, l10n: Localization): string {
  if (unread > 0) return papersWithUnread(papers, unread, l10n);
  return papers === 1 ? l10n.t('1 paper, none unread') : l10n.t('{0} papers, none unread', papers);
}
