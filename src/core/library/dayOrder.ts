import type { DigestDate, SourceId } from './day';
import { normaliseTitle, paperId } from './paperId';

/** The data by which days are sorted. */
export interface DayKey extends Partial<DigestDate> {
  readonly label: string;
  readonly source: SourceId;
}

/**
 * The id of a day: `digest/2025-03-11`, `digest/03-11` where no year is printed, and `digest/undated-<label>` where
 * no date is. Days of one source with the same id are one day.
 */
export function dayId({ source, year, month, day, label }: DayKey): string {
  if (month === undefined || day === undefined) return `${source}/undated-${paperId(label)}`;
  const date = `${two(month)}-${two(day)}`;
  return year === undefined ? `${source}/${date}` : `${source}/${String(year).padStart(4, '0')}-${date}`;
}

/**
 * Newest first: days with a year, then days without one by month and day, then undated ones by label. Days that
 * tie are ordered by source and label, so that the order is the same on every machine.
 */
export function compareDays(a: DayKey, b: DayKey): number {
  return (
    rank(a) - rank(b) ||
    (b.year ?? 0) - (a.year ?? 0) ||
    (b.month ?? 0) - (a.month ?? 0) ||
    (b.day ?? 0) - (a.day ?? 0) ||
    sources.indexOf(a.source) - sources.indexOf(b.source) ||
    compareText(normaliseTitle(a.label), normaliseTitle(b.label)) ||
    compareText(a.label, b.label)
  );
}

const sources: readonly SourceId[] = ['digest', 'huggingface', 'arxiv'];

function rank({ year, month }: DayKey): number {
  if (month === undefined) return 2;
  return year === undefined ? 1 : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const two = (value: number): string => String(value).padStart(2, '0');
