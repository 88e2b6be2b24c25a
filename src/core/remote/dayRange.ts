import { type IsoDay, addDays, daysBetween, parseIsoDay } from './isoDay';

/** The maximum number of days in one range. */
const LONGEST_RANGE = 366;

/** Days that a person named, or one plain sentence on what is wrong with them. */
export type DayRange =
  | { readonly days: readonly IsoDay[]; readonly problem?: never }
  | { readonly problem: string; readonly days?: never };

const BETWEEN = /to|until|\.\.+|–|—|,/iu;

/** Reads `2024-03-01 to 2024-03-14`, or one day. Days after `today` have no lists. */
export function parseDayRange(text: string, today: IsoDay): DayRange {
  const [from = '', to = from, ...more] = text.split(BETWEEN).map((day) => day.trim());
  const [first, last] = [parseIsoDay(from), parseIsoDay(to)];
  if (first === undefined || last === undefined || more.length > 0)
    return { problem: 'Write one day as 2024-03-14, or two with “to” between them.' };
  if (last < first) return { problem: 'The first day is after the last one.' };
  if (first > today) return { problem: `There are no lists after today, ${today}.` };
  if (addDays(first, LONGEST_RANGE) <= last)
    return { problem: `Ask for ${LONGEST_RANGE} days at most; fetch the others afterwards.` };
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
