import { hashText } from '../text/hash';

/** The position at which the next page of a list begins. It stays valid when items are added and removed. */
interface Cursor {
  /** The hash of the key of the item before that position. */
  readonly after: number;
  /** The number of items before that position, in case the item no longer exists. */
  readonly count: number;
}

/**
 * The text of a cursor, without white space and short however long the key is.
 *
 * @param after the key of the item before the position
 * @param count the number of items before it
 */
export function writeCursor(after: string, count: number): string {
  return `${count}.${hashText(after).toString(36)}`;
}

/** Returns undefined for a text that {@link writeCursor} has not written. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, count = '', after = ''] = /^(\d{1,7})\.([\da-z]{1,11})$/u.exec(text ?? '') ?? [];
  return count === '' ? undefined : { count: Number(count), after: Number.parseInt(after, 36) };
}

/** The position in a list that a cursor encodes; 0 without a cursor. */
export function positionOf<T>(
  cursor: Cursor | undefined,
  items: readonly T[],
  keyOf: (item: T) => string,
): number {
  if (!cursor) return 0;
  const isAt = (item: T): boolean => hashText(keyOf(item)) === cursor.after;
  // The previous position, unless the list has changed.
  const last = items[cursor.count - 1];
  if (last !== undefined && isAt(last)) return cursor.count;
  const at = items.findIndex(isAt);
  return at >= 0 ? at + 1 : Math.min(cursor.count, items.length);
}
