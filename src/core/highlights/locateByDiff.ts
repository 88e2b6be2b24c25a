import type { Alignment } from './alignment';
import type { TokenLink } from './editedQuote';
import type { TokenRange } from './tokenRange';
import { isWord, type EncodedText } from './vocabulary';

/** The new tokens of a quote, and the links from its old tokens to them. */
export interface QuoteLocation {
  readonly range: TokenRange;
  readonly links: (at: number) => TokenLink | undefined;
}

/** How many tokens the first or last word of a quote may have moved out of it. */
const carried = 4;

/**
 * Locates the old tokens `quote` in the new text by the diff: from the first to the last linked token. Undefined if no
 * token is left.
 */
export function locateByDiff(
  old: EncodedText,
  quote: TokenRange,
  current: EncodedText,
  alignment: Alignment,
): QuoteLocation | undefined {
  let span: TokenRange | undefined;
  for (let at = quote.from; at < quote.to; at++) {
    const link = alignment.links[at];
    if (link) span = { from: span?.from ?? link.from, to: link.to };
  }
  return span && withSwapped(old, quote, current, alignment, span);
}

/**
 * Whether the remaining part of a quote may be that of a neighbouring repetition. A diff cannot tell which `cat` of `a
 * cat, a cat` is the one in `a cat`. This is the case if the head of the quote is left and the same words were removed
 * right after the quote, or its tail is left and they were removed right before it.
 */
export function mayBelongToNeighbour(
  old: EncodedText,
  { from, to }: TokenRange,
  { links }: Alignment,
): boolean {
  let first = from;
  while (first < to && !links[first]) first++;
  let last = to;
  while (last > first && !links[last - 1]) last--;
  const lostAgain = (step: number): boolean => {
    for (let at = first; at < last; at++) {
      if (!links[at] || links[at + step] || old.ids[at] !== old.ids[at + step]) return false;
    }
    return true;
  };
  if (first === last) return false;
  return (first === from && lostAgain(to - from)) || (last === to && lostAgain(from - to));
}

/** For two swapped words a diff has one removal and one insertion. At the edge of a quote both are one word of it. */
function withSwapped(
  old: EncodedText,
  quote: TokenRange,
  current: EncodedText,
  { links, origins }: Alignment,
  { from, to }: TokenRange,
): QuoteLocation {
  const isCarried = (oldAt: number, at: number): boolean =>
    links[oldAt] === undefined &&
    isWord(old, oldAt) &&
    origins[at] === undefined &&
    old.ids[oldAt] === current.ids[at];
  const [first, last] = [quote.from, quote.to - 1];
  const before = firstStep(carried, (step) => isCarried(first, from - 1 - step));
  const after = firstStep(carried, (step) => isCarried(last, to + step));
  const found = new Map<number, TokenLink>();
  if (before) found.set(first, { from: from - 1 - before.step, to: from - before.step, same: 1 });
  if (after) found.set(last, { from: to + after.step, to: to + after.step + 1, same: 1 });
  return {
    range: { from: found.get(first)?.from ?? from, to: found.get(last)?.to ?? to },
    links: (at) => found.get(at) ?? links[at],
  };
}

/** The first step for which `test` holds. */
function firstStep(most: number, test: (step: number) => boolean): { readonly step: number } | undefined {
  for (let step = 0; step < most; step++) if (test(step)) return { step };
  return undefined;
}
