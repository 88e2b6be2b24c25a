import type { WeightedMatches } from './rank';
import { type SearchField, searchFields, type SearchHit } from './searchDocument';
import { readWords, type Segment, type SegmentParts } from './segment';
import type { SegmentMatches } from './wordMatches';

/** For a segment, by its number: an array with 1 for each term that a word of the query matched, and 0 for the others. */
export type TermMarks = (segment: number) => Uint8Array;

/** Returns a function that computes the marks of a segment when they are first needed. */
export function termMarks(segments: readonly Segment[], words: readonly WeightedMatches[]): TermMarks {
  const known: Uint8Array[] = [];
  return (number) =>
    (known[number] ??= marksOf(
      segments[number]?.parts.terms.size ?? 0,
      words.flatMap(({ matches }) => matches.segments[number] ?? []),
    ));
}

function marksOf(size: number, words: readonly SegmentMatches[]): Uint8Array {
  const marks = new Uint8Array(size);
  for (const { terms, low, high } of words) {
    marks.fill(1, low, high);
    for (const term of terms.keys()) marks[term] = 1;
  }
  return marks;
}

/**
 * The words of a document that matched a query, with their fields.
 *
 * @param words as `storedWords` returns them
 * @param marks those of the segment
 */
export function explain(
  { terms }: SegmentParts,
  words: Uint8Array,
  marks: Uint8Array,
): Pick<SearchHit, 'terms' | 'fields'> {
  const found: [term: string, fields: SearchField[]][] = [];
  readWords(words, (term, fields) => {
    if (marks[term] === 1) found.push([terms.at(term), fieldsOf(fields)]);
  });
  return { terms: found.map(([term]) => term), fields: Object.fromEntries(found) };
}

function fieldsOf(bits: number): SearchField[] {
  return searchFields.filter((_, index) => (bits & (1 << index)) !== 0);
}
