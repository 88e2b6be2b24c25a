import { compareContext } from './context';
import type { QuoteLocation } from './locateByDiff';
import { linkEditedQuote, type TokenLink } from './editedQuote';
import type { TokenRange } from './tokenRange';
import { weightOf, type EncodedText } from './vocabulary';

/** A possible location of the quote in the new text, with its scores. */
export interface Candidate extends QuoteLocation {
  /** From 0 to 1: how much of the quote is in the range, and how little else. */
  readonly quote: number;
  /** From 0 to 1: how much of the old context is around the range. */
  readonly context: number;
  /** The matching part of quote and context, in token weights: how unlikely a coincidence is. */
  readonly evidence: number;
  /** The maximum value of `evidence`. */
  readonly possible: number;
}

/** The score by which candidates are ranked. The quote counts twice as much as its context. */
export function rank(candidate: Pick<Candidate, 'quote' | 'context'>): number {
  return candidate.quote + candidate.context / 2;
}

/** Context score for selectors without context (other tools): enough for an exact quote that occurs only once. */
const noContext = 0.6;

/** Scores a location in the new text against old tokens `quote`. */
export function scoreCandidate(
  old: EncodedText,
  quote: TokenRange,
  current: EncodedText,
  place: QuoteLocation,
): Candidate {
  const { range, links } = place;
  let same = 0;
  let is = weightOf(current, range);
  for (let at = quote.from; at < quote.to; at++) {
    const link = links(at);
    const weight = old.weights[at] ?? 0;
    same += (link?.same ?? 0) * weight;
    // A word that was only split keeps its weight.
    if (link?.same === 1 && link.to - link.from > 1) is += weight - weightOf(current, link);
  }
  const was = weightOf(old, quote);
  const { matched, total } = compareContext(old, quote, current, range);
  return {
    ...place,
    quote: Math.min(1, (2 * same) / (was + Math.max(was, is))),
    context: total > 0 ? matched / total : noContext,
    evidence: same + matched,
    possible: was + total,
  };
}

/** Aligns the quote with a range of the new text, then scores it. Undefined if they have nothing in common. */
export function compareCandidate(
  old: EncodedText,
  quote: TokenRange,
  current: EncodedText,
  range: TokenRange,
): Candidate | undefined {
  const links = new Map<number, TokenLink>();
  const hunk = { same: false, oldFrom: quote.from, oldTo: quote.to, newFrom: range.from, newTo: range.to };
  linkEditedQuote(old, current, hunk, (at, link) => {
    if (link.same > 0) links.set(at, link);
  });
  if (links.size === 0) return undefined;
  let span = { from: Infinity, to: 0 };
  for (const { from, to } of links.values())
    span = { from: Math.min(span.from, from), to: Math.max(span.to, to) };
  return scoreCandidate(old, quote, current, { range: span, links: (at) => links.get(at) });
}

/** The candidate for an exact match of the quote's tokens at `from`. */
export function exactCandidate(
  old: EncodedText,
  quote: TokenRange,
  current: EncodedText,
  from: number,
): Candidate {
  const shift = from - quote.from;
  const links = (at: number): TokenLink => ({ from: at + shift, to: at + shift + 1, same: 1 });
  return scoreCandidate(old, quote, current, { range: { from, to: quote.to + shift }, links });
}

/** The scores that a candidate needs to be accepted, depending on how it was found. */
export interface AcceptanceThresholds {
  /** Minimum {@link Candidate.evidence}; in a short text such as a title, most of what is possible. */
  readonly evidence: number;
  /** Minimum {@link Candidate.quote} and {@link rank} for quotes of up to `words` words. */
  readonly floors: readonly { readonly words: number; readonly quote: number; readonly rank: number }[];
}

/**
 * For a location given by the diff: the less of the quote is left, the more of its context must be. The values were
 * chosen with the seeded mutations of `test/bench/anchoring.ts`, so that few existing quotes are missed and almost no
 * wrong ones are found.
 */
export const thresholdsWithDiff: AcceptanceThresholds = {
  evidence: 9,
  floors: [
    { words: 2, quote: 0.75, rank: 1.2 },
    { words: 3, quote: 0.45, rank: 0.85 },
    { words: Infinity, quote: 0.3, rank: 0.7 },
  ],
};

/** For a quote that the diff does not locate, and that is searched in the inserted text. */
export const thresholdsByQuote: AcceptanceThresholds = {
  evidence: 9,
  floors: [
    { words: 2, quote: 0.9, rank: 1.2 },
    { words: 4, quote: 0.85, rank: 1 },
    { words: Infinity, quote: 0.5, rank: 0.75 },
  ],
};

/**
 * Stricter, because without a diff a repetition cannot be distinguished from the quote, nor another text from this one.
 */
export const thresholdsWithoutDiff: AcceptanceThresholds = {
  evidence: 14,
  floors: [
    { words: 4, quote: 0.9, rank: 1.3 },
    { words: 14, quote: 0.6, rank: 1.1 },
    { words: Infinity, quote: 0.5, rank: 0.8 },
  ],
};

const mostOfIt = 0.8;

/** Whether a candidate by itself is good enough to be the quote. */
export function isConvincing(
  candidate: Candidate,
  words: number,
  { evidence, floors }: AcceptanceThresholds,
): boolean {
  const floor = floors.find((step) => words <= step.words);
  if (!floor || candidate.evidence < Math.min(evidence, mostOfIt * candidate.possible)) return false;
  return candidate.quote >= floor.quote && rank(candidate) >= floor.rank;
}
