import { ByteWriter } from './bytes';
import { MemoryNumbers } from './numberRanges';
import { PositionCursor } from './positions';
import { inMemory, readWords, Segment, type SegmentParts, storedWords, WordWriter } from './segment';
import { compareEntries, sharedPrefixes, StringTable } from './stringTable';

/** How many postings or words are copied between two pauses: a few milliseconds' work. */
const slice = 100_000;
/** And how many entries of a table. */
const entrySlice = 20_000;

/** The origin of an entry of the merged table: its index in each source, or -1. */
interface Union {
  readonly table: StringTable;
  readonly fromA: Int32Array;
  readonly fromB: Int32Array;
}

/**
 * One segment of the documents of two that are not deleted, whose ids differ; none is masked in it. Yields often, so that
 * it can be done a slice at a time; documents that are deleted meanwhile are live in the outcome. Together the two hold no more than `mostSegmentDocuments`.
 */
export function* mergeSegments(a: Segment, b: Segment): Generator<undefined, Segment> {
  const documents = yield* unite(
    a.parts.ids,
    b.parts.ids,
    (index) => a.isKept(index),
    (index) => b.isKept(index),
  );
  const places = { a: placesOf(documents.fromA, a.size), b: placesOf(documents.fromB, b.size) };
  yield;
  const terms = yield* unite(
    a.parts.terms,
    b.parts.terms,
    (term) => isKept(a, term),
    (term) => isKept(b, term),
  );
  yield;
  const numbers = {
    a: placesOf(terms.fromA, a.parts.terms.size),
    b: placesOf(terms.fromB, b.parts.terms.size),
  };
  const [partsA, partsB] = [inMemory(a.parts), inMemory(b.parts)];
  const postings = yield* mergePostings(partsA, partsB, terms, places);
  yield;
  const words = yield* mergeWords(partsA, partsB, documents, numbers);
  yield;
  const stems = pick(terms, a.parts.stems, b.parts.stems, new Uint32Array(terms.table.size));
  yield;
  const shared = sharedPrefixes(terms.table);
  yield;
  return new Segment({
    ids: documents.table,
    documentHashes: pick(
      documents,
      a.parts.documentHashes,
      b.parts.documentHashes,
      new Float64Array(documents.table.size),
    ),
    titleHashes: pick(
      documents,
      a.parts.titleHashes,
      b.parts.titleHashes,
      new Float64Array(documents.table.size),
    ),
    titleLengths: pick(
      documents,
      a.parts.titleLengths,
      b.parts.titleLengths,
      new Uint32Array(documents.table.size),
    ),
    terms: terms.table,
    stems,
    shared,
    ...postings,
    ...words,
  });
}

/** Whether a document that is not deleted has the term. */
function isKept(segment: Segment, term: number): boolean {
  if (segment.keptCount === segment.size) return true;
  const { postingStarts, postingDocuments } = segment.parts;
  const documents = postingDocuments.range(postingStarts[term] ?? 0, postingStarts[term + 1] ?? 0);
  return documents.some((document) => segment.isKept(document));
}

/**
 * The entries to keep of two tables, ascending. An entry in both tables becomes one, which is kept if either table says
 * so.
 */
function* unite(
  a: StringTable,
  b: StringTable,
  keepA: (index: number) => boolean,
  keepB: (index: number) => boolean,
): Generator<undefined, Union> {
  const fromA = new Int32Array(a.size + b.size);
  const fromB = new Int32Array(a.size + b.size);
  let count = 0;
  const keep = (i: number, j: number): void => {
    const inA = i >= 0 && keepA(i);
    const inB = j >= 0 && keepB(j);
    if (!inA && !inB) return;
    fromA[count] = inA ? i : -1;
    fromB[count] = inB ? j : -1;
    count += 1;
  };
  let i = 0;
  let j = 0;
  while (i < a.size || j < b.size) {
    const order = i >= a.size ? 1 : j >= b.size ? -1 : compareEntries(a, i, b, j);
    keep(order <= 0 ? i++ : -1, order >= 0 ? j++ : -1);
    if ((i + j) % entrySlice === 0) yield;
  }
  const kept = { fromA: fromA.slice(0, count), fromB: fromB.slice(0, count) };
  return { ...kept, table: yield* copyEntries(a, b, kept.fromA, kept.fromB) };
}

function* copyEntries(
  a: StringTable,
  b: StringTable,
  fromA: Int32Array,
  fromB: Int32Array,
): Generator<undefined, StringTable> {
  const starts = new Uint32Array(fromA.length + 1);
  const length = a.units.length + b.units.length;
  const areBytes = a.units instanceof Uint8Array && b.units instanceof Uint8Array;
  const units = areBytes ? new Uint8Array(length) : new Uint16Array(length);
  let end = 0;
  for (let index = 0; index < fromA.length; index += 1) {
    const inA = fromA[index] ?? -1;
    const source = inA >= 0 ? a : b;
    const at = inA >= 0 ? inA : (fromB[index] ?? 0);
    const last = source.starts[at + 1] ?? 0;
    for (let unit = source.starts[at] ?? 0; unit < last; unit += 1) units[end++] = source.units[unit] ?? 0;
    starts[index + 1] = end;
    if (index % entrySlice === 0) yield;
  }
  return new StringTable(units.slice(0, end), starts);
}

