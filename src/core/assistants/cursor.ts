/** The position at which the next page of a list begins. It stays valid when items are added and removed. */
export interface Cursor {
  /** The key of the item before that position. */
  readonly after: string;
  /** The number of items before that position, in case the item no longer exists. */
  readonly count: number;
}

/** The text of a cursor, without white space. */
export function writeCursor({ after, count }: Cursor): string {
  return `${count}.${encodeURIComponent(after)}`;
}

/** Returns undefined for a text that {@link writeCursor} has not written. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, count = '', after = ''] = /^(\d{1,7})\.(\S{0,600})$/u.exec(text ?? '') ?? [];
  if (count === '') return undefined;
  try {
    return { count: Number(count), after: decodeURIComponent(after) };
  } catch {
    return undefined;
  }
}

/** The position in a list that a cursor stands for; 0 without one. */
export function positionOf<T>(
  cursor: Cursor | undefined,
  items: readonly T[],
  keyOf: (item: T) => string,
): number {
  if (!cursor) return 0;
  const at = items.findIndex((item) => keyOf(item) === cursor.after);
  return at >= 0 ? at + 1 : Math.min(cursor.count, items.length);
}
