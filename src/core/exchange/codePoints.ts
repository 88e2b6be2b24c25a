const pair = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * The Web Annotation Data Model counts code points (section 4.2.5); offsets here are UTF-16 units. The code points
 * before `offset`, which may lie beyond the text.
 */
export function toCodePoints(text: string, offset: number): number {
  return offset - (text.slice(0, offset).match(pair)?.length ?? 0);
}

/** The UTF-16 offset after so many code points of `text`; the inverse of {@link toCodePoints}. */
export function fromCodePoints(text: string, points: number): number {
  let offset = 0;
  let left = points;
  for (; left > 0 && offset < text.length; left--) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset + left;
}
