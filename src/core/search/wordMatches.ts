import { stemHash } from './segmentWriter';
import { mistypedTerms } from './mistypedTerms';
import {
  exactMatch,
  forgivenEdits,
  inflectionMatch,
  isRare,
  joinedMatch,
  mistypedMatch,
  prefixMatch,
  shortestMistypedPrefix,
  type Slip,
  slipOf,
} from './ranking';
import type { Segment, SegmentParts } from './segment';
import { stem } from './stem';
import { longestTerm } from './tokenize';

const mostJoined = 200;
/** In bytes: enough for the postings of a word that occurs in half of the documents of a full segment. */
const readBytes = 64 * 1024;
/** Reading up to this number of postings that are not needed takes less time than reading from two places. */
const skippedPostings = 1024;
/** The range of a script's words among all words, which are sorted by their UTF-16 units. */
const compoundScripts = [
  { pattern: /^[\p{Script=Katakana}ー]+$/u, first: '\u30a0', last: '\u3100' },
  { pattern: /^\p{Script=Hangul}+$/u, first: '\uac00', last: '\ud7b0' },
] as const;

/** The documents of one segment that match a query's word. */
export interface SegmentMatches {
  /** Live documents, in no order, and what the word is worth in each: match times impact. */
  readonly documents: Uint16Array;
  readonly values: Uint16Array;
  /**
   * The terms that the word met, each with how well; and those from `low` up to but not including `high`, which begin
   * with the `typed` letters of the word.
   */
  readonly terms: ReadonlyMap<number, number>;
  readonly low: number;
  readonly high: number;
  readonly typed: number;
}

/** The documents that match a query's word. */
export interface WordMatches {
  readonly segments: readonly SegmentMatches[];
  /** The number of documents that its rarity is computed from: those with a match, or those with the word as typed. */
  readonly count: number;
}

/** A word of a query. */
export interface QueryWord {
  readonly term: string;
  /** Compounds that it is part of in the query, "multimodal" of "multi-modal": nearly as good as the word itself. */
  readonly joined: readonly string[];
  /** The last word, as long as nothing follows it: it may be unfinished. */
  readonly open: boolean;
  /** One of few words: its inflections are worth less, and its rarity is its own. */
  readonly asTyped: boolean;
  /** The word is not treated as mistyped. */
  readonly isSpelled?: boolean;
}

/**
 * Finds one word of a query in all segments: the word itself, its inflections, what it begins, and what it may be a
 * slip for. A document is worth the best of these that it has. What is found depends on the live documents only, not on
 * how they are spread over segments.
 */
export class WordMatcher {
  /** What each document of a segment is worth; zero between calls. As long as the largest segment so far. */
  #values = new Uint16Array();
  #touched = new Uint16Array();
  /** Buffers for postings that are read from a file. */
  readonly #buffers = { documents: new Uint8Array(readBytes), impacts: new Uint8Array(readBytes / 2) };

  match(segments: readonly Segment[], { term, joined, open, asTyped, isSpelled }: QueryWord): WordMatches {
    const finds = segments.map((segment) => new Find(segment));
    for (const find of finds) {
      for (const whole of joined) find.addForms(whole, asTyped, joinedMatch);
      find.addForms(term, asTyped);
      find.addCompounds(term);
    }
    const typed = countOf(segments, term);
    const total = segments.reduce((sum, segment) => sum + segment.liveCount, 0);
    const mayBeSlip = isSpelled !== true && isRare(typed, total);
    // For an unfinished word, this is only needed to tell whether it is mistyped.
    const known = open && !mayBeSlip ? undefined : this.#drainAll(finds);
    if (open) addBegun(finds, term, joined);
    const begun = open || !known ? this.#drainAll(finds) : known;
    const slip =
      mayBeSlip && known ? slipOf({ typed, known: known.count, begun: begun.count }, total) : undefined;
    if (slip) {
      addMistyped(finds, { word: term, open: open && begun.count === 0, asTyped }, slip);
      return this.#drainAll(finds);
    }
    return asTyped && typed > 0 ? { ...begun, count: typed } : begun;
  }

  /** Finds only a word and its inflections: for words that were not typed by the person. */
  matchForms(segments: readonly Segment[], term: string): WordMatches {
    const finds = segments.map((segment) => new Find(segment));
    for (const find of finds) find.addForms(term, false);
    return this.#drainAll(finds);
  }

  #drainAll(finds: readonly Find[]): WordMatches {
    const found = finds.map((find) => this.#drain(find));
    return { segments: found, count: found.reduce((sum, { documents }) => sum + documents.length, 0) };
  }

