import { fewestWordsOfRequest, fewWords, requestWordWeight, stopWordWeight } from './ranking';
import { joinedWords } from './joinedWords';
import { stopWords } from './stopWords';
import { type Token, tokenize } from './tokenize';
import type { QueryWord } from './wordMatches';

/** The maximum number of words; of a longer query the first ones are used. */
const mostWords = 64;
/** In UTF-16 units; the rest of a longer query is ignored. */
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
  // Most papers have a word that begins with a given letter: to search for one after other words is slow and of no use.
  const open = terms.length > 1 && /^[a-z0-9]?$/.test(unfinished ?? '') ? undefined : unfinished;
  const asksAtLength = terms.length >= fewestWordsOfRequest;
  const joined = joinedOf(text, tokens, areFew);
  return terms.map((term) => ({
    term,
    joined: joined.get(term) ?? [],
    open: term === open,
    asTyped: areFew,
    weight: weightOf(term, telling.length > 0, asksAtLength),
  }));
}

/**
 * For words of a query the compounds that they are part of: those written with hyphens, and, of few words, each two that
 * are next to each other ("multi modal").
 */
function joinedOf(
  text: string,
  tokens: readonly Token[],
  areFew: boolean,
): ReadonlyMap<string, readonly string[]> {
  const joined = new Map<string, string[]>();
  const add = (part: string, whole: string): unknown =>
    joined.set(part, [...(joined.get(part) ?? []), whole]);
  for (const whole of joinedWords(text, tokens)) {
    for (const { term, start, end } of tokens)
      if (start >= whole.start && end <= whole.end) add(term, whole.term);
  }
  for (const [at, { term, start }] of areFew ? tokens.entries() : []) {
    const before = tokens[at - 1];
    if (!before || stopWords.has(term) || stopWords.has(before.term) || before.term.length < 2) continue;
    if (!/^\s+$/.test(text.slice(before.end, start))) continue;
    add(before.term, before.term + term);
    add(term, before.term + term);
  }
  return joined;
}

function weightOf(term: string, isAnyTelling: boolean, asksAtLength: boolean): number {
  if (isAnyTelling && stopWords.has(term)) return stopWordWeight;
  return asksAtLength && requestWords.has(term) ? requestWordWeight : 1;
}

/** Words that speak of the search itself in a request put as a sentence ("articles that discuss …"). */
const requestWords: ReadonlySet<string> = new Set(
  (
    'article articles concern concerned concerning deal dealing deals describe described describes describing ' +
    'description descriptions discuss discussed discusses discussing discussion discussions especially example ' +
    'examples exist exists find finding include includes including information interest interested know like list ' +
    'look looking paper papers particular particularly publication publications regarding relate related relates ' +
    'relating relation see show topic topics use used using want work works'
  ).split(' '),
);
