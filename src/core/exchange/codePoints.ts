import { isInContext } from '../highlights/placeQuotes';
import { matchesAtOffsets, type Selector } from '../highlights/selector';
import type { TextRange } from '../text/sentences';

const pair = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * Converts a UTF-16 offset to code points, which the Web Annotation Data Model counts (section 4.2.5). `offset` may be
 * beyond the end of the text.
 */
export function toCodePoints(text: string, offset: number): number {
  return offset - (text.slice(0, offset).match(pair)?.length ?? 0);
}

/** Converts a number of code points to a UTF-16 offset in `text`; the inverse of {@link toCodePoints}. */
export function fromCodePoints(text: string, points: number): number {
  let offset = 0;
  let left = points;
  for (; left > 0 && offset < text.length; left--) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset + left;
}

/** The offsets of a selector in code points; undefined if the text does not have its quote there. */
export function pointsOf(selector: Selector, text: string): TextRange | undefined {
  if (!matchesAtOffsets(selector, text)) return undefined;
  return { start: toCodePoints(text, selector.start), end: toCodePoints(text, selector.end) };
}

/**
 * A selector whose offsets are in code points, or in UTF-16 units as in older files, with offsets in
 * UTF-16 units. The quote and its context decide; a selector that fits neither is returned as it is.
 */
export function withUtf16Offsets<T extends Selector>(selector: T, text: string): T {
  const start = fromCodePoints(text, selector.start);
  const converted = { ...selector, start, end: start + selector.quote.length };
  if (isInContext(converted, text)) return converted;
  if (isInContext(selector, text)) return selector;
  return matchesAtOffsets(converted, text) ? converted : selector;
}
