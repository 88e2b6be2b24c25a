import { type SearchField, searchFields, type SearchHit } from './searchDocument';
import { readWords, type Segment } from './segment';
import type { SegmentMatches } from './wordMatches';

/** Which words of a document a query's words met, and where they stand. */
export function explain(
  segment: Segment,
  document: number,
  words: readonly SegmentMatches[],
): Pick<SearchHit, 'terms' | 'fields'> {
  const found: [term: string, fields: SearchField[]][] = [];
  readWords(segment.parts, document, (term, fields) => {
    for (const { terms, low, high } of words) {
      if ((term < low || term >= high) && !terms.has(term)) continue;
      found.push([segment.parts.terms.at(term), fieldsOf(fields)]);
      return;
    }
  });
  return { terms: found.map(([term]) => term), fields: Object.fromEntries(found) };
}

function fieldsOf(bits: number): SearchField[] {
  return searchFields.filter((_, index) => (bits & (1 << index)) !== 0);
}
