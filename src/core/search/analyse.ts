import { hashText } from '../text/hash';
import { fieldImpact, storedImpact } from './ranking';
import { fieldTexts, type SearchDocument, searchFields } from './searchDocument';
import { joinedWords } from './joinedWords';
import { termsOf, tokenize } from './tokenize';

/** A word's weight in a document, and the fields that contain it: bit `i` is `searchFields[i]`. */
interface TermEntry {
  readonly impact: number;
  readonly fields: number;
  /** Positions of the word, ascending; see `positions.ts`. Keywords have no positions. */
  readonly positions: readonly number[];
}

/** A document as the index keeps it. */
export interface AnalysedDocument {
  readonly id: string;
  /** The hash of the whole document. */
  readonly hash: number;
  /** The hash of the title's words; 0 for a title without words. */
  readonly titleHash: number;
  /** The number of words in the title. Their positions are smaller than this. */
  readonly titleLength: number;
  readonly terms: ReadonlyMap<string, TermEntry>;
}

/** @param hash differs between two states of the document */
export function analyse(document: SearchDocument, hash: number): AnalysedDocument {
  const entries = new Map<string, { impact: number; fields: number; positions: number[] }>();
  let position = 0;
  const addImpact = (term: string, impact: number): void => {
    const entry = entries.get(term);
    if (entry) entry.impact += impact;
  };
  for (const [index, field] of searchFields.entries()) {
    const counts = new Map<string, number>();
    const joined = new Map<string, number>();
    const entryOf = (term: string, counted: Map<string, number>): { positions: number[] } => {
      counted.set(term, (counted.get(term) ?? 0) + 1);
      const entry = entries.get(term) ?? { impact: 0, fields: 0, positions: [] };
      entry.fields |= 1 << index;
      entries.set(term, entry);
      return entry;
    };
    for (const { text, isPositioned } of fieldTexts(document, field)) {
      const tokens = tokenize(text);
      for (const { term } of tokens) {
        const { positions } = entryOf(term, counts);
        if (isPositioned) positions.push(position++);
      }
      // Without positions: a phrase is made of the words as they are written.
      for (const { term } of joinedWords(text, tokens)) entryOf(term, joined);
      position += 1;
    }
    for (const [term, count] of counts) addImpact(term, fieldImpact(field, count, counts.size));
    for (const [term, count] of joined) addImpact(term, fieldImpact(field, count, counts.size));
  }
  for (const entry of entries.values()) entry.impact = storedImpact(entry.impact);
  const titleTerms = termsOf(document.title);
  return {
    id: document.id,
    hash,
    titleHash: hashOfTerms(titleTerms),
    titleLength: titleTerms.length,
    terms: entries,
  };
}

/** Equal for titles that have the same words in the same order; 0 for a text without words. */
export function titleHash(title: string): number {
  return hashOfTerms(termsOf(title));
}

function hashOfTerms(terms: readonly string[]): number {
  return terms.length === 0 ? 0 : hashText(terms.join(' '));
}
