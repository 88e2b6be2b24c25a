import { hashText } from './hash';
import { fieldImpact, storedImpact } from './ranking';
import { fieldText, type SearchDocument, searchFields } from './searchDocument';
import { termsOf } from './tokenize';

/** A word's weight in a document, and the fields it stands in: bit `i` is `searchFields[i]`. */
export interface TermEntry {
  readonly impact: number;
  readonly fields: number;
}

/** A document as the index keeps it. */
export interface AnalysedDocument {
  readonly id: string;
  /** Of the whole document: changes when anything in it does. */
  readonly hash: number;
  /** Of the title's words; 0 where it has none. */
  readonly titleHash: number;
  readonly terms: ReadonlyMap<string, TermEntry>;
}

export function analyse(document: SearchDocument): AnalysedDocument {
  const sums = new Map<string, { impact: number; fields: number }>();
  for (const [index, field] of searchFields.entries()) {
    const counts = countTerms(fieldText(document, field));
    for (const [term, count] of counts) {
      const sum = sums.get(term) ?? { impact: 0, fields: 0 };
      sum.impact += fieldImpact(field, count, counts.size);
      sum.fields |= 1 << index;
      sums.set(term, sum);
    }
  }
  for (const sum of sums.values()) sum.impact = storedImpact(sum.impact);
  return { id: document.id, hash: documentHash(document), titleHash: titleHash(document.title), terms: sums };
}

/** Differs between two states of a document, and from release to release where documents are analysed otherwise. */
export function documentHash(document: SearchDocument): number {
  return hashText(searchFields.map((field) => fieldText(document, field)).join('\0'));
}

/** Equal for titles that have the same words in the same order; 0 for a text without words. */
export function titleHash(title: string): number {
  const key = termsOf(title).join(' ');
  return key === '' ? 0 : hashText(key);
}

function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
