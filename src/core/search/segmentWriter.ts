import type { AnalysedDocument } from './analyse';
import { ByteWriter } from './bytes';
import { hashText32 } from '../text/hash';
import { MemoryNumbers } from './numberRanges';
import { writePositions } from './positions';
import { Segment, type SegmentParts, WordWriter } from './segment';
import { stem } from './stem';
import { sharedPrefixes, StringTable } from './stringTable';

/** Identifies a term's family: words with the same stem share it. */
export function stemHash(term: string): number {
  return hashText32(stem(term));
}

/** @param documents each id once, no more than `mostSegmentDocuments` */
export function writeSegment(documents: readonly AnalysedDocument[]): Segment {
  const sorted = documents.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const terms = [...new Set(sorted.flatMap((document) => [...document.terms.keys()]))].sort();
  const numbers = new Map(terms.map((term, index) => [term, index]));
  const table = StringTable.of(terms);
  return new Segment({
    ids: StringTable.of(sorted.map((document) => document.id)),
    documentHashes: Float64Array.from(sorted, (document) => document.hash),
    titleHashes: Float64Array.from(sorted, (document) => document.titleHash),
    titleLengths: Uint32Array.from(sorted, (document) => document.titleLength),
    terms: table,
    stems: Uint32Array.from(terms, stemHash),
    shared: sharedPrefixes(table),
    ...invertedLists(sorted, numbers),
    ...wordLists(sorted, numbers),
  });
}

type TermNumbers = ReadonlyMap<string, number>;

function invertedLists(
  documents: readonly AnalysedDocument[],
  numbers: TermNumbers,
): Pick<
  SegmentParts,
  'postingStarts' | 'postingDocuments' | 'postingImpacts' | 'positionStarts' | 'positions'
> {
  const postingStarts = new Uint32Array(numbers.size + 1);
  const counts = postingStarts.subarray(1);
  for (const { terms } of documents) {
    for (const term of terms.keys()) increment(counts, numbers.get(term) ?? 0);
  }
  for (let term = 1; term < counts.length; term += 1)
    counts[term] = (counts[term] ?? 0) + (counts[term - 1] ?? 0);
  const next = postingStarts.slice(0, -1);
  const postingDocuments = new Uint16Array(counts.at(-1) ?? 0);
  const postingImpacts = new Uint8Array(postingDocuments.length);
  const positionsOf: (readonly number[])[] = Array.from(postingDocuments, () => []);
  for (const [document, { terms }] of documents.entries()) {
    for (const [term, { impact, positions }] of terms) {
      const at = increment(next, numbers.get(term) ?? 0);
      postingDocuments[at] = document;
      postingImpacts[at] = impact;
      positionsOf[at] = positions;
    }
  }
  return {
    postingStarts,
    postingDocuments: new MemoryNumbers(postingDocuments),
    postingImpacts: new MemoryNumbers(postingImpacts),
    ...positionLists(postingStarts, positionsOf),
  };
}

function positionLists(
  postingStarts: Uint32Array,
  positionsOf: readonly (readonly number[])[],
): Pick<SegmentParts, 'positionStarts' | 'positions'> {
  const writer = new ByteWriter(positionsOf.length * 3);
  const positionStarts = new Uint32Array(postingStarts.length);
  for (let term = 0; term + 1 < postingStarts.length; term += 1) {
    const end = postingStarts[term + 1] ?? 0;
    for (let at = postingStarts[term] ?? 0; at < end; at += 1) writePositions(writer, positionsOf[at] ?? []);
    positionStarts[term + 1] = writer.length;
  }
  return { positionStarts, positions: new MemoryNumbers(writer.finish()) };
}

/** Returns what was there before. */
function increment(counts: Uint32Array, index: number): number {
  const before = counts[index] ?? 0;
  counts[index] = before + 1;
  return before;
}

function wordLists(
  documents: readonly AnalysedDocument[],
  numbers: TermNumbers,
): Pick<SegmentParts, 'wordStarts' | 'words'> {
  const writer = new WordWriter(documents.length * 256);
  const wordStarts = new Uint32Array(documents.length + 1);
  for (const [document, { terms }] of documents.entries()) {
    const words = Array.from(terms, ([term, { fields }]) => ({ term: numbers.get(term) ?? 0, fields }));
    writer.startDocument();
    for (const { term, fields } of words.sort((a, b) => a.term - b.term)) writer.add(term, fields);
    wordStarts[document + 1] = writer.length;
  }
  return { wordStarts, words: new MemoryNumbers(writer.finish()) };
}