/** For each entry of a source, its index in the merged table, or -1. */
function placesOf(from: Int32Array, size: number): Int32Array {
  const places = new Int32Array(size).fill(-1);
  for (let index = 0; index < from.length; index += 1) {
    const source = from[index] ?? -1;
    if (source >= 0) places[source] = index;
  }
  return places;
}

/** Fills an array with what belongs to each entry of the merged table. */
function pick<T extends Float64Array | Uint32Array>(union: Union, a: T, b: T, into: T): T {
  for (let index = 0; index < into.length; index += 1) {
    const inA = union.fromA[index] ?? -1;
    into[index] = (inA >= 0 ? a[inA] : b[union.fromB[index] ?? 0]) ?? 0;
  }
  return into;
}

type MergedPostings = Pick<
  SegmentParts,
  'postingStarts' | 'postingDocuments' | 'postingImpacts' | 'positionStarts' | 'positions'
>;

interface Places {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

function* mergePostings(
  a: SegmentParts,
  b: SegmentParts,
  terms: Union,
  places: Places,
): Generator<undefined, MergedPostings> {
  const most = a.postingDocuments.length + b.postingDocuments.length;
  const positions = new ByteWriter(a.positions.length + b.positions.length);
  const target = { documents: new Uint16Array(most), impacts: new Uint8Array(most), positions, length: 0 };
  const postingStarts = new Uint32Array(terms.table.size + 1);
  const positionStarts = new Uint32Array(terms.table.size + 1);
  let pauseAt = slice;
  for (let term = 0; term < terms.table.size; term += 1) {
    const cursorA = new Cursor(a, terms.fromA[term] ?? -1, places.a);
    const cursorB = new Cursor(b, terms.fromB[term] ?? -1, places.b);
    while (cursorA.document < Infinity || cursorB.document < Infinity) {
      (cursorA.document < cursorB.document ? cursorA : cursorB).moveTo(target);
    }
    postingStarts[term + 1] = target.length;
    positionStarts[term + 1] = positions.length;
    if (target.length >= pauseAt) {
      pauseAt = target.length + slice;
      yield;
    }
  }
  return {
    postingStarts,
    postingDocuments: new MemoryNumbers(target.documents.slice(0, target.length)),
    postingImpacts: new MemoryNumbers(target.impacts.slice(0, target.length)),
    positionStarts,
    positions: new MemoryNumbers(positions.finish()),
  };
}

interface PostingTarget {
  readonly documents: Uint16Array;
  readonly impacts: Uint8Array;
  readonly positions: ByteWriter;
  length: number;
}

/** Walks the postings of one term that are kept, telling documents by their new numbers. */
class Cursor {
  document = Infinity;
  #at = 0;
  readonly #documents: Uint16Array;
  readonly #impacts: Uint8Array;
  readonly #positions: PositionCursor;

  constructor(
    parts: SegmentParts,
    term: number,
    readonly places: Int32Array,
  ) {
    const from = term < 0 ? 0 : (parts.postingStarts[term] ?? 0);
    const to = term < 0 ? 0 : (parts.postingStarts[term + 1] ?? 0);
    this.#documents = parts.postingDocuments.range(from, to);
    this.#impacts = parts.postingImpacts.range(from, to);
    this.#positions = new PositionCursor(parts, term);
    this.#settle();
  }

  moveTo(target: PostingTarget): void {
    target.documents[target.length] = this.document;
    target.impacts[target.length] = this.#impacts[this.#at] ?? 0;
    target.length += 1;
    this.#positions.copyTo(target.positions);
    this.#advance();
    this.#settle();
  }

  #advance(): void {
    this.#at += 1;
    this.#positions.next();
  }

  #settle(): void {
    this.document = Infinity;
    while (this.#at < this.#documents.length) {
      const place = this.places[this.#documents[this.#at] ?? 0] ?? -1;
      if (place >= 0) {
        this.document = place;
        return;
      }
      this.#advance();
    }
  }
}

function* mergeWords(
  a: SegmentParts,
  b: SegmentParts,
  documents: Union,
  numbers: Places,
): Generator<undefined, Pick<SegmentParts, 'wordStarts' | 'words'>> {
  const count = documents.table.size;
  const writer = new WordWriter(Math.ceil((a.words.length + b.words.length) * 1.25));
  const wordStarts = new Uint32Array(count + 1);
  let pauseAt = slice;
  for (let document = 0; document < count; document += 1) {
    const inA = documents.fromA[document] ?? -1;
    const [parts, number, source] =
      inA >= 0 ? [a, numbers.a, inA] : [b, numbers.b, documents.fromB[document] ?? 0];
    writer.startDocument();
    readWords(storedWords(parts, source), (term, fields) => writer.add(number[term] ?? 0, fields));
    wordStarts[document + 1] = writer.length;
    if (writer.length >= pauseAt) {
      pauseAt = writer.length + slice;
      yield;
    }
  }
  return { wordStarts, words: new MemoryNumbers(writer.finish()) };
}
