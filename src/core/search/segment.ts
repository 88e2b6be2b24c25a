import { EntriesHash } from '../text/hash';
import { ByteWriter } from './bytes';
import { MemoryNumbers, type NumberRanges } from './numberRanges';
import { stopWords } from './stopWords';
import { sharedPrefixes, type StringTable } from './stringTable';

/** A segment's documents are numbered in 16 bits. */
export const mostSegmentDocuments = 65_536;

/**
 * What a segment is made of: typed arrays only, so that reading one from a file is making views of it. The long lists may
 * stay in the file.
 */
export interface SegmentParts {
  /** The documents' ids; a document's number is its place here. */
  readonly ids: StringTable;
  /** For each document, `documentHash` and `titleHash`. */
  readonly documentHashes: Float64Array;
  readonly titleHashes: Float64Array;
  /** For each document, how many words its title has. */
  readonly titleLengths: Uint32Array;
  /** The words of all documents. */
  readonly terms: StringTable;
  /** For each term, the hash of its stem. */
  readonly stems: Uint32Array;
  /** For each term, how many units it shares with the one before. */
  readonly shared: Uint8Array;
  /** For each term, where its postings begin; and where the last ones end. */
  readonly postingStarts: Uint32Array;
  /** The documents that have the term, ascending, and its impact in each. */
  readonly postingDocuments: NumberRanges<Uint16Array>;
  readonly postingImpacts: NumberRanges<Uint8Array>;
  /** For each term, where the positions of its postings begin in `positions`. See `PositionCursor`. */
  readonly positionStarts: Uint32Array;
  readonly positions: NumberRanges<Uint8Array>;
  /** For each document, where its words begin in `words`; and where the last ones end. See {@link readWords}. */
  readonly wordStarts: Uint32Array;
  readonly words: NumberRanges<Uint8Array>;
}

/** Terms in their order, with the shared prefixes that make a trie of them. */
export type SortedTerms = Pick<SegmentParts, 'terms' | 'shared'>;

function repeatedTerms({ terms, postingStarts }: SegmentParts): SortedTerms {
  const numbers = new Uint32Array(terms.size);
  let count = 0;
  for (let term = 0; term < numbers.length; term += 1)
    if ((postingStarts[term + 1] ?? 0) - (postingStarts[term] ?? 0) > 1) numbers[count++] = term;
  const repeated = terms.pick(numbers.subarray(0, count));
  return { terms: repeated, shared: sharedPrefixes(repeated) };
}

/** The parts with all lists in memory, for a task that reads the whole of them. */
export function inMemory(parts: SegmentParts): SegmentParts {
  const { postingDocuments, postingImpacts, positions, words } = parts;
  return {
    ...parts,
    postingDocuments: loaded(postingDocuments),
    postingImpacts: loaded(postingImpacts),
    positions: loaded(positions),
    words: loaded(words),
  };
}

function loaded<T extends Uint8Array | Uint16Array>(numbers: NumberRanges<T>): NumberRanges<T> {
  return numbers instanceof MemoryNumbers ? numbers : new MemoryNumbers(numbers.range(0, numbers.length));
}

const dead = 1;
const masked = 2;

/**
 * A part of the index whose texts never change. Its documents can be deleted, which removes them at the next merge, or
 * masked while another segment holds the same paper with its note: neither is found.
 */
export class Segment {
  /** Per document `dead`, `masked` or both; undefined while all are live. */
  #hidden: Uint8Array | undefined;
  #deadCount = 0;
  #hiddenCount = 0;
  #stopTerms: ReadonlySet<number> | undefined;
  #repeatedTerms: SortedTerms | undefined;

  /** The last result of {@link entriesHash}, and the number of documents that were not deleted at that time. */
  #entries: { readonly keptCount: number; readonly hash: EntriesHash } | undefined;

  /**
   * @param deleted the documents that are deleted
   * @param entries the {@link entriesHash} of the others, if it is known
   */
  constructor(
    readonly parts: SegmentParts,
    deleted: Iterable<number> = [],
    entries?: EntriesHash,
  ) {
    for (const document of deleted) this.kill(document);
    this.#entries = entries && { keptCount: this.keptCount, hash: entries };
  }

  /** How many documents it holds, hidden ones included. */
  get size(): number {
    return this.parts.ids.size;
  }

  /** How many documents can be found. */
  get liveCount(): number {
    return this.size - this.#hiddenCount;
  }

  /** How many documents are not deleted, whether they are masked or not. */
  get keptCount(): number {
    return this.size - this.#deadCount;
  }

  /** The terms that are stop words. */
  get stopTerms(): ReadonlySet<number> {
    this.#stopTerms ??= new Set([...stopWords].map((word) => this.parts.terms.find(word)));
    return this.#stopTerms;
  }

