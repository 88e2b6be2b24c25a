import { splitsPair } from '../base/splitsPair';

/**
 * The position of a quote and its context: the TextQuoteSelector and the TextPositionSelector of the W3C Web Annotation
 * Data Model (sections 4.2.4 and 4.2.5) in one value. Offsets are UTF-16 units of the raw text.
 */
export interface Selector {
  /** The quoted text, `exact` in the model. Never empty. */
  readonly quote: string;
  /** Up to {@link contextLength} units before the quote; fewer only at the start of the text. */
  readonly prefix: string;
  /** Up to {@link contextLength} units after the quote; fewer only at the end of the text. */
  readonly suffix: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** UTF-16 units of context on each side of a quote; one less if a surrogate pair would be cut. */
export const contextLength = 32;

/**
 * Creates the selector of `text.slice(start, end)`. An offset inside a surrogate pair is moved outwards.
 *
 * @throws RangeError if the range is empty or not within the text.
 */
export function createSelector(text: string, start: number, end: number): Selector {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length || start >= end) {
    throw new RangeError(`No text at ${start} to ${end} of ${text.length}`);
  }
  const from = splitsPair(text, start) ? start - 1 : start;
  const to = splitsPair(text, end) ? end + 1 : end;
  const before = Math.max(0, from - contextLength);
  const after = Math.min(text.length, to + contextLength);
  return {
    quote: text.slice(from, to),
    prefix: text.slice(splitsPair(text, before) ? before + 1 : before, from),
    suffix: text.slice(to, splitsPair(text, after) ? after - 1 : after),
    start: from,
    end: to,
  };
}

/** Whether the quote is at the selector's offsets, which come from files that people edit and may have any value. */
export function matchesAtOffsets(selector: Selector, text: string): boolean {
  const { quote, start, end } = selector;
  return (
    quote.length > 0 &&
    Number.isSafeInteger(start) &&
    start >= 0 &&
    end - start === quote.length &&
    !splitsPair(text, start) &&
    !splitsPair(text, end) &&
    text.startsWith(quote, start)
  );
}
