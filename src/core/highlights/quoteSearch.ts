import search, { type Match } from 'approx-string-match';
import { tokensWithin, type TokenRange } from './tokenRange';
import type { EncodedText } from './vocabulary';

/** A quote with more matches than this cannot be located reliably. */
export const maxMatches = 64;
/** In UTF-16 units. Longer patterns and texts are only searched for exact matches, to bound the time. */
const longestPattern = 400;
const longestText = 5000;
/** Shorter patterns are not searched for with errors. */
const shortestPattern = 5;
/** Maximum number of errors, as a fraction of the pattern's length. */
const tolerance = 0.35;
const mostRounds = 4;

/** Finds tokens `range` of `old` in `current`, including overlapping matches, at most {@link maxMatches} + 1. */
export function findExactMatches(
  old: EncodedText,
  range: TokenRange,
  current: EncodedText,
): readonly TokenRange[] {
  const pattern = old.units.slice(range.from, range.to);
  const places: TokenRange[] = [];
  if (pattern === '') return places;
  let from = current.units.indexOf(pattern);
  while (from >= 0 && places.length <= maxMatches) {
    if (equalIds(old, range, current, from)) places.push({ from, to: from + pattern.length });
    from = current.units.indexOf(pattern, from + 1);
  }
  return places;
}

function equalIds(old: EncodedText, range: TokenRange, current: EncodedText, from: number): boolean {
  for (let at = range.from; at < range.to; at++) {
    if (old.ids[at] !== current.ids[from + at - range.from]) return false;
  }
  return true;
}

/**
 * Finds text in `current` that is similar to tokens `range` of `old`: the best match first, then the best one in the
 * rest of the text, and so on. Tokens for which `taken` returns true are skipped.
 */
export function findSimilarMatches(
  old: EncodedText,
  range: TokenRange,
  current: EncodedText,
  taken: (at: number) => boolean,
): readonly TokenRange[] {
  const pattern = textOf(old, range);
  if (pattern.length < shortestPattern || pattern.length > longestPattern) return [];
  if (current.folded.length > longestText) return [];
  const units = Array.from({ length: current.folded.length }, (_, at) => current.folded.charAt(at));
  for (const [at, { at: from, text }] of current.tokens.entries()) {
    if (taken(at)) units.fill(blank, from, from + text.length);
  }
  const places: TokenRange[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const match = bestMatch(units.join(''), pattern);
    if (!match) break;
    units.fill(blank, match.start, match.end);
    places.push(foldedRange(current, match.start, match.end));
  }
  return places.filter(({ from, to }) => from < to);
}

/** Replaces text that must not match. */
const blank = '\0';

/** The match with the fewest errors; of several, the one whose length is closest to the pattern's. */
function bestMatch(text: string, pattern: string): Match | undefined {
  const strain = ({ start, end }: Match): number => Math.abs(end - start - pattern.length);
  return search(text, pattern, Math.floor(pattern.length * tolerance)).reduce<Match | undefined>(
    (best, match) => (best && strain(best) <= strain(match) ? best : match),
    undefined,
  );
}

function textOf(text: EncodedText, range: TokenRange): string {
  return text.tokens
    .slice(range.from, range.to)
    .map((token) => token.text)
    .join('');
}

/** The tokens of which at least half is in `folded[start, end)`. */
function foldedRange(text: EncodedText, start: number, end: number): TokenRange {
  const { from, to } = tokensWithin(text, text.rawOf[start] ?? 0, text.rawOf[end] ?? text.raw.length);
  const inside = (at: number): boolean => {
    const token = text.tokens[at];
    if (!token) return false;
    const length = token.text.length;
    return (Math.min(end, token.at + length) - Math.max(start, token.at)) * 2 >= length;
  };
  return { from: inside(from) ? from : from + 1, to: inside(to - 1) ? to : to - 1 };
}
