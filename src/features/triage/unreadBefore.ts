import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { Day, DigestDate } from '../../core/library/day';
import type { PaperId } from '../../core/library/paper';
import type { PaperState } from '../../core/state/paperState';

/** A date with its year. */
type FullDate = Required<DigestDate>;

/**
 * The unread papers that stand only in days before a date. Days of services are counted in UTC, so that west of Greenwich
 * the newest one may be tomorrow's.
 */
export function* listingUnreadBefore(
  days: Iterable<Pick<Day, 'year' | 'month' | 'day' | 'paperIds'>>,
  state: Pick<PaperState, 'needsTriage'>,
  date: FullDate,
): CooperativeTask<readonly PaperId[]> {
  const unread = new Set<PaperId>();
  const kept = new Set<PaperId>();
  for (const day of days) {
    const isKept = !isBefore(day, date);
    for (const id of day.paperIds) {
      if (isKept) kept.add(id);
      else if (state.needsTriage(id)) unread.add(id);
      yield;
    }
  }
  return [...unread].filter((id) => !kept.has(id));
}

/** Days without a year, which no service has, are before every date. */
function isBefore({ year, month = 0, day = 0 }: Partial<DigestDate>, date: FullDate): boolean {
  return year === undefined || (year - date.year || month - date.month || day - date.day) < 0;
}
