import type { DigestDate } from '../../library/day';
import { parseDateLine } from '../../library/digestDate';

/** A day, a month or a year; of a day or month, the year may be left open. */
export interface DatePattern {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads `2025`, `2025-03`, `2025-03-11`, `Mar`, `March 2025`, and every date that a digest may print. */
export function parseDatePattern(text: string): DatePattern | undefined {
  const trimmed = text.trim();
  const numbers = /^(\d{4})(?:[-/](\d{1,2}))?$/.exec(trimmed);
  if (numbers)
    return monthPattern(Number(numbers[1]), numbers[2] === undefined ? undefined : Number(numbers[2]));
  const named = /^([a-z]{3,9})\.?(?:,? (\d{4}))?$/i.exec(trimmed);
  const month = named ? monthNumber(named[1] ?? '') : 0;
  if (month > 0) return monthPattern(named?.[2] === undefined ? undefined : Number(named[2]), month);
  const line = parseDateLine(trimmed);
  return line?.kind === 'date' ? line.date : undefined;
}

function monthPattern(year: number | undefined, month: number | undefined): DatePattern | undefined {
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  return { ...(year === undefined ? {} : { year }), ...(month === undefined ? {} : { month }) };
}

function monthNumber(name: string): number {
  const lower = name.toLowerCase();
  const full = [
    'january february march april may june july august september october november december'.split(' '),
    months,
    ['sept'],
  ];
  return full.some((names) => names.includes(lower)) ? months.indexOf(lower.slice(0, 3)) + 1 : 0;
}

/** A day's date as far as its digest prints it. */
export type PartialDate = Partial<DigestDate>;

export function dateMatches(date: PartialDate, pattern: DatePattern): boolean {
  return (['year', 'month', 'day'] as const).every(
    (part) => pattern[part] === undefined || pattern[part] === date[part],
  );
}

/**
 * Whether a date lies before or after all that the pattern covers. A pattern without a year compares months and days,
 * in any year; a date that lacks a part of the pattern is neither before nor after.
 */
export function compareToPattern(
  date: PartialDate,
  pattern: DatePattern,
): 'before' | 'within' | 'after' | undefined {
  for (const part of ['year', 'month', 'day'] as const) {
    const wanted = pattern[part];
    if (wanted === undefined) continue;
    const given = date[part];
    if (given === undefined) return undefined;
    if (given !== wanted) return given < wanted ? 'before' : 'after';
  }
  return 'within';
}
