import { coverage, rarity } from './ranking';
import { mostSegmentDocuments, type Segment } from './segment';
import { TopHits } from './topHits';
import type { SegmentMatches, WordMatches } from './wordMatches';

/** A document of an answer: where it is, and its score. */
export interface RankedDocument {
  readonly segment: number;
  readonly document: number;
  readonly score: number;
}

/** A query's word with what was found, and what finding it is worth. */
export interface WeightedMatches {
  readonly matches: WordMatches;
  readonly weight: number;
  /** One of few words that a person typed; see `coverage`. */
  readonly asTyped?: boolean;
}

/** Ranks documents, in arrays that it keeps for the next time. */
export class Ranker {
  /** What each document of the segment at hand has gathered. */
  readonly #sums = new Float64Array(mostSegmentDocuments);
  /** The rarities of the words that each has. */
  readonly #covered = new Float64Array(mostSegmentDocuments);

  /**
   * The best `limit` documents, best first, equal ones in the order of their ids: each word counts by its rarity and by
   * what it is worth in the document, and the sum by the share of the query that the document covers.
   *
   * @param accepts is called only with documents that would be among the best
   */
  rank(
    segments: readonly Segment[],
    words: readonly WeightedMatches[],
    limit: number,
    accepts?: (segment: Segment, document: number) => boolean,
  ): readonly RankedDocument[] {
    const total = segments.reduce((sum, segment) => sum + segment.liveCount, 0);
    const found = words.filter(({ matches }) => matches.count > 0);
    const rarities = found.map(({ matches, weight }) => weight * rarity(matches.count, total));
    const whole = rarities.reduce((sum, value) => sum + value, 0);
    const top = new TopHits<RankedDocument>(limit, (a, b) => comesBefore(segments, a, b));
    const asTyped = found.every((word) => word.asTyped === true);
    const factor = (covered: number): number => coverage(covered / whole, found.length, asTyped);
    for (const [number, segment] of segments.entries()) {
      const { size } = segment;
      this.#sums.fill(0, 0, size);
      this.#covered.fill(0, 0, size);
      for (const [index, { matches }] of found.entries()) {
        this.#gather(matches.segments[number], rarities[index] ?? 0);
      }
      const passes = accepts && ((document: number) => accepts(segment, document));
      this.#collect(top, { number, size }, factor, passes);
    }
    return top.items;
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

  #collect(
    top: TopHits<RankedDocument>,
    { number, size }: { readonly number: number; readonly size: number },
    factor: (covered: number) => number,
    passes: ((document: number) => boolean) | undefined,
  ): void {
    const sums = this.#sums;
    let least = top.last?.score ?? 0;
    for (let document = 0; document < size; document += 1) {
      const sum = sums[document] ?? 0;
      // No share is greater than one: the sum alone may already be too little.
      if (sum === 0 || sum < least) continue;
      const score = sum * factor(this.#covered[document] ?? 0);
      if (score < least || (passes && !passes(document))) continue;
      top.add({ segment: number, document, score });
      least = top.last?.score ?? 0;
    }
  }
}

function comesBefore(segments: readonly Segment[], a: RankedDocument, b: RankedDocument): boolean {
  if (a.score !== b.score) return a.score > b.score;
  // Within a segment, documents are numbered in the order of their ids.
  return a.segment === b.segment ? a.document < b.document : idOf(segments, a) < idOf(segments, b);
}

export function idOf(segments: readonly Segment[], { segment, document }: RankedDocument): string {
  return segments[segment]?.parts.ids.at(document) ?? '';
}
