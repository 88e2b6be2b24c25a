import type { SourceId } from '../library/day';
import type { PaperRecord } from '../library/paper';
import type { ParsedDay } from '../library/parsedDigest';
import { type PrintedDate, findDate, isoDate } from './dates';
import type { SourceText } from './sourceFormat';

/** Collects papers by day; days and papers keep their order of arrival. */
export class DayList {
  readonly #days = new Map<string, { date?: PrintedDate; papers: PaperRecord[] }>();
  readonly #fallback: PrintedDate | undefined;
  readonly #name: string;
  #last: PrintedDate | undefined;

  /**
   * Papers without a date, or without its year, are listed under the requested day, or the date in the name; without
   * these, papers without a date are listed under the day of the paper before them.
   */
  constructor(
    private readonly source: SourceId,
    { name, requestedDate }: SourceText,
  ) {
    this.#fallback = requestedDate
      ? { date: requestedDate, label: isoDate(requestedDate) }
      : findDate(name ?? '');
    this.#name = name ?? '';
  }

  add(paper: PaperRecord, printed?: PrintedDate): void {
    const dated = printed?.date.year === undefined ? undefined : printed;
    const date = dated ?? this.#fallback ?? printed ?? this.#last;
    this.#last = date;
    const key = date ? isoDate(date.date) : '';
    const day = this.#days.get(key);
    if (day) day.papers.push(paper);
    else this.#days.set(key, { ...(date && { date }), papers: [paper] });
  }

  days(): readonly ParsedDay[] {
    return [...this.#days.values()].map(({ date, papers }) => ({
      ...(date && { date: date.date }),
      label: date?.label ?? this.#name,
      source: this.source,
      papers,
    }));
  }
}
