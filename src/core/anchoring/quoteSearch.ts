import search from 'approx-string-match';
import { tokensWithin, type TokenRange } from './tokenRange';
import type { Encoded } from './vocabulary';

/** A quote that stands in more places than this is in none for certain. */
export const mostPlaces = 64;
/** Longer patterns and texts are searched for exact occurrences only, to bound the time. */
const longestPattern = 512;
const longestText = 8192;
/** Shorter patterns are too little to be found with an error in them. */
const shortestPattern = 5;
/** Errors allowed, as a share of the pattern's units. */
const tolerance = 0.35;
const mostRounds = 4;

/** Every place, overlapping ones too, where tokens `range` of `old` stand in `current`, at most {@link mostPlaces} + 1. */
export function exactPlaces(old: Encoded, range: TokenRange, current: Encoded): readonly TokenRange[] {
  const pattern = old.units.slice(range.from, range.to);
  const places: TokenRange[] = [];
  if (pattern === '') return places;
  let from = current.units.indexOf(pattern);
  while (from >= 0 && places.length <= mostPlaces) {
    if (equalIds(old, range, current, from)) places.push({ from, to: from + pattern.length });
    from = current.units.indexOf(pattern, from + 1);
  }
  return places;
}

function equalIds(old: Encoded, range: TokenRange, current: Encoded, from: number): boolean {
  for (let at = range.from; at < range.to; at++) {
    if (old.ids[at] !== current.ids[from + at - range.from]) return false;
  }
  return true;
}

/**
 * Places in `current` that read much like tokens `range` of `old`, the best first and then, with those taken, the
 * next best. Tokens for which `taken` holds are not searched.
 */
export function similarPlaces(
  old: Encoded,
  range: TokenRange,
  current: Encoded,
  taken: (at: number) => boolean,
): readonly TokenRange[] {
  const pattern = textOf(old, range);
  if (
    pattern.length < shortestPattern ||
    pattern.length > longestPattern ||
    current.folded.length > longestText
  )
    return [];
  const text = current.folded.split('');
  const blank = (from: number, to: number): void => void text.fill('\0', from, to);
  for (const [at, token] of current.tokens.entries())
    if (taken(at)) blank(token.at, token.at + token.text.length);
  const places: TokenRange[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const found = search(text.join(''), pattern, Math.floor(pattern.length * tolerance));
    const best = found.reduce<(typeof found)[number] | undefined>(
      (a, b) => (a && fit(a) <= fit(b) ? a : b),
      undefined,
    );
    if (!best) break;
    blank(best.start, best.end);
    const place = foldedRange(current, best.start, best.end);
    if (place.from < place.to) places.push(place);
  }
  return places;

  /** Of matches with equally few errors, how far one is from the pattern's length. */
  function fit(match: { start: number; end: number }): number {
    return Math.abs(match.end - match.start - pattern.length);
  }
}

function textOf(text: Encoded, range: TokenRange): string {
  return text.tokens
    .slice(range.from, range.to)
    .map((token) => token.text)
    .join('');
}

/** The tokens of which at least half lies in folded text `[start, end)`. */
function foldedRange(text: Encoded, start: number, end: number): TokenRange {
  const { from, to } = tokensWithin(text, text.rawOf[start] ?? 0, text.rawOf[end] ?? text.raw.length);
  const inside = (at: number): boolean => {
    const token = text.tokens[at];
    if (!token) return false;
    const length = token.text.length;
    return (Math.min(end, token.at + length) - Math.max(start, token.at)) * 2 >= length;
  };
  return { from: inside(from) ? from : from + 1, to: inside(to - 1) ? to : to - 1 };
}
