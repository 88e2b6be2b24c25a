import type { RecordKey } from './identityDecisions';
import type { IdentifiedPaper } from './paperBatch';
import { haveSameValues, mergePapers } from './mergePapers';
import type { Paper, PaperId } from './paper';
import { hashMerged, hashRecord } from './paperWords';

const none: readonly never[] = [];

/**
 * A list with more items, without duplicates. Nearly all lists have one item, so one item that is added to an empty list is
 * returned as it is given, to be shared by papers; and lists are not extended, for which V8 reserves room for 17 items.
 */
export function withItems<T>(list: readonly T[], items: readonly T[]): readonly T[] {
  if (list.length === 0 && items.length === 1) return items;
  const added = items.filter((item, at) => !list.includes(item) && items.indexOf(item) === at);
  return added.length === 0 ? list : list.concat(added);
}

/** A list of strings. A list of one string, which is the usual case, is stored as that string, to take no memory for an array. */
type PackedList = string | readonly string[];

const pack = (list: readonly string[]): PackedList => (list.length === 1 ? (list[0] ?? none) : list);

const unpack = (list: PackedList): readonly string[] => (typeof list === 'string' ? [list] : list);

/** The data of a paper from a record, from details, or from another entry. */
export type PaperSource = Pick<IdentifiedPaper, 'record' | 'links' | 'recordHash'>;

/** One paper with all its ids, the oldest first, and the days that list it. */
export class PaperEntry {
  #ids: PackedList;
  #arxivKeys: PackedList = none;
  #dois: PackedList = none;
  #titleKeys: PackedList = none;
  /** Without duplicates; few. */
  dayIds: readonly string[] = none;
  /** The batches that list the paper, without duplicates; few. */
  batchIds: readonly string[] = none;
  /** The keys of its records that a person decided about; few. */
  decidedKeys: readonly RecordKey[] = none;
  #paper: Paper | WeakRef<Paper> | undefined;
  /** The sources that are merged into the given record, in this order; few. */
  #others: readonly PaperSource[] = none;
  /** Undefined while there is only one, to take no memory. */
  #records: readonly IdentifiedPaper[] | undefined;

  /** `number` is the order of arrival: when two entries are merged, the older one keeps its id. */
  constructor(
    private readonly given: IdentifiedPaper,
    readonly number: number,
    /** Another than that of the title, if that belongs to another paper. */
    readonly id: PaperId = given.id,
  ) {
    this.#ids = id;
  }

  get ids(): readonly PaperId[] {
    return unpack(this.#ids);
  }

  set ids(ids: readonly PaperId[]) {
    this.#ids = pack(ids);
  }

  get arxivKeys(): readonly string[] {
    return unpack(this.#arxivKeys);
  }

  set arxivKeys(keys: readonly string[]) {
    this.#arxivKeys = pack(keys);
  }

  get dois(): readonly string[] {
    return unpack(this.#dois);
  }

  set dois(dois: readonly string[]) {
    this.#dois = pack(dois);
  }

  get titleKeys(): readonly string[] {
    return unpack(this.#titleKeys);
  }

  set titleKeys(keys: readonly string[]) {
    this.#titleKeys = pack(keys);
  }

  /** Its records from sources, without duplicates; few. */
  get records(): readonly IdentifiedPaper[] {
    return this.#records ?? [this.given];
  }

  set records(records: readonly IdentifiedPaper[]) {
    this.#records = records.length > 1 ? records : undefined;
  }

  /** Built when first read: most papers of a large library never are. */
  get paper(): Paper {
    const known = this.#paper instanceof WeakRef ? this.#paper.deref() : this.#paper;
    return known ?? this.#cache(this.#decode());
  }

  /**
   * Like {@link paper}, but a paper that is decoded from a file on disk is not cached. For callers that read all papers in one
   * go: V8 keeps the target of a new WeakRef in memory until the current job ends.
   */
  get uncachedPaper(): Paper {
    return this.given.isNotKept === true ? this.#decode() : this.paper;
  }

  /** Merges the data of a source into the paper. Returns whether the paper has more data than before. */
  merge(source: PaperSource): boolean {
    const before = this.paper;
    if (!this.mergeLater(source)) return false;
    return this.#cache(mergeSource(before, source)) !== before;
  }

  /**
   * Like {@link merge}, but decodes nothing: the source is merged when {@link paper} is read. Returns false if the entry has this
   * source already.
   */
  mergeLater(source: PaperSource): boolean {
    if (source === this.given || this.#others.includes(source)) return false;
    this.#others = [...this.#others, source];
    this.#paper = undefined;
    return true;
  }

  #decode(others = this.#others): Paper {
    const { links, record } = this.given;
    // In this order V8 makes a fast object; the other way round takes ten times as long.
    let paper: Paper = { id: this.id, links, ...record };
    for (const other of others) paper = mergeSource(paper, other);
    return paper;
  }

  #cache(paper: Paper): Paper {
    this.#paper = this.given.isNotKept === true ? new WeakRef(paper) : paper;
    return paper;
  }

  /** Returns a function that gives the authors that the paper has now. Decodes nothing before that is called. */
  authorsLater(): () => Paper['authors'] {
    const others = this.#others;
    return () => this.#decode(others).authors;
  }

  /** A hash that changes with the words of the paper. Decodes nothing where the hashes of its records are known. */
  get wordsHash(): number {
    const first = hashOf(this.given);
    return this.#others.length === 0 ? first : hashMerged([first, ...this.#others.map(hashOf)]);
  }

  /** Whether another entry has the same values. */
  hasSameValues(other: PaperEntry | undefined): boolean {
    if (!other) return false;
    return this.#hasSameSources(other) || haveSameValues(other.paper, this.paper);
  }

  #hasSameSources(other: PaperEntry): boolean {
    const [a, b] = [this.#others, other.#others];
    return this.given === other.given && a.length === b.length && a.every((source, at) => source === b[at]);
  }
}

function mergeSource(paper: Paper, { record, links }: PaperSource): Paper {
  const merged = mergePapers(paper, record);
  return merged.abstract === paper.abstract ? merged : { ...merged, links };
}

/** Returns `hashRecord` of the source's record. The record is decoded only if the source does not have the hash. */
function hashOf(source: PaperSource): number {
  return source.recordHash ?? hashRecord(source.record);
}
