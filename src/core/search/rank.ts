import { coverage, rarity } from './ranking';
import type { Segment } from './segment';
import { TopHits } from './topHits';
import type { WordMatches } from './wordMatches';

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
}

/** What documents of one segment have gathered. */
interface Sums {
  readonly scores: Float64Array;
  /** The rarities of the words a document has; 0 where it has none. */
  readonly covered: Float64Array;
}

/**
 * The best `limit` documents, best first, equal ones in the order of their ids: each word counts by its rarity and by
 * what it is worth in the document, and the sum by the share of the query that the document covers.
 */
export function rank(
  segments: readonly Segment[],
  words: readonly WeightedMatches[],
  limit: number,
): readonly RankedDocument[] {
  const total = segments.reduce((sum, segment) => sum + segment.liveCount, 0);
  const found = words.filter(({ matches }) => matches.count > 0);
  const rarities = found.map(({ matches, weight }) => weight * rarity(matches.count, total));
  const whole = rarities.reduce((sum, value) => sum + value, 0);
  const top = new TopHits<RankedDocument>(limit, (a, b) => comesBefore(segments, a, b));
  for (const [segment, { size }] of segments.entries()) {
    const sums = { scores: new Float64Array(size), covered: new Float64Array(size) };
    for (const [index, { matches }] of found.entries()) gather(sums, matches, segment, rarities[index] ?? 0);
    collect(top, sums, segment, (covered) => coverage(covered / whole, found.length));
  }
  return top.items;
}

function gather(sums: Sums, matches: WordMatches, segment: number, rarity: number): void {
  const found = matches.segments[segment];
  if (!found) return;
  const { documents, values } = found;
  const { scores, covered } = sums;
  for (let i = 0; i < documents.length; i += 1) {
    const document = documents[i] ?? 0;
    scores[document] = (scores[document] ?? 0) + rarity * (values[i] ?? 0);
    covered[document] = (covered[document] ?? 0) + rarity;
  }
}

function collect(
  top: TopHits<RankedDocument>,
  { scores, covered }: Sums,
  segment: number,
  factor: (covered: number) => number,
): void {
  let least = top.last?.score ?? 0;
  for (let document = 0; document < scores.length; document += 1) {
    const sum = scores[document] ?? 0;
    // No share is greater than one: the sum alone may already be too little.
    if (sum === 0 || sum < least) continue;
    const score = sum * factor(covered[document] ?? 0);
    if (score < least) continue;
    top.add({ segment, document, score });
    least = top.last?.score ?? 0;
  }
}

function comesBefore(segments: readonly Segment[], a: RankedDocument, b: RankedDocument): boolean {
  if (a.score !== b.score) return a.score > b.score;
  return idOf(segments, a) < idOf(segments, b);
}

export function idOf(segments: readonly Segment[], { segment, document }: RankedDocument): string {
  return segments[segment]?.parts.ids.at(document) ?? '';
}
