import { type SearchField, searchFields, type SearchHit } from './searchDocument';
import { readWords, type Segment } from './segment';
import type { SegmentMatches } from './wordMatches';

/** Which words of a document a query's words met, and where they stand. */
export function explain(
  segment: Segment,
  document: number,
  words: readonly SegmentMatches[],
): Pick<SearchHit, 'terms' | 'fields'> {
  const fields: [term: string, fields: SearchField[]][] = [];
  readWords(segment.parts, document, (term, bits) => {
    if (words.some(({ met }) => met(term))) fields.push([segment.parts.terms.at(term), fieldsOf(bits)]);
  });
  return { terms: fields.map(([term]) => term), fields: Object.fromEntries(fields) };
}

export function fieldsOf(bits: number): SearchField[] {
  return searchFields.filter((_, index) => (bits & (1 << index)) !== 0);
}
