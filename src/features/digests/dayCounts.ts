import { pluralize } from '../../core/text/pluralize';
import type { Day } from '../../core/library/day';
import type { PaperState } from '../../core/state/paperState';
import { isDone } from '../../core/triage/triageState';

/** How many papers a day has, and what its row says of them. */
export interface DayCounts {
  /** Papers that stand under the day; those that rules hide only where `withHidden` was asked for. */
  readonly shown: number;
  readonly unread: number;
  /** Whether some of the papers are read or skipped. */
  readonly hasDone: boolean;
  readonly short: string;
  readonly long: string;
}

export function dayCounts(state: PaperState, day: Day, withHidden: boolean): DayCounts {
  const rules = new Map<string, number>();
  for (const id of day.paperIds) {
    const { hiddenBy } = state.ruleResult(id);
    if (hiddenBy !== undefined) rules.set(hiddenBy, (rules.get(hiddenBy) ?? 0) + 1);
  }
  const hidden = [...rules.values()].reduce((sum, count) => sum + count, 0);
  const all = day.paperIds.length;
  const unread = day.paperIds.filter((id) => state.needsTriage(id)).length;
  const shown = withHidden ? all : all - hidden;
  const byRules = hidden > 0 ? `${hidden === all ? 'all ' : ''}${hidden} hidden by rules` : undefined;
  const named =
    byRules && `${byRules}: ${[...rules].map(([name, count]) => `${name} (${count})`).join(', ')}`;
  const papers = shown > 0 || hidden === 0 ? pluralize(shown, 'paper') : undefined;
  const ofUnread = unread > 0 ? `, ${unread} unread` : '';
  return {
    shown,
    unread,
    hasDone: day.paperIds.some((id) => isDone(state.ownTriage(id))),
    short: [papers && `${papers}${ofUnread}`, byRules].filter(Boolean).join(' · '),
    long: [papers && `${papers}${ofUnread || ', none unread'}`, named].filter(Boolean).join('\n'),
  };
}
