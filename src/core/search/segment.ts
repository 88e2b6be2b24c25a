import { stopWords } from './stopWords';
import type { StringTable } from './stringTable';

/** A segment's documents are numbered in 16 bits. */
export const mostSegmentDocuments = 65_536;

/** What a segment is made of: typed arrays only, so that reading one from a file is making views of it. */
export interface SegmentParts {
  /** The documents' ids; a document's number is its place here. */
  readonly ids: StringTable;
  /** For each document, `documentHash` and `titleHash`. */
  readonly documentHashes: Float64Array;
  readonly titleHashes: Float64Array;
  /** The words of all documents. */
  readonly terms: StringTable;
  /** For each term, the hash of its stem. */
  readonly stems: Uint32Array;
  /** For each term, how many units it shares with the one before. */
  readonly shared: Uint8Array;
  /** For each term, where its postings begin; and where the last ones end. */
  readonly postingStarts: Uint32Array;
  /** The documents that have the term, ascending, and its impact in each. */
  readonly postingDocuments: Uint16Array;
  readonly postingImpacts: Uint8Array;
  /** For each document, where its words begin in `words`; and where the last ones end. See {@link readWords}. */
  readonly wordStarts: Uint32Array;
  readonly words: Uint8Array;
}

/**
 * A part of the index that never changes, but that documents in it can die: they are passed over from then on, and gone
 * after the next merge.
 */
export class Segment {
  #dead: Uint8Array | undefined;
  #deadCount = 0;
  #stopTerms: ReadonlySet<number> | undefined;

  constructor(readonly parts: SegmentParts) {}

  /** How many documents it holds, dead ones included. */
  get size(): number {
    return this.parts.ids.size;
  }

  get liveCount(): number {
    return this.size - this.#deadCount;
  }

  /** The terms that are stop words. */
  get stopTerms(): ReadonlySet<number> {
    this.#stopTerms ??= new Set([...stopWords].map((word) => this.parts.terms.find(word)));
    return this.#stopTerms;
  }

  isLive(document: number): boolean {
    return this.#dead?.[document] !== 1;
  }

  /** The number of the live document `id`, or -1. */
  find(id: string): number {
    const document = this.parts.ids.find(id);
    return document >= 0 && this.isLive(document) ? document : -1;
  }

  kill(document: number): void {
    this.#dead ??= new Uint8Array(this.size);
    if (this.#dead[document] === 1) return;
    this.#dead[document] = 1;
    this.#deadCount += 1;
  }

  /** How many live documents have a term. */
  countOf(term: number): number {
    if (term < 0) return 0;
    const from = this.parts.postingStarts[term] ?? 0;
    const to = this.parts.postingStarts[term + 1] ?? 0;
    if (this.#deadCount === 0) return to - from;
    let count = 0;
    for (let at = from; at < to; at += 1) if (this.isLive(this.parts.postingDocuments[at] ?? 0)) count += 1;
    return count;
  }
}

/** The words of a document in the order of their terms, each with the fields it stands in (see `TermEntry`). */
export function readWords(
  parts: SegmentParts,
  document: number,
  visit: (term: number, fields: number) => void,
): void {
  const { words, wordStarts } = parts;
  const end = wordStarts[document + 1] ?? 0;
  let term = -1;
  let at = wordStarts[document] ?? 0;
  while (at < end) {
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

/** Writes documents' words in the form that {@link readWords} reads: the gap to the term before, then the fields. */
export class WordWriter {
  #bytes: Uint8Array;
  #length = 0;
  #before = -1;

  constructor(expectedBytes: number) {
    this.#bytes = new Uint8Array(Math.max(64, expectedBytes));
  }

  get length(): number {
    return this.#length;
  }

  startDocument(): void {
    this.#before = -1;
  }

  add(term: number, fields: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow();
    let gap = term - this.#before - 1;
    this.#before = term;
    while (gap >= 128) {
      this.#bytes[this.#length++] = 128 + (gap % 128);
      gap = Math.floor(gap / 128);
    }
    this.#bytes[this.#length++] = gap;
    this.#bytes[this.#length++] = fields;
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(): void {
    const bytes = new Uint8Array(this.#bytes.length * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
