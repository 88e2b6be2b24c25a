import { hashText } from '../text/hash';

/** The position at which the next page of a list begins. It stays valid when items are added and removed. */
interface Cursor {
  /** The number of items before that position. */
  readonly count: number;
  /** The number of parts of the item at that position that were given already. */
  readonly parts: number;
  /** The hashes of the keys of the last items before that position, the nearest first. */
  readonly after: readonly number[];
}

/** The start of a page: the index of its first item, and how many parts of that item are on earlier pages. */
export interface PageStart {
  readonly at: number;
  readonly parts: number;
}

/** How many items a cursor remembers, in case that the last ones are removed from the list. */
const mostRemembered = 3;

/** The text of a cursor, without white space and short however long the keys are. */
export function writeCursor<T>(
  items: readonly T[],
  { at, parts }: PageStart,
  keyOf: (item: T) => string,
): string {
  const before = items.slice(Math.max(0, at - mostRemembered), at).toReversed();
  const hashes = before.map((item) => `.${hashText(keyOf(item)).toString(36)}`);
  return `${at}${parts > 0 ? `p${parts}` : ''}${hashes.join('')}`;
}

/** Returns undefined for a text that {@link writeCursor} has not written. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const read = /^(\d{1,7})(?:p(\d{1,5}))?((?:\.[\da-z]{1,11}){0,3})$/u.exec(text ?? '');
  if (!read) return undefined;
  const [, count = '', parts = '0', after = ''] = read;
  const hashes = after.split('.').slice(1);
  return {
    count: Number(count),
    parts: Number(parts),
    after: hashes.map((hash) => Number.parseInt(hash, 36)),
  };
}

/**
 * The position in a list that a cursor stands for; the beginning without one. It is behind the last remembered item that is
 * still in the list. If none of them is, it is the beginning: to repeat items is harmless, and to leave some out is not.
 */
export function positionOf<T>(
  cursor: Cursor | undefined,
  items: readonly T[],
  keyOf: (item: T) => string,
): PageStart {
  const start = { at: 0, parts: 0 };
  if (!cursor) return start;
  const { count, parts, after } = cursor;
  if (count === 0) return { at: 0, parts };
  // Where it was, unless the list has changed.
  const last = items[count - 1];
  if (last !== undefined && hashText(keyOf(last)) === after[0]) return { at: count, parts };
  for (const [nth, hash] of after.entries()) {
    const found = items.findIndex((item) => hashText(keyOf(item)) === hash);
    if (found >= 0) return { at: found + 1, parts: nth === 0 ? parts : 0 };
  }
  return start;
}
