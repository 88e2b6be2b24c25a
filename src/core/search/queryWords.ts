import { fewestWordsOfRequest, requestWordWeight } from './ranking';
import { requestWords } from './requestWords';
import { stopWords } from './stopWords';
import { tokenize } from './tokenize';
import type { QueryWord } from './wordMatches';

/** Nobody types more words; a longer text is searched by its first ones. */
const mostWords = 64;
/** In UTF-16 units; what follows is not looked at. */
const longestQuery = 10_000;

export interface WeightedWord extends QueryWord {
  readonly weight: number;
}

/** The words of a query that tell something, each once, in order; all of them where none does. */
export function queryWords(query: string): WeightedWord[] {
  const text = query.slice(0, longestQuery);
  const tokens = tokenize(text);
  const telling = tokens.filter(({ term }) => !stopWords.has(term));
  const last = tokens.at(-1);
  const unfinished = last?.end === text.length ? last.term : undefined;
  const terms = [...new Set((telling.length > 0 ? telling : tokens).map(({ term }) => term))].slice(
    0,
    mostWords,
  );
  // One letter after other words begins nearly everything: it costs much and tells nothing.
  const open = terms.length > 1 && /^[a-z0-9]?$/.test(unfinished ?? '') ? undefined : unfinished;
  const asksAtLength = terms.length >= fewestWordsOfRequest;
  return terms.map((term) => ({
    term,
    open: term === open,
    weight: asksAtLength && requestWords.has(term) ? requestWordWeight : 1,
  }));
}
