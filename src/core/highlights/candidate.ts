import { compareContext } from './context';
import type { QuoteLocation } from './locateByDiff';
import { linkEditedQuote, type TokenLink } from './editedQuote';
import type { TokenRange } from './tokenRange';
import { weightOf, type EncodedText } from './vocabulary';

/** A place where the quote may now stand, and what speaks for it. */
export interface Candidate extends QuoteLocation {
  /** From 0 to 1: how much of the quote stands here, and how little else. */
  readonly quote: number;
  /** From 0 to 1: how much of the old surroundings stands around. */
  readonly context: number;
  /** What quote and surroundings have in common, in token weights: how unlikely chance is. */
  readonly evidence: number;
  /** The most that they could have in common. */
  readonly possible: number;
}

/** What a candidate is ranked by. The quote counts twice as much as its surroundings. */
export function rank(candidate: Pick<Candidate, 'quote' | 'context'>): number {
  return candidate.quote + candidate.context / 2;
}

/** For selectors of other tools that name no surroundings: enough for a quote that stands, word for word, only once. */
const noContext = 0.6;

/** Weighs a place in the new text against old tokens `quote`. */
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
    // A word that was only split says what it said before.
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

/** Aligns quote and place by themselves, then weighs what they have in common. Undefined where that is nothing. */
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

/** The candidate where the quote's very tokens stand from `from` on. */
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

/** What a candidate must reach to be believed, depending on how it was found. */
export interface AcceptanceThresholds {
  /** {@link Candidate.evidence}; of a text too short for so much, such as a title, most of what there is. */
  readonly evidence: number;
  /** For quotes of up to so many words: {@link Candidate.quote}, and {@link rank}. */
  readonly floors: readonly { readonly words: number; readonly quote: number; readonly rank: number }[];
}

/**
 * Where a diff says what the quote became, the less of the quote is left, the more of its surroundings must be. The
 * figures come from the seeded mutations of `test/bench/anchoring.ts`: they are where few words are lost that are
 * there, and next to none are found that are not.
 */
export const thresholdsWithDiff: AcceptanceThresholds = {
  evidence: 9,
  floors: [
    { words: 2, quote: 0.75, rank: 1.2 },
    { words: 3, quote: 0.45, rank: 0.85 },
    { words: Infinity, quote: 0.3, rank: 0.7 },
  ],
};

/** Where a diff says that the quote is gone from its place, it must itself be found in what is new in the text. */
export const thresholdsByQuote: AcceptanceThresholds = {
  evidence: 9,
  floors: [
    { words: 2, quote: 0.9, rank: 1.2 },
    { words: 4, quote: 0.85, rank: 1 },
    { words: Infinity, quote: 0.5, rank: 0.75 },
  ],
};

/** Without a diff, a repetition that was always there cannot be told from the quote, nor another text from this one. */
export const thresholdsWithoutDiff: AcceptanceThresholds = {
  evidence: 14,
  floors: [
    { words: 4, quote: 0.9, rank: 1.3 },
    { words: 14, quote: 0.6, rank: 1.1 },
    { words: Infinity, quote: 0.5, rank: 0.8 },
  ],
};

const mostOfIt = 0.8;

/** Whether a candidate, taken alone, is the quote beyond reasonable doubt. */
export function isConvincing(
  candidate: Candidate,
  words: number,
  { evidence, floors }: AcceptanceThresholds,
): boolean {
  const floor = floors.find((step) => words <= step.words);
  if (!floor || candidate.evidence < Math.min(evidence, mostOfIt * candidate.possible)) return false;
  return candidate.quote >= floor.quote && rank(candidate) >= floor.rank;
}
