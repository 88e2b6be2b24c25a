import type { Day } from '../../library/day';
import { type TriageState, triageStates } from '../../triage/triageState';
import type { Segment } from '../segment';
import { AuthorColumn, LabelColumn } from './labelColumn';
import type { IdentifiedRecord, PaperDescription, PaperRecord, UndescribedRecord } from './queryablePaper';
import { type HeldThing, heldThings } from './queryNode';

/** A set of papers: 1 at the row of each. */
export type PaperBits = Uint8Array;

/** A change of the days. May come in parts, the last of which has `order`. */
export interface DaysChange {
  /** Those that are new or have changed. */
  readonly put: readonly Day[];
  /** The ids of all days that are left, in the order in which their papers are listed. */
  readonly order?: readonly string[];
}

/** Links the documents of a segment to rows. */
interface RowLinks {
  readonly rows: Int32Array;
  /** How many rows there were when it was made. */
  knownRows: number;
}

/**
 * What queries ask of papers besides their texts, a row for each paper. Takes some hundred bytes a paper, and tests a
 * label or a day once for all papers that have it.
 */
export class PaperTable {
  readonly #tags = new LabelColumn({ keyOf: (tag) => tag });
  readonly #authors = new AuthorColumn();
  readonly #categories = new LabelColumn({ keyOf: (category) => category });
  readonly #files = new LabelColumn({ keyOf: (path) => path });
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
  /** Per row, with room for more rows: 1 where the paper is there. */
  #known = new Uint8Array(64);
  /** The triage state's place in `triageStates`. */
  #states = new Uint8Array(64);
  /** A bit for each of `heldThings`. */
  #held = new Uint8Array(64);
  readonly #days = new Map<string, { readonly day: Day; rows?: readonly number[] }>();
  #dayOrder: readonly string[] = [];
  #order: readonly number[] | undefined;
  readonly #links = new WeakMap<Segment, RowLinks>();
  /** 1 at the rows whose description has not been read. */
  #undescribed = new Uint8Array(64);
  #isAnyUndescribed = false;
  /** Set while records are left to be read. */
  #unread: Iterator<IdentifiedRecord> | undefined;
  #areDaysLinked = true;

  /** @param describe describes papers that were put without a description, when a query first needs it */
  constructor(private readonly describe?: (id: string) => PaperDescription | undefined) {}

  get tags(): LabelColumn {
    this.#readAll();
    return this.#tags;
  }

  get files(): LabelColumn {
    this.#readAll();
    return this.#files;
  }

  get authors(): AuthorColumn {
    this.#readDescriptions();
    return this.#authors;
  }

  get categories(): LabelColumn {
    this.#readDescriptions();
    return this.#categories;
  }

  /**
   * Puts records when a query first needs one, because most queries need none. The iterable must give the state at the time
   * when it is read: it replaces what was put before.
   */
  putLater(records: Iterable<IdentifiedRecord>): void {
    this.#unread = records[Symbol.iterator]();
  }

