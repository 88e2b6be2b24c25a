import { coverage, rarity } from './ranking';
import { mostSegmentDocuments, type Segment } from './segment';
import { compareEntries } from './stringTable';
import type { SegmentMatches, WordMatches } from './wordMatches';
import { firstIndex } from '../base/firstIndex';

/** A document of an answer: its place in the index, and its score. */
export interface RankedDocument {
  readonly segment: number;
  readonly document: number;
  readonly score: number;
  /** The document's `storedWords`, if they have been read. */
  readonly words?: Uint8Array;
}

/** A query's word with its matches and its weight. */
export interface WeightedMatches {
  readonly matches: WordMatches;
  readonly weight: number;
  /** One of few words that a person typed; see `coverage`. */
  readonly asTyped?: boolean;
  /** Whether a search for all words needs it: not set for words such as "of". */
  readonly isTelling?: boolean;
}

/** A document with its score. Returns the least score that still matters: documents below it are not visited. */
export type ScoreVisitor = (segment: number, document: number, score: number) => number;

export interface RankOptions {
  /** The maximum length of each list. */
  readonly limit: number;
  /** Only called for documents that would be among the best. */
  readonly accepts?: ((segment: Segment, document: number) => boolean) | undefined;
  /** Some documents of each segment, of which the best are also returned as `bestOfSubset`. */
  readonly subset?: readonly ReadonlySet<number>[];
}

/** Both lists are sorted by score, the highest first. Documents with the same score are sorted by their ids. */
export interface BestDocuments {
  readonly best: readonly RankedDocument[];
  readonly bestOfSubset: readonly RankedDocument[];
}

/** Ranks documents, in arrays that are reused. They are as long as the largest segment so far. */
export class Ranker {
  /** The sum of each document of the current segment. */
  #sums = new Float64Array();
  /** The sum of the rarities of the words that each has. */
  #covered = new Float64Array();
  /** The number of telling words, rarest first, that each has. */
  #met = new Uint8Array();

  /** Finds the best of all documents and the best of a subset in one pass. */
  rank(
    segments: readonly Segment[],
    words: readonly WeightedMatches[],
    { limit, accepts = () => true, subset = [] }: RankOptions,
  ): BestDocuments {
    const order = (a: RankedDocument, b: RankedDocument): boolean => comesBefore(segments, a, b);
    const [top, topOfSubset] = [new TopHits(limit, order), new TopHits(limit, order)];
    this.visit(
      segments,
      words,
      (number, document, score) => {
        const segment = segments[number];
        if (segment && accepts(segment, document)) top.add({ segment: number, document, score });
        return top.last?.score ?? 0;
      },
      (segment, number, scoreOf) => {
        for (const document of subset[number] ?? []) {
          const score = scoreOf(document);
          const isBest = score > 0 && score >= (topOfSubset.last?.score ?? 0);
          if (isBest && accepts(segment, document)) topOfSubset.add({ segment: number, document, score });
        }
      },
    );
    return { best: top.items, bestOfSubset: topOfSubset.items };
  }

  /**
   * Visits the documents that have any of the words. A score is the sum of each word's rarity times its value in the
   * document, times a factor for the share of the query that the document covers.
   *
   * @param ended called after each segment, with a function that returns the score of a document of that segment
   */
  visit(
    segments: readonly Segment[],
    words: readonly WeightedMatches[],
    visitor: ScoreVisitor,
    ended?: (segment: Segment, number: number, scoreOf: (document: number) => number) => void,
  ): void {
    const { found, rarities, factor } = weighed(segments, words);
    const scoreOf = (document: number): number =>
      (this.#sums[document] ?? 0) * factor(this.#covered[document] ?? 0);
    let least = 0;
    for (const [number, segment] of segments.entries()) {
      const { size } = segment;
      this.#clear(size);
      for (const [index, { matches }] of found.entries())
        this.#gather(matches.segments[number], rarities[index] ?? 0);
      const sums = this.#sums;
      const allCovered = this.#covered;
      let [covered, share] = [0, 0];
      for (let document = 0; document < size; document += 1) {
        const sum = sums[document] ?? 0;
        // No share is greater than one: the sum alone may already be too little.
        if (sum === 0 || sum < least) continue;
        const coveredHere = allCovered[document] ?? 0;
        // Successive documents often have the same words of the query, and so the same factor.
        if (coveredHere !== covered) {
          covered = coveredHere;
          share = factor(covered);
        }
        const score = sum * share;
        if (score >= least) least = visitor(number, document, score);
      }
      ended?.(segment, number, scoreOf);
    }
  }

  /** Visits the documents that have all telling words, with the scores of {@link visit}. */
  visitWithAll(segments: readonly Segment[], words: readonly WeightedMatches[], visitor: ScoreVisitor): void {
    const telling = words.filter(({ isTelling }) => isTelling === true);
    const needed = telling.length > 0 ? telling : words;
    if (needed.length === 0 || needed.some(({ matches }) => matches.count === 0)) return;
    const { found, rarities, factor } = weighed(segments, words);
    const rarity = (word: WeightedMatches): number => rarities[found.indexOf(word)] ?? 0;
    const rarestFirst = needed.toSorted((a, b) => a.matches.count - b.matches.count);
    const others = found.filter((word) => !needed.includes(word));
    let least = 0;
    for (const [number, { size }] of segments.entries()) {
      this.#clear(size);
      for (const [before, word] of rarestFirst.entries())
        this.#gatherMet(word.matches.segments[number], rarity(word), before);
      for (const word of others) this.#gather(word.matches.segments[number], rarity(word));
      for (const document of rarestFirst[0]?.matches.segments[number]?.documents ?? []) {
        if (this.#met[document] !== needed.length) continue;
        const score = (this.#sums[document] ?? 0) * factor(this.#covered[document] ?? 0);
        if (score >= least) least = visitor(number, document, score);
      }
    }
  }

  /** Sets what the documents of a segment have to zero. */
  #clear(size: number): void {
    if (size > this.#sums.length) {
      this.#sums = new Float64Array(size);
      this.#covered = new Float64Array(size);
      this.#met = new Uint8Array(size);
    } else {
      this.#sums.fill(0, 0, size);
      this.#covered.fill(0, 0, size);
      this.#met.fill(0, 0, size);
    }
  }

  #gather(found: SegmentMatches | undefined, rarity: number): void {
    if (!found) return;
    const { documents, values } = found;
    const sums = this.#sums;
    const covered = this.#covered;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i] ?? 0;
      sums[document] = (sums[document] ?? 0) + rarity * (values[i] ?? 0);
      covered[document] = (covered[document] ?? 0) + rarity;
    }
  }

