import { compareStamps, stampAfter, type Stamp } from '../base/hybridClock';
import type { Library } from '../library/library';
import type { PaperId } from '../library/paper';
import { type TriageRecord, identifiersOf, isEarlier, subjectKey } from './triageRecord';
import type { TriageState } from './triageState';

/** Finds the paper that a mark belongs to. */
export type IdentifiedPapers = Pick<Library, 'idsOf' | 'identifiersOf' | 'idWith'>;

/** For stores whose marks name no identifiers. */
export const unidentifiedPapers: IdentifiedPapers = {
  idsOf: () => [],
  identifiersOf: () => [],
  idWith: () => undefined,
};

/** The last record of a paper. */
export interface Mark {
  readonly record: TriageRecord;
  /** The stamp of the record, or one made from its place in the log. */
  readonly stamp: Stamp;
}

/**
 * The marks of papers, by identifier and by id. Of several marks that belong to one paper, as after a merge, the last one
 * made holds.
 */
export class MarkTable {
  readonly #marks = new Map<string, Mark>();
  /** The keys of the marks with identifiers, by the ids that they name. */
  readonly #identifiedOf = new Map<PaperId, Set<string>>();
  #last: Stamp | undefined;

  constructor(private readonly papers: IdentifiedPapers) {}

  /** The latest stamp of all marks. */
  get last(): Stamp | undefined {
    return this.#last;
  }

  put(record: TriageRecord): void {
    const { id } = record;
    const key = subjectKey(record);
    if (isEarlier(record, this.#marks.get(key)?.record)) return;
    const stamp = record.stamp ?? stampAfter(record.at, this.#last, '');
    if (!this.#last || compareStamps(stamp, this.#last) > 0) this.#last = stamp;
    this.#marks.set(key, { record, stamp });
    if (key === id) return;
    const keys = this.#identifiedOf.get(id) ?? new Set();
    this.#identifiedOf.set(id, keys.add(key));
  }

  /** The state that the mark of a record has now. */
  stateOf(record: TriageRecord): TriageState | undefined {
    return stateIn(this.#marks.get(subjectKey(record))?.record);
  }

  /** Returns the state of a paper; undefined if the user has set none or has reset it. */
  of(paper: PaperId): TriageState | undefined {
    return stateIn(this.markOf(paper)?.record);
  }

  /** The mark that holds of a paper. */
  markOf(paper: PaperId): Mark | undefined {
    const { papers } = this;
    const known = papers.idsOf(paper);
    const ids = known.length > 0 ? known : [paper];
    let last: Mark | undefined;
    const consider = (mark: Mark | undefined): void => {
      if (mark && (!last || compareStamps(mark.stamp, last.stamp) > 0)) last = mark;
    };
    for (const id of ids) consider(this.#marks.get(id));
    if (this.#identifiedOf.size === 0) return last;
    const identifiers = papers.identifiersOf(paper);
    for (const identifier of identifiers) consider(this.#marks.get(identifier));
    for (const id of ids) {
      for (const key of this.#identifiedOf.get(id) ?? []) {
        const mark = this.#marks.get(key);
        if (mark && !this.#isOfAnother(mark, identifiers)) consider(mark);
      }
    }
    return last;
  }

  /** The papers that a mark may belong to: that with its identifier, and that with its id. */
  papersOf(record: TriageRecord): readonly PaperId[] {
    const named = identifiersOf(record).flatMap((identifier) => this.papers.idWith(identifier) ?? []);
    return [...new Set([...named, record.id])];
  }

  /** The last record of a paper, by its {@link subjectKey}. */
  recordOf(key: string): TriageRecord | undefined {
    return this.#marks.get(key)?.record;
  }

  /** The last record of each paper, with its stamp or that of its place in the log. */
  marks(): Iterable<Mark> {
    return this.#marks.values();
  }

  /** The last record of each paper. */
  *records(): Generator<TriageRecord> {
    for (const { record } of this.#marks.values()) yield record;
  }

  /** Whether the identifiers of a mark are those of another paper than the one with these. */
  #isOfAnother({ record }: Mark, own: readonly string[]): boolean {
    return identifiersOf(record).some((identifier) => {
      if (own.includes(identifier)) return false;
      const kind = identifier.slice(0, identifier.indexOf(':') + 1);
      return own.some((one) => one.startsWith(kind)) || this.papers.idWith(identifier) !== undefined;
    });
  }
}

/** Undefined if there is no decision or it was taken back. */
export function stateIn(record: TriageRecord | undefined): TriageState | undefined {
  return record?.undecided === true ? undefined : record?.state;
}
