import { comesBefore, type RankedDocument, type WeightedMatches } from './rank';
import { wholeTitleFactor } from './ranking';
import { readWords, type Segment } from './segment';

/** The bit of a title in the fields of a word. */
const titleField = 1;

/**
 * Raises documents whose title has all words of a short query: three words typed from memory, some of them mistyped, most
 * often come from a title. The order of a longer query is not changed.
 */
export function raiseTitles(
  segments: readonly Segment[],
  words: readonly WeightedMatches[],
  ranked: readonly RankedDocument[],
): readonly RankedDocument[] {
  const found = words.filter(({ matches }) => matches.count > 0);
  if (found.length < 2 || !found.every(({ asTyped }) => asTyped === true)) return ranked;
  const raised = ranked.map((hit) => {
    const segment = segments[hit.segment];
    if (!segment || !isWholeInTitle(segment, hit, found)) return hit;
    const titleLength = segment.parts.titleLengths[hit.document] ?? 1;
    return { ...hit, score: hit.score * wholeTitleFactor(found.length, titleLength) };
  });
  return raised.sort((a, b) => (comesBefore(segments, a, b) ? -1 : 1));
}

function isWholeInTitle(segment: Segment, hit: RankedDocument, words: readonly WeightedMatches[]): boolean {
  const missing = new Set(words.flatMap(({ matches }) => matches.segments[hit.segment] ?? []));
  readWords(segment.parts, hit.document, (term, fields) => {
    if ((fields & titleField) === 0) return;
    for (const word of missing)
      if ((term >= word.low && term < word.high) || word.terms.has(term)) missing.delete(word);
  });
  return missing.size === 0;
}
