import type { SearchHit, SearchOptions } from './searchDocument';
import { queryWords } from './queryWords';
import { termsOf, titleKey } from './tokenize';

interface Titled {
  readonly id: string;
  readonly title: string;
}

/**
 * Finds documents by their titles without an index: those in which every word of the query begins a word of the title, words
 * such as "of" aside, in their own order. For the time while the index is being made.
 *
 * @param pause called between documents; what it returns is awaited
 */
export async function titleScan(
  documents: Iterable<Titled>,
  text: string,
  options: SearchOptions,
  pause: () => Promise<void> | undefined,
): Promise<SearchHit[]> {
  const { limit = 50, filter, title = text } = options;
  const words = queryWords(text).flatMap(({ term, weight }) => (weight < 1 ? [] : [term]));
  const whole = titleKey(title);
  const hits: SearchHit[] = [];
  if (whole === '') return hits;
  for (const { id, title } of documents) {
    if (hits.length >= limit) break;
    await pause();
    const terms = titleKey(title) === whole ? termsOf(title) : begun(words, termsOf(title));
    if (terms && (filter?.(id) ?? true)) hits.push(hitOf(id, terms));
  }
  return hits;
}

/** Those of `terms` that the words begin; undefined unless each of the words begins one. */
function begun(words: readonly string[], terms: readonly string[]): readonly string[] | undefined {
  const found = words.flatMap((word) => terms.find((term) => term.startsWith(word)) ?? []);
  return words.length > 0 && found.length === words.length ? [...new Set(found)] : undefined;
}

function hitOf(id: string, terms: readonly string[]): SearchHit {
  return { id, score: 0, terms, fields: Object.fromEntries(terms.map((term) => [term, ['title'] as const])) };
}
