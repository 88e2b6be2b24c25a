import { fewestWordsOfRequest, fewWords, requestWordWeight, stopWordWeight } from './ranking';
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

/**
 * The words of a query, each once, in order: of many, those that tell something; all of them where they are few or none
 * tells anything.
 */
export function queryWords(query: string): WeightedWord[] {
  const text = query.slice(0, longestQuery);
  const tokens = tokenize(text);
  const all = new Set(tokens.map(({ term }) => term));
  const telling = [...all].filter((term) => !stopWords.has(term));
  const last = tokens.at(-1);
  const unfinished = last?.end === text.length ? last.term : undefined;
  const areFew = all.size <= fewWords;
  const terms = (areFew || telling.length === 0 ? [...all] : telling).slice(0, mostWords);
  // One letter after other words begins nearly everything: it costs much and tells nothing.
  const open = terms.length > 1 && /^[a-z0-9]?$/.test(unfinished ?? '') ? undefined : unfinished;
  const asksAtLength = terms.length >= fewestWordsOfRequest;
  return terms.map((term) => ({
    term,
    open: term === open,
    asTyped: areFew,
    weight: weightOf(term, telling.length > 0, asksAtLength),
  }));
}

function weightOf(term: string, isAnyTelling: boolean, asksAtLength: boolean): number {
  if (isAnyTelling && stopWords.has(term)) return stopWordWeight;
  return asksAtLength && requestWords.has(term) ? requestWordWeight : 1;
}
