import type { SearchField } from './searchDocument';

// The numbers that rank. They were chosen on two halves of a judged collection and on known-item queries over real
// abstracts, each where all agree and where a change either way makes little difference; see DESIGN.md.

interface FieldWeight {
  readonly boost: number;
  /** How many different words such a text usually has: the pivot of length normalisation. */
  readonly usualLength: number;
  /** How much length tells, 0 to 1: BM25's b. */
  readonly lengthEffect: number;
}

const fieldWeights: Readonly<Record<SearchField, FieldWeight>> = {
  title: { boost: 3, usualLength: 8, lengthEffect: 0.7 },
  tags: { boost: 2.2, usualLength: 3, lengthEffect: 0 },
  authors: { boost: 2, usualLength: 5, lengthEffect: 0.3 },
  keywords: { boost: 2, usualLength: 6, lengthEffect: 0.3 },
  notes: { boost: 1.6, usualLength: 40, lengthEffect: 0.5 },
  abstract: { boost: 1, usualLength: 75, lengthEffect: 0.7 },
};

/** BM25's k, and BM25+'s delta: what a word's mere presence is worth. */
const saturation = 1.2;
const presence = 1;

/** CooperativeTask of an impact to 1 of the formula's scale. */
const impactSteps = 12;
const greatestImpact = 255;

/**
 * What `frequency` occurrences of a word in a field add to the word's weight in the document: BM25+ with a fixed pivot
 * in place of the collection's average length, so that it never changes while the document does not.
 */
export function fieldImpact(field: SearchField, frequency: number, length: number): number {
  const { boost, usualLength, lengthEffect } = fieldWeights[field];
  const norm = saturation * (1 - lengthEffect + (lengthEffect * length) / usualLength);
  return boost * (presence + (frequency * (saturation + 1)) / (frequency + norm));
}

/** The impact as it is stored: 1 to 255. */
export function storedImpact(impact: number): number {
  return Math.min(greatestImpact, Math.max(1, Math.round(impact * impactSteps)));
}

/** How well a document's word meets a query's word: 256 is the word itself. All are whole, so that sums are exact. */
export const exactMatch = 256;
/** A compound that the query's word is part of. */
export const joinedMatch = 230;
/** In a query of few words, each should match as typed; in a request of many, any inflection will do. */
export const fewWords = 5;
const inflected = { ofFew: 80, ofMany: 180 } as const;
const otherNumber = 130;

/** Another form of a word: of few words, one that differs in its number only is nearer than others. */
export function inflectionMatch(word: string, form: string, asTyped: boolean): number {
  if (!asTyped) return inflected.ofMany;
  return form === `${word}s` || word === `${form}s` ? otherNumber : inflected.ofFew;
}

/** A document's word that the unfinished word of a query begins. */
export function prefixMatch(typed: number, length: number): number {
  return Math.round((80 * length) / (length + 0.3 * (length - typed)));
}

/**
 * A document's word of `length` some edits away from a query's; `missing` letters longer than an unfinished one,
 * `isDoubtful` where the query's word exists too, though rarely.
 */
export function mistypedMatch(
  length: number,
  {
    edits,
    missing,
    isDoubtful,
  }: { readonly edits: number; readonly missing: number; readonly isDoubtful: boolean },
): number {
  const typed = length - missing;
  return Math.round(((isDoubtful ? 40 : 128) * typed) / (typed + edits + 0.3 * missing));
}

/**
 * How many edits (insert, delete, replace, swap two neighbours) a word of this length is forgiven; of three letters, one
 * in a query of few words.
 */
export function forgivenEdits(length: number, asTyped: boolean): number {
  return length < (asTyped ? 3 : 4) ? 0 : length < 8 ? 1 : 2;
}

/** From this length on, an unfinished word may be mistyped too. */
export const shortestMistypedPrefix = 5;

/** A word in no more than this share of documents may be a slip for one that is `farCommoner` times as frequent. */
const rareShare = 0.001;
const farCommoner = 10;

/** How to search for a word that may be mistyped. */
export interface Slip {
  /** The number of documents that another word has to be in at least. */
  readonly leastCount: number;
  /** Whether the typed word may be correct. */
  readonly isDoubtful: boolean;
  readonly mostEdits: number;
}

/** The numbers of documents that have a word as typed, in any of its forms, and as the beginning of a word. */
interface WordCounts {
  readonly typed: number;
  readonly known: number;
  readonly begun: number;
}

/** Whether a word that `count` of `total` documents have may be a slip. */
export function isRare(count: number, total: number): boolean {
  return count <= total * rareShare;
}

/**
 * A word that is in none of the `total` documents, and begins none of their words, is mistyped; a very rare one may be.
 * Undefined for other words.
 */
export function slipOf({ typed, known, begun }: WordCounts, total: number): Slip | undefined {
  // “integating” is not meant as “integers”, although both have the same stem.
  if (typed === 0 && begun === known)
    return { leastCount: 1, isDoubtful: false, mostEdits: known === 0 ? Infinity : 1 };
  const count = typed === 0 ? begun : known;
  if (!isRare(count, total)) return undefined;
  return { leastCount: count * farCommoner, isDoubtful: true, mostEdits: Infinity };
}

/** The weight of a word that is in `count` of `total` documents. */
export function rarity(count: number, total: number): number {
  return Math.log(1 + total / (1 + count));
}

/**
 * How much of a document's sum counts, given the share of the query's words it has (each by its rarity). In a short query
 * every word counts, most of all if it has at most three; in a long query some words are incidental.
 */
export function coverage(share: number, words: number, asTyped = false): number {
  if (asTyped && words <= 3) return share ** 2;
  return words <= 6 ? share * Math.sqrt(share) : share;
}

/**
 * How much of a word counts as met by a document whose best term for it has a match of `match`, where the best candidate
 * has `best`: in full from two thirds on.
 */
export function wordShare(match: number, best: number): number {
  return Math.min(1, (1.5 * match) / best);
}

/** The least share of a short query, by {@link wordShare}, with which title, tags, authors and keywords name a document. */
export const leastShareOfNamed = 0.7;

/** A query with at least this many words may quote a paper from memory; a shorter one names a topic. */
export const leastRemembered = 3;

/**
 * The factor for a document of `length` different words that has all `words` of a short query, all equally
 * significant: it is as likely to be meant as these are to be chosen from its words.
 */
export function lengthFactor(words: number, length: number): number {
  return (usualText / Math.max(shortestText, length)) ** words;
}

/** In different words; a text shorter than `shortestText` is too short to be compared by its length. */
const usualText = 75;
const shortestText = 20;

/** The weight of a stop word in a query of few words; other queries ignore stop words. */
export const stopWordWeight = 0.5;

/** The weight of words in a long request that are about the request itself. */
export const requestWordWeight = 0.5;
export const fewestWordsOfRequest = 4;

/** The factor for the score of a document whose title, of `titleLength` words, has all `words` of a short query. */
export function wholeTitleFactor(words: number, titleLength: number): number {
  return 1.5 + words / Math.max(words, titleLength);
}
