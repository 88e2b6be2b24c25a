import { type IsoDay, addDays, daysBetween, parseIsoDay } from './isoDay';
import { localizable, type Message } from '../base/localization';

/** The maximum number of days in one range. */
const LONGEST_RANGE = 366;

/** Days that a person named, or one plain sentence on what is wrong with them. */
export type DayRange =
  | { readonly days: readonly IsoDay[]; readonly problem?: never }
  | { readonly problem: Message; readonly days?: never };

const BETWEEN = /to|until|\.\.+|–|—|,/iu;

/** Reads `2024-03-01 to 2024-03-14`, or one day. Days after `today` have no lists. */
export function parseDayRange(text: string, today: IsoDay): DayRange {
  const [from = '', to = from, ...more] = text.split(BETWEEN).map((day) => day.trim());
  const [first, last] = [parseIsoDay(from), parseIsoDay(to)];
  if (first === undefined || last === undefined || more.length > 0)
    return { problem: localizable('Write one day as 2024-03-14, or two with “to” between them.') };
  if (last < first) return { problem: localizable('The first day is after the last one.') };
  if (first > today) return { problem: localizable('There are no lists after today, {0}.', today) };
  if (addDays(first, LONGEST_RANGE) <= last)
    return { problem: localizable('Ask for {0} days at most; fetch the others afterwards.', LONGEST_RANGE) };
  return { days: daysBetween(first, last < today ? last : today) };
}

/** The months up to that of `today`, the latest first, as `2024-03`. */
export function latestMonths(today: IsoDay, count: number): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + month - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
