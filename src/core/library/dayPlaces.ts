import type { Day } from './day';
import type { PaperId } from './paper';

/** The part of a library that says on which days papers are. */
interface ListedDays {
  /** In their order; the same array as long as no day has changed. */
  readonly days: readonly Day[];
  daysOf(id: PaperId): readonly Day[];
}

interface Place {
  readonly id: PaperId;
  /** Of the first day that lists the paper; Infinity if none does. */
  readonly day: number;
  /** Among the papers of that day. */
  readonly row: number;
}

/**
 * Sorts papers by the days that list them. The time depends on the papers that are sorted and on the days, not on the
 * size of the library: lists are often short.
 */
export class DayPlaces {
  #days: readonly Day[] = [];
  /** The places of days, by id. */
  #places: ReadonlyMap<string, number> = new Map();
  /** The places of papers on the days that were looked up so far. */
  readonly #rows = new WeakMap<Day, ReadonlyMap<PaperId, number>>();

  constructor(private readonly listed: ListedDays) {}

  /** Each paper once: in the order of the days and of the papers in them, then those of no day, in the given order. */
  sort(ids: Iterable<PaperId>): readonly PaperId[] {
    const places = Array.from(new Set(ids), (id) => this.#placeOf(id));
    // Infinity minus Infinity is no order.
    const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
    return places.sort((a, b) => compare(a.day, b.day) || compare(a.row, b.row)).map(({ id }) => id);
  }

  #placeOf(id: PaperId): Place {
    let day = Infinity;
    for (const { id: dayId } of this.listed.daysOf(id))
      day = Math.min(day, this.#placesOfDays().get(dayId) ?? Infinity);
    const first = this.#days[day];
    return { id, day, row: (first && this.#rowsOf(first).get(id)) ?? Infinity };
  }

  #placesOfDays(): ReadonlyMap<string, number> {
    const { days } = this.listed;
    if (days !== this.#days) {
      this.#days = days;
      this.#places = new Map(days.map(({ id }, at) => [id, at]));
    }
    return this.#places;
  }

  #rowsOf(day: Day): ReadonlyMap<PaperId, number> {
    const known = this.#rows.get(day);
    if (known) return known;
    const rows = new Map(day.paperIds.map((id, row) => [id, row]));
    this.#rows.set(day, rows);
    return rows;
  }
}
