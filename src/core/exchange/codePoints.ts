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