  #drain(find: Find): SegmentMatches {
    const { begun, typed, matches } = find;
    const [first] = matches;
    const isAlone = first !== undefined && matches.size === 1 && begun.low >= begun.high;
    const found = isAlone ? this.#valuesOfOne(find.segment, first) : this.#valuesOfMany(find);
    return { ...found, terms: new Map(matches), typed, ...begun };
  }

  /** The documents of a term, of which none occurs twice. */
  #valuesOfOne(
    { parts, hidden }: Segment,
    [term, match]: readonly [term: number, match: number],
  ): Pick<SegmentMatches, 'documents' | 'values'> {
    const { documents: all, impacts } = this.#postingsBetween(parts, term, term + 1);
    const documents = new Uint16Array(all.length);
    const values = new Uint16Array(all.length);
    let live = 0;
    for (let at = 0; at < all.length; at += 1) {
      const document = all[at] ?? 0;
      if (hidden === undefined || hidden[document] === 0) {
        documents[live] = document;
        values[live] = match * (impacts[at] ?? 0);
        live += 1;
      }
    }
    return { documents: documents.subarray(0, live), values: values.subarray(0, live) };
  }

  /** The documents of several terms, each with the greatest of its values. */
  #valuesOfMany(find: Find): Pick<SegmentMatches, 'documents' | 'values'> {
    const count = this.#collect(find);
    const touched = this.#touched;
    const all = this.#values;
    const documents = new Uint16Array(count);
    const values = new Uint16Array(count);
    // Calling `isLive` for each of thousands of documents would take as long as the rest of the loop.
    const { hidden } = find.segment;
    let live = 0;
    for (let i = 0; i < count; i += 1) {
      const document = touched[i] ?? 0;
      if (hidden === undefined || hidden[document] === 0) {
        documents[live] = document;
        values[live] = all[document] ?? 0;
        live += 1;
      }
      all[document] = 0;
    }
    return { documents: documents.subarray(0, live), values: values.subarray(0, live) };
  }

  /** @returns how many documents were touched */
  #collect({ segment: { parts, stopTerms, size }, matches, begun, typed }: Find): number {
    if (size > this.#values.length) {
      this.#values = new Uint16Array(size);
      this.#touched = new Uint16Array(size);
    }
    let touched = 0;
    const { postingStarts } = parts;
    for (const run of runsOf(matches, postingStarts)) {
      const postings = this.#postingsBetween(parts, run.low, run.high);
      for (const [term, match] of run.matches)
        touched = this.#addPostings(postings, postingStarts, term, match, touched);
    }
    const byLength = Array.from({ length: longestTerm + 1 }, (_, length) => prefixMatch(typed, length));
    // Read at once: a letter begins thousands of words.
    const postings = this.#postingsBetween(parts, begun.low, begun.high);
    for (let term = begun.low; term < begun.high; term += 1) {
      // Somebody who types “th” does not mean “the”.
      if (matches.has(term) || stopTerms.has(term)) continue;
      const match = byLength[parts.terms.lengthAt(term)] ?? 1;
      touched = this.#addPostings(postings, postingStarts, term, match, touched);
    }
    return touched;
  }

  /** The postings of the terms from `low` up to but not including `high`, valid until the next call. */
  #postingsBetween(parts: SegmentParts, low: number, high: number): Postings {
    const from = parts.postingStarts[low] ?? 0;
    const to = low < high ? (parts.postingStarts[high] ?? 0) : from;
    return {
      documents: parts.postingDocuments.range(from, to, this.#buffers.documents),
      impacts: parts.postingImpacts.range(from, to, this.#buffers.impacts),
      from,
    };
  }

  #addPostings(
    { documents, impacts, from }: Postings,
    postingStarts: Uint32Array,
    term: number,
    match: number,
    touched: number,
  ): number {
    const all = this.#values;
    const touchedDocuments = this.#touched;
    const end = (postingStarts[term + 1] ?? 0) - from;
    let count = touched;
    for (let at = (postingStarts[term] ?? 0) - from; at < end; at += 1) {
      const document = documents[at] ?? 0;
      const value = match * (impacts[at] ?? 0);
      const before = all[document] ?? 0;
      if (before === 0) touchedDocuments[count++] = document;
      if (value > before) all[document] = value;
    }
    return count;
  }
}

/** Postings of successive terms; `from` is the number of postings before them. */
interface Postings {
  readonly documents: Uint16Array;
  readonly impacts: Uint8Array;
  readonly from: number;
}

/** Matches whose postings are read together: those of the terms from `low` up to but not including `high`. */
interface Run {
  readonly matches: [term: number, match: number][];
  readonly low: number;
  high: number;
}

/** Groups terms whose postings are close to each other, as those of a word's forms are, to be read together. */
function runsOf(matches: ReadonlyMap<number, number>, postingStarts: Uint32Array): readonly Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (const match of [...matches].sort(([a], [b]) => a - b)) {
    const [term] = match;
    if (run && (postingStarts[term] ?? 0) - (postingStarts[run.high] ?? 0) <= skippedPostings) {
      run.matches.push(match);
      run.high = term + 1;
    } else {
      run = { matches: [match], low: term, high: term + 1 };
      runs.push(run);
    }
  }
  return runs;
}

