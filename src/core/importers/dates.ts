import type { DigestDate } from '../library/day';
import { parseDateLine } from '../library/digestDate';

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
    String.raw`\b${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)? ${MONTH},? (?:\d{4}|\d{2})\b`,
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

/** Converts forms that `parseDateLine` does not know to one that it knows. */
function toLine(printed: string): string {
  const digits = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})$/u.exec(printed);
  if (digits) return digits.slice(1).join('-');
  // The mailing lists of arXiv print years with two digits; arXiv began in 1991.
  return printed.replace(/ (\d{2})$/u, (_, year: string) => ` ${Number(year) > 90 ? '19' : '20'}${year}`);
}

/** `2024-05-30` of a date with a year. */
export function isoDate({ year = 0, month, day }: DigestDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