  /** Adds a word to the sums of the documents that have the `before` telling words before it. */
  #gatherMet(found: SegmentMatches | undefined, rarity: number, before: number): void {
    if (!found) return;
    const { documents, values } = found;
    const met = this.#met;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i] ?? 0;
      if (met[document] !== before) continue;
      met[document] = before + 1;
      this.#sums[document] = (this.#sums[document] ?? 0) + rarity * (values[i] ?? 0);
      this.#covered[document] = (this.#covered[document] ?? 0) + rarity;
    }
  }
}

/** The words that were found, how rare each is, and the factor for the share of them that a document has. */
export function weighed(
  segments: readonly Segment[],
  words: readonly WeightedMatches[],
): {
  readonly found: readonly WeightedMatches[];
  readonly rarities: readonly number[];
  /** The sum of the rarities. */
  readonly whole: number;
  readonly factor: (covered: number) => number;
} {
  const total = segments.reduce((sum, segment) => sum + segment.liveCount, 0);
  const found = words.filter(({ matches }) => matches.count > 0);
  const rarities = found.map(({ matches, weight }) => weight * rarity(matches.count, total));
  const whole = rarities.reduce((sum, value) => sum + value, 0);
  const asTyped = found.every((word) => word.asTyped === true);
  return { found, rarities, whole, factor: (covered) => coverage(covered / whole, found.length, asTyped) };
}

/** The order of an answer: better ones first, equal ones in the order of their ids. */
export function comesBefore(segments: readonly Segment[], a: RankedDocument, b: RankedDocument): boolean {
  if (a.score !== b.score) return a.score > b.score;
  // Within a segment, documents are numbered in the order of their ids.
  if (a.segment === b.segment) return a.document < b.document;
  const ids = segments[a.segment]?.parts.ids;
  const otherIds = segments[b.segment]?.parts.ids;
  return ids && otherIds ? compareEntries(ids, a.document, otherIds, b.document) < 0 : false;
}

/** Returns the hits in `first`, best first and with `raise` added to their scores, followed by the other hits of `ranked`. */
export function raiseHits(
  segments: readonly Segment[],
  first: readonly RankedDocument[],
  ranked: readonly RankedDocument[],
  raise: number,
): readonly RankedDocument[] {
  if (first.length === 0) return ranked;
  const key = ({ segment, document }: RankedDocument): number => segment * mostSegmentDocuments + document;
  const scores = new Map(ranked.map((hit) => [key(hit), hit.score]));
  const raised = first.map((hit) => ({ ...hit, score: raise + (scores.get(key(hit)) ?? hit.score) }));
  const raisedKeys = new Set(raised.map(key));
  return [
    ...raised.sort((a, b) => (comesBefore(segments, a, b) ? -1 : 1)),
    ...ranked.filter((hit) => !raisedKeys.has(key(hit))),
  ];
}

export function idOf(segments: readonly Segment[], { segment, document }: RankedDocument): string {
  return segments[segment]?.parts.ids.at(document) ?? '';
}

/** Keeps the best few of many, in order. */
class TopHits<T> {
  readonly #items: T[] = [];

  /** @param comesBefore a strict order: whether `a` comes before `b` */
  constructor(
    readonly limit: number,
    readonly comesBefore: (a: T, b: T) => boolean,
  ) {}

  /** The last of those kept, once there are `limit` of them: what does not come before it is not kept. */
  get last(): T | undefined {
    return this.#items.length >= this.limit ? this.#items[this.limit - 1] : undefined;
  }

  add(item: T): void {
    const { last } = this;
    if (this.limit < 1 || (last !== undefined && !this.comesBefore(item, last))) return;
    const place = firstIndex(this.#items.length, (at) => this.comesBefore(item, this.#items[at] as T));
    this.#items.splice(place, 0, item);
    if (this.#items.length > this.limit) this.#items.pop();
  }

  get items(): readonly T[] {
    return this.#items;
  }
}