/** The terms of one segment that a word met, each with how well. */
class Find {
  readonly matches = new Map<number, number>();
  /**
   * The terms that the word begins, of which there can be a hundred thousand; how well each matches follows from its
   * length.
   */
  begun = { low: 0, high: 0 };
  typed = 0;

  constructor(readonly segment: Segment) {}

  /** The word, and words with its stem: all of these begin as the stem does, but for its last letter. */
  addForms(word: string, asTyped: boolean, same: number = exactMatch): void {
    const { terms, stems } = this.segment.parts;
    const wanted = stemHash(word);
    const { low, high } = terms.prefixRange(commonBeginning(word));
    for (let term = low; term < high; term += 1) {
      if (stems[term] === wanted) this.matches.set(term, inflectionMatch(word, terms.at(term), asTyped));
    }
    const exact = terms.find(word);
    if (exact >= 0) this.matches.set(exact, same);
  }

  addBegun(word: string): void {
    this.begun = this.segment.parts.terms.prefixRange(word);
    this.typed = word.length;
  }

  /** The words that an unfinished compound begins, up to some. */
  addJoinedBegun(whole: string): void {
    const { terms } = this.segment.parts;
    const { low, high } = terms.prefixRange(whole);
    for (let term = low; term < Math.min(high, low + mostJoined); term += 1) {
      if (!this.matches.has(term)) this.matches.set(term, prefixMatch(whole.length, terms.lengthAt(term)));
    }
  }

  /** Words of scripts that write compounds in one, and hold the word: Katakana and Hangul. */
  addCompounds(word: string): void {
    const script = compoundScripts.find(({ pattern }) => pattern.test(word));
    if (!script || word.length < 2) return;
    const { terms } = this.segment.parts;
    const { low, high } = terms.rangeBetween(script.first, script.last);
    for (let term = low; term < high; term += 1) {
      if (!this.matches.has(term) && terms.at(term).includes(word))
        this.matches.set(term, prefixMatch(word.length, terms.lengthAt(term)));
    }
  }

  has(term: number): boolean {
    return (term >= this.begun.low && term < this.begun.high) || this.matches.has(term);
  }
}

function countOf(segments: readonly Segment[], term: string): number {
  return segments.reduce((sum, segment) => sum + segment.countOf(segment.parts.terms.find(term)), 0);
}

function commonBeginning(word: string): string {
  const base = stem(word);
  return base.length > 1 ? base.slice(0, -1) : base;
}

/** Whether texts contain a term as it is: joined words and identifiers have no positions, and are not mistyped. */
function isWritten({ positionStarts, postingStarts }: SegmentParts, term: number): boolean {
  const bytes = (positionStarts[term + 1] ?? 0) - (positionStarts[term] ?? 0);
  return bytes > (postingStarts[term + 1] ?? 0) - (postingStarts[term] ?? 0);
}

/** Adds the terms that start with a word, or with a compound that contains it. */
function addBegun(finds: readonly Find[], term: string, joined: readonly string[]): void {
  for (const find of finds) {
    find.addBegun(term);
    for (const whole of joined) find.addJoinedBegun(whole);
  }
}

/** Adds the terms that `word` may be a slip for: of the nearest distance at which there are any. */
function addMistyped(
  finds: readonly Find[],
  { word, open, asTyped }: { readonly word: string; readonly open: boolean; readonly asTyped: boolean },
  slip: Slip,
): void {
  const forgiven = forgivenEdits(word.length, asTyped && /^[a-z]+$/.test(word));
  for (let edits = 1; edits <= Math.min(forgiven, slip.mostEdits); edits += 1) {
    const wanted = { word, edits, open: open && word.length >= shortestMistypedPrefix };
    if (addWithin(finds, wanted, slip)) return;
  }
}

/** Returns whether there were any. */
function addWithin(
  finds: readonly Find[],
  wanted: { readonly word: string; readonly edits: number; readonly open: boolean },
  { leastCount, isDoubtful }: Slip,
): boolean {
  const distances = new Map<string, number>();
  // If more documents have a term than there are segments, several documents of one segment have it.
  const isRepeated = leastCount > finds.length;
  for (const { segment } of finds) {
    const searched = isRepeated ? segment.repeatedTerms : segment.parts;
    mistypedTerms(searched, wanted, (term, distance) => {
      distances.set(searched.terms.at(term), distance);
    });
  }
  let added = false;
  for (const [text, distance] of distances) {
    const met = finds.flatMap((find): [Find, number][] => {
      const term = find.segment.parts.terms.find(text);
      return term < 0 || find.has(term) || !isWritten(find.segment.parts, term) ? [] : [[find, term]];
    });
    const count = met.reduce((sum, [find, term]) => sum + find.segment.countOf(term), 0);
    if (count < leastCount) continue;
    const missing = wanted.open ? Math.max(0, text.length - wanted.word.length) : 0;
    const match = mistypedMatch(text.length, { edits: distance, missing, isDoubtful });
    for (const [find, term] of met) find.matches.set(term, match);
    added = true;
  }
  return added;
}