  /** Puts the records of {@link putLater} in small steps. The table may be used and changed between them. */
  *reading(): Generator<undefined, void> {
    while (this.#readNext()) yield;
    this.#readAll();
  }

  put(id: string, record: PaperRecord | UndescribedRecord): void {
    const { tags, state, has, files = [] } = record;
    const row = this.#rowOf(id);
    if (this.#known[row] === 0) this.#order = undefined;
    this.#known[row] = 1;
    this.#states[row] = triageStates.indexOf(state);
    this.#held[row] = heldThings.reduce((bits, thing, at) => bits | (has[thing] ? 1 << at : 0), 0);
    this.#tags.set(row, tags);
    this.#files.set(row, files);
    if (record.authors === undefined) {
      this.#undescribed[row] = 1;
      this.#isAnyUndescribed = true;
      return;
    }
    this.#undescribed[row] = 0;
    this.#authors.set(row, record.authors);
    this.#categories.set(row, record.categories);
  }

  delete(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined || this.#known[row] === 0) return;
    this.#known[row] = 0;
    this.#order = undefined;
    this.#undescribed[row] = 0;
    for (const column of [this.#tags, this.#authors, this.#categories, this.#files]) column.set(row, []);
  }

  changeDays({ order, put }: DaysChange): void {
    for (const day of put) this.#days.set(day.id, { day });
    this.#areDaysLinked = false;
    this.#order = undefined;
    if (!order) return;
    const listed = new Set(order);
    for (const id of this.#days.keys()) if (!listed.has(id)) this.#days.delete(id);
    this.#dayOrder = order;
  }

  /** Undefined if the paper is not known. */
  rowOf(id: string): number | undefined {
    this.#readAll();
    const row = this.#rows.get(id);
    return row !== undefined && this.#known[row] === 1 ? row : undefined;
  }

  idAt(row: number): string {
    return this.#ids[row] ?? '';
  }

  /** No paper yet. */
  bits(): PaperBits {
    this.#readAll();
    return new Uint8Array(this.#ids.length);
  }

  /** Every paper that is there. */
  all(): PaperBits {
    this.#readAll();
    return this.#known.slice(0, this.#ids.length);
  }

  withState(state: TriageState): PaperBits {
    const wanted = triageStates.indexOf(state);
    const bits = this.bits();
    for (let row = 0; row < bits.length; row += 1) if (this.#states[row] === wanted) bits[row] = 1;
    return bits;
  }

  holding(thing: HeldThing): PaperBits {
    if (thing === 'code') this.#readDescriptions();
    const at = heldThings.indexOf(thing);
    const bits = this.bits();
    for (let row = 0; row < bits.length; row += 1) bits[row] = ((this.#held[row] ?? 0) >> at) & 1;
    return bits;
  }

  /** The papers of the days that pass the test. */
  underDays(passes: (day: Day) => boolean): PaperBits {
    const bits = this.bits();
    for (const { day, rows = [] } of this.#days.values()) {
      if (passes(day)) for (const row of rows) bits[row] = 1;
    }
    return bits;
  }

  /** All papers, day by day, each once; then those that no day lists. */
  inOrder(): readonly number[] {
    this.#readAll();
    this.#order ??= [...this.#listed()];
    return this.#order;
  }

  /** For each document of the segment its row, or -1. Good until the next change. */
  rowsOf(segment: Segment): Int32Array {
    this.#readAll();
    const links = this.#links.get(segment) ?? { rows: new Int32Array(segment.size).fill(-1), knownRows: 0 };
    this.#links.set(segment, links);
    if (links.knownRows === this.#ids.length) return links.rows;
    links.knownRows = this.#ids.length;
    for (let document = 0; document < segment.size; document += 1) {
      if (links.rows[document] === -1)
        links.rows[document] = this.#rows.get(segment.parts.ids.at(document)) ?? -1;
    }
    return links.rows;
  }

  /** Puts the next record of {@link putLater}. Returns false if none is left. */
  #readNext(): boolean {
    const next = this.#unread?.next();
    if (!next || next.done === true) this.#unread = undefined;
    else this.put(next.value.id, next.value.record);
    return this.#unread !== undefined;
  }

  #readAll(): void {
    while (this.#readNext());
    if (this.#areDaysLinked) return;
    this.#areDaysLinked = true;
    for (const entry of this.#days.values()) entry.rows ??= entry.day.paperIds.map((id) => this.#rowOf(id));
  }

  #readDescriptions(): void {
    this.#readAll();
    if (!this.#isAnyUndescribed) return;
    this.#isAnyUndescribed = false;
    for (let row = this.#undescribed.indexOf(1); row >= 0; row = this.#undescribed.indexOf(1, row + 1)) {
      const { authors = [], categories = [], hasCode = false } = this.describe?.(this.idAt(row)) ?? {};
      this.#authors.set(row, authors);
      this.#categories.set(row, categories);
      const code = 1 << heldThings.indexOf('code');
      this.#held[row] = ((this.#held[row] ?? 0) & ~code) | (hasCode ? code : 0);
    }
    this.#undescribed.fill(0);
  }

  #rowOf(id: string): number {
    const known = this.#rows.get(id);
    if (known !== undefined) return known;
    const row = this.#ids.push(id) - 1;
    this.#rows.set(id, row);
    if (row >= this.#known.length) {
      this.#known = grown(this.#known);
      this.#states = grown(this.#states);
      this.#held = grown(this.#held);
      this.#undescribed = grown(this.#undescribed);
    }
    return row;
  }

  *#listed(): Iterable<number> {
    const seen = this.bits();
    const days = this.#dayOrder.map((id) => this.#days.get(id)?.rows ?? []);
    for (const rows of [...days, this.#ids.keys()]) {
      for (const row of rows) {
        if (seen[row] === 1 || this.#known[row] !== 1) continue;
        seen[row] = 1;
        yield row;
      }
    }
  }
}

function grown(column: Uint8Array): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(column.length * 2);
  longer.set(column);
  return longer;
}
