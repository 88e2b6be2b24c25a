import { type SearchField, searchFields, type SearchHit } from './searchDocument';
import { readWords, type Segment } from './segment';
import type { SegmentMatches } from './wordMatches';

/** One for each term of a segment that a query's words met, else zero. */
export function termMarks({ parts }: Segment, words: readonly SegmentMatches[]): Uint8Array {
  const marks = new Uint8Array(parts.terms.size);
  for (const { terms, low, high } of words) {
    marks.fill(1, low, high);
    for (const term of terms.keys()) marks[term] = 1;
  }
  return marks;
}

/** Which words of a document a query's words met, and where they stand. @param marks {@link termMarks} of the segment */
export function explain(
  segment: Segment,
  document: number,
  marks: Uint8Array,
): Pick<SearchHit, 'terms' | 'fields'> {
  const found: [term: string, fields: SearchField[]][] = [];
  readWords(segment.parts, document, (term, fields) => {
    if (marks[term] === 1) found.push([segment.parts.terms.at(term), fieldsOf(fields)]);
  });
  return { terms: found.map(([term]) => term), fields: Object.fromEntries(found) };
}

function fieldsOf(bits: number): SearchField[] {
  return searchFields.filter((_, index) => (bits & (1 << index)) !== 0);
}
