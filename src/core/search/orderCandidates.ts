import { comesBefore, type RankedDocument, type WeightedMatches, weighed } from './rank';
import { completeness, prefixMatch, wholeTitleFactor, wordShare } from './ranking';
import { readWords, type Segment } from './segment';
import type { SegmentMatches } from './wordMatches';

/** The bit of a title in the fields of a word. */
const titleField = 1;

/** How well a document has each word of a query: the match of its best term, 0 without any. */
interface MetWords {
  readonly anywhere: readonly number[];
  /** Whether each stands in the title. */
  readonly isWholeInTitle: boolean;
}

/**
 * Orders the best documents for a short query anew, by how completely they have its words: whoever types three words from
 * memory means all of them, as they are, and most often those of a title. The order of a longer query is not changed.
 */
export function orderCandidates(
  segments: readonly Segment[],
  words: readonly WeightedMatches[],
  ranked: readonly RankedDocument[],
): readonly RankedDocument[] {
  const { found, rarities, whole } = weighed(segments, words);
  if (found.length < 2 || !found.every(({ asTyped }) => asTyped === true)) return ranked;
  const candidates = ranked.map((hit) => ({ hit, met: metWords(segments, hit, found) }));
  // Next to the best candidate, since the best that a mistyped or unfinished word meets is never the word itself.
  const best = found.map((_, word) =>
    candidates.reduce((most, { met }) => Math.max(most, met.anywhere[word] ?? 0), 1),
  );
  const ordered = candidates.map(({ hit, met }) => {
    const covered = best.reduce(
      (sum, most, word) => sum + (rarities[word] ?? 0) * wordShare(met.anywhere[word] ?? 0, most),
      0,
    );
    const titleLength = segments[hit.segment]?.parts.titleLengths[hit.document] ?? 1;
    const raise = met.isWholeInTitle ? wholeTitleFactor(found.length, titleLength) : 1;
    return { ...hit, score: hit.score * raise * completeness(covered / whole) };
  });
  return ordered.sort((a, b) => (comesBefore(segments, a, b) ? -1 : 1));
}

function metWords(
  segments: readonly Segment[],
  hit: RankedDocument,
  words: readonly WeightedMatches[],
): MetWords {
  const anywhere = words.map(() => 0);
  const segment = segments[hit.segment];
  if (!segment) return { anywhere, isWholeInTitle: false };
  const found = words.map(({ matches }) => matches.segments[hit.segment]);
  const inTitle = words.map(() => false);
  readWords(segment.parts, hit.document, (term, fields) => {
    for (const [word, matches] of found.entries()) {
      const match = matches ? matchOf(segment, matches, term) : 0;
      if (match === 0) continue;
      anywhere[word] = Math.max(anywhere[word] ?? 0, match);
      if ((fields & titleField) !== 0) inTitle[word] = true;
    }
  });
  return { anywhere, isWholeInTitle: inTitle.every(Boolean) };
}

/** How well a term of a segment meets a word; 0 where it does not. */
function matchOf(segment: Segment, { terms, low, high, typed }: SegmentMatches, term: number): number {
  const match = terms.get(term);
  if (match !== undefined) return match;
  return term >= low && term < high ? prefixMatch(typed, segment.parts.terms.lengthAt(term)) : 0;
}