  /** The terms that more than one document has; hidden documents count. Computed when they are first needed. */
  get repeatedTerms(): SortedTerms {
    this.#repeatedTerms ??= repeatedTerms(this.parts);
    return this.#repeatedTerms;
  }

  /** A hash of the ids and text hashes of the documents that are not deleted. No strings are created for it. */
  get entriesHash(): EntriesHash {
    const { keptCount } = this;
    if (this.#entries?.keptCount === keptCount) return this.#entries.hash;
    const hash = new EntriesHash();
    const { ids, documentHashes } = this.parts;
    for (let document = 0; document < this.size; document += 1)
      if (this.isKept(document)) hash.add(ids.hashAt(document), documentHashes[document] ?? 0);
    this.#entries = { keptCount, hash };
    return hash;
  }

  /** The documents that are deleted. */
  *deleted(): Generator<number> {
    if (this.#deadCount === 0) return;
    for (let document = 0; document < this.size; document += 1) if (!this.isKept(document)) yield document;
  }

  /** For each document, 0 if it is live; undefined while all are. */
  get hidden(): Uint8Array | undefined {
    return this.#hidden;
  }

  isLive(document: number): boolean {
    return this.#hidden === undefined || this.#hidden[document] === 0;
  }

  isKept(document: number): boolean {
    return this.#hidden === undefined || ((this.#hidden[document] ?? 0) & dead) === 0;
  }

  /** The number of the live document `id`, or -1. */
  find(id: string): number {
    const document = this.parts.ids.find(id);
    return document >= 0 && this.isLive(document) ? document : -1;
  }

  /** The number of the document `id`, masked or not, or -1. */
  findKept(id: string): number {
    const document = this.parts.ids.find(id);
    return document >= 0 && this.isKept(document) ? document : -1;
  }

  kill(document: number): void {
    if (this.isKept(document)) this.#deadCount += 1;
    this.#hide(document, (this.#hidden?.[document] ?? 0) | dead);
  }

  mask(document: number, isMasked: boolean): void {
    const before = this.#hidden?.[document] ?? 0;
    this.#hide(document, isMasked ? before | masked : before & ~masked);
  }

  /** The same documents, of which those that are masked can be found too. The segment itself if none is. */
  unmasked(): Segment {
    if (this.#hiddenCount === this.#deadCount) return this;
    return new Segment(this.parts, this.deleted());
  }

  #hide(document: number, flags: number): void {
    this.#hidden ??= new Uint8Array(this.size);
    const before = this.#hidden[document] ?? 0;
    this.#hiddenCount += (flags === 0 ? 0 : 1) - (before === 0 ? 0 : 1);
    this.#hidden[document] = flags;
  }

  /** How many live documents have a term. */
  countOf(term: number): number {
    if (term < 0) return 0;
    const from = this.parts.postingStarts[term] ?? 0;
    const to = this.parts.postingStarts[term + 1] ?? 0;
    if (this.#hiddenCount === 0) return to - from;
    let count = 0;
    for (const document of this.parts.postingDocuments.range(from, to)) if (this.isLive(document)) count += 1;
    return count;
  }
}

/** The words of a document, as {@link readWords} takes them. */
export function storedWords({ words, wordStarts }: SegmentParts, document: number): Uint8Array {
  return words.range(wordStarts[document] ?? 0, wordStarts[document + 1] ?? 0);
}

/** Visits the words of a document in the order of their terms, each with the fields that contain it (see `TermEntry`). */
export function readWords(words: Uint8Array, visit: (term: number, fields: number) => void): void {
  let term = -1;
  let at = 0;
  while (at < words.length) {
    let gap = 0;
    let scale = 1;
    let byte = words[at++] ?? 0;
    while (byte >= 128) {
      gap += (byte - 128) * scale;
      scale *= 128;
      byte = words[at++] ?? 0;
    }
    term += gap + byte * scale + 1;
    visit(term, words[at++] ?? 0);
  }
}

/** Writes documents' words in the form that {@link readWords} takes: the gap to the term before, then the fields. */
export class WordWriter {
  readonly #bytes: ByteWriter;
  #before = -1;

  constructor(expectedBytes: number) {
    this.#bytes = new ByteWriter(expectedBytes);
  }

  get length(): number {
    return this.#bytes.length;
  }

  startDocument(): void {
    this.#before = -1;
  }

  add(term: number, fields: number): void {
    this.#bytes.number(term - this.#before - 1);
    this.#bytes.byte(fields);
    this.#before = term;
  }

  finish(): Uint8Array {
    return this.#bytes.finish();
  }
}
