import type { DigestDate } from '../library/day';
import { isDate, parseDateLine } from '../library/digestDate';

/** A date found in a text, with its printed form. */
export interface PrintedDate {
  readonly date: DigestDate;
  readonly label: string;
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const ANYWHERE = new RegExp(
  [
    String.raw`(?<![\d.])\d{4}([-/._年])\d{1,2}(?:\1|月)\d{1,2}(?![\d])`,
    String.raw`(?<!\d)20\d{2}(?:0[1-9]|1[0-2])[0-3]\d(?!\d)`,
    String.raw`\b${MONTH} {1,2}\d{1,2}(?:st|nd|rd|th)?,? \d{4}\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)? ${MONTH},? (?:\d{4}|\d{2})\b`,
    String.raw`(?<!\d)\d{4} ${MONTH} \d{1,2}(?!\d)`,
  ].join('|'),
  'giu',
);

/** The first date with a year that is printed anywhere in `text`, such as a heading, a file name or a time stamp. */
export function findDate(text: string): PrintedDate | undefined {
  for (const [label] of text.slice(0, 500).matchAll(ANYWHERE)) {
    const line = parseDateLine(toLine(label));
    if (line?.kind === 'date') return { date: line.date, label };
  }
  return undefined;
}

/** What may stand around the date of a day: emphasis, pictures and a colon. */
const AROUND_DATE =
  /^[\s*_`\p{Extended_Pictographic}\ufe0f\u200d]+|(?<=[^\s*_`:：\p{Extended_Pictographic}\ufe0f])[\s*_`:：\p{Extended_Pictographic}\ufe0f]+$/gu;
/** `(Wed)`, `(12 papers)` */
const REMARK = / ?[(（](?:\d{1,4} ?)?\p{L}{1,12}\.?[)）]$/u;
/** In UTF-16 units; longer lines are more than a date. */
const LONGEST_DATE_LINE = 60;

/**
 * The date of a line that is a date but for emphasis, pictures, a colon and a remark in brackets: `**May 1, 2024:**`. Its
 * year may be missing.
 */
export function dateLine(text: string): PrintedDate | undefined {
  if (text.length > LONGEST_DATE_LINE || !/\d/u.test(text)) return undefined;
  const bare = text.replace(AROUND_DATE, '').replace(REMARK, '').replace(AROUND_DATE, '');
  const line = parseDateLine(bare);
  if (line?.kind === 'date') return { date: line.date, label: line.label };
  const found = findDate(bare);
  return found?.label === bare.replace(/日$/u, '') ? found : undefined;
}

/** How many dates with a year the beginning of a text holds. */
export function countDates(text: string): number {
  return text.slice(0, 500).match(ANYWHERE)?.length ?? 0;
}

const WEEK = new RegExp(
  String.raw`\b(?<from>${MONTH}) (?<first>\d{1,2})(?:st|nd|rd|th)?\s?(?:-|–|—|to)\s?(?:(?<to>${MONTH}) )?(?<last>\d{1,2})(?:st|nd|rd|th)?\)?[\s,–—-]{1,5}(?<year>\d{4})(?!\d)`,
  'iu',
);

/** The first day of a range that is printed anywhere in `text`: `July 8 - July 14, 2024` or `(Dec 30 - Jan 5) - 2025`. */
export function findWeek(text: string): PrintedDate | undefined {
  const found = WEEK.exec(text.slice(0, 500));
  const { from = '', first = '', to = from, last = '', year = '' } = found?.groups ?? {};
  const [begin, end] = [`${from} ${first}`, `${to} ${last}`].map((day) => parseDateLine(`${day}, ${year}`));
  if (begin?.kind !== 'date' || end?.kind !== 'date') return undefined;
  const isOverNewYear = begin.date.month > end.date.month;
  const date = isOverNewYear ? { ...begin.date, year: Number(year) - 1 } : begin.date;
  return { date, label: `${from} ${first} – ${to} ${last}, ${year}` };
}

/** Converts forms that `parseDateLine` does not know to one that it knows. */
function toLine(printed: string): string {
  const digits = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})$/u.exec(printed);
  if (digits) return digits.slice(1).join('-');
  const yearFirst = /^(\d{4}) (\S+) (\d{1,2})$/u.exec(printed);
  if (yearFirst) return `${yearFirst[2]} ${yearFirst[3]}, ${yearFirst[1]}`;
  // The mailing lists of arXiv print years with two digits; arXiv began in 1991.
  return printed.replace(/ (\d{2})$/u, (_, year: string) => ` ${Number(year) > 90 ? '19' : '20'}${year}`);
}

/** `2024-05-30` of a date with a year. */
export function isoDate({ year = 0, month, day }: DigestDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const YEAR = /(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)/u;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The date of publication in the first of several fields that can be read, in ISO 8601 with as much as is printed:
 * `2024-03-05`, `2024-03` or `2024`. A field such as `Jun` is passed over. Undefined if none has a year.
 */
export function publicationDate(fields: readonly string[]): string | undefined {
  for (const field of fields) {
    const text = field.slice(0, 200);
    const date = findDate(text);
    if (date) return isoDate(date.date);
    const year = YEAR.exec(text)?.[0];
    if (year === undefined) continue;
    const month = monthOf(text);
    return month === undefined ? year : `${year}-${String(month).padStart(2, '0')}`;
  }
  return undefined;
}

/** The year of an ISO 8601 date. */
export function yearOf(iso: string | undefined): number | undefined {
  const year = /^\d{4}(?!\d)/u.exec(iso ?? '')?.[0];
  return year === undefined ? undefined : Number(year);
}

/** The month beside a year: `2011/06`, `2011-6`, `06/2011`, `Jun 2011` or `2011 Jun-Jul`. */
function monthOf(text: string): number | undefined {
  const name = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/iu.exec(text)?.[1];
  if (name !== undefined) return MONTHS.indexOf(name.toLowerCase()) + 1;
  const digits = /\d{4}[-/.](\d{1,2})(?!\d)|(?<!\d)(\d{1,2})[-/.]\d{4}/u.exec(text);
  const month = Number(digits?.[1] ?? digits?.[2] ?? 0);
  return isDate({ month, day: 1 }) ? month : undefined;
}
