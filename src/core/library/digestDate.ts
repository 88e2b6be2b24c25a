import type { DigestDate } from './day';
import { collapseWhitespace } from '../text/collapseWhitespace';

/** A line in the form of a date: a valid date, one that does not exist, or an ambiguous one. */
export type DateLine =
  | { readonly kind: 'date'; readonly date: DigestDate; readonly label: string }
  | { readonly kind: 'impossible'; readonly label: string }
  /** `03/04/2025`: either number could be the month. */
  | { readonly kind: 'ambiguous'; readonly label: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName =
  '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|' +
  'oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?';
const day = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const year = '(?<year>\\d{4})';

const forms = [
  `${weekday}${monthName} ${day}(?:,? ${year})?`,
  `${weekday}${day} (?:of )?${monthName}(?:,? ${year})?`,
  `${weekday}${year}-(?<month>\\d{1,2})-(?<day>\\d{1,2})`,
  `${weekday}${year}/(?<month>\\d{1,2})/(?<day>\\d{1,2})`,
  `${weekday}(?<first>\\d{1,2})(?<mark>[/.-])(?<second>\\d{1,2})\\k<mark>${year}`,
].map((form) => new RegExp(`^${form}$`, 'i'));

/** In UTF-16 units. Longer lines are not dates and are not matched. */
const longestLine = 40;

/**
 * Parses a line that contains only a date; returns `undefined` for any other line. The label is the printed line with
 * single spaces. A missing year is taken from `year`, if given.
 */
export function parseDateLine(line: string, year?: number): DateLine | undefined {
  if (line.length > longestLine) return undefined;
  const label = collapseWhitespace(line);
  for (const form of forms) {
    const groups = form.exec(label)?.groups;
    if (groups) return readGroups(groups, label, year);
  }
  return undefined;
}

/** Whether the date exists. Without a year, February 29 does. */
export function isDate({ year, month, day }: DigestDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

function readGroups(
  groups: Record<string, string | undefined>,
  label: string,
  assumedYear?: number,
): DateLine {
  const order = monthAndDay(groups);
  if (!order) return { kind: 'ambiguous', label };
  const year = groups['year'] === undefined ? assumedYear : Number(groups['year']);
  const date = year === undefined ? order : { year, ...order };
  return isDate(date) ? { kind: 'date', date, label } : { kind: 'impossible', label };
}

function monthAndDay(groups: Record<string, string | undefined>): { month: number; day: number } | undefined {
  const name = groups['name'];
  if (name !== undefined) {
    return { month: months.indexOf(name.slice(0, 3).toLowerCase()) + 1, day: Number(groups['day']) };
  }
  if (groups['month'] !== undefined) return { month: Number(groups['month']), day: Number(groups['day']) };
  const [first, second] = [Number(groups['first']), Number(groups['second'])];
  if (first <= 12 && second <= 12 && first !== second) return undefined;
  return first > 12 ? { month: second, day: first } : { month: first, day: second };
}

function daysIn(month: number, year: number | undefined): number {
  if (month === 2) return year === undefined || isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
