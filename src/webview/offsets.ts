// Converts between UTF-16 offsets in a run of raw text and in the text shown for it. In the common prefix and suffix of
// the two, offsets map one to one; the part in between is indivisible.

export interface Run {
  readonly raw: string;
  readonly shown: string;
}

export type Side = 'start' | 'end';

/** Converts a shown offset to a raw one. Inside the indivisible part, `side` chooses which end of it to return. */
export function rawOffset({ raw, shown }: Run, offset: number, side: Side): number {
  return mapped(shown, raw, offset, side);
}

export function shownOffset({ raw, shown }: Run, offset: number, side: Side): number {
  return mapped(raw, shown, offset, side);
}

function mapped(from: string, to: string, offset: number, side: Side): number {
  const head = commonHead(from, to);
  const tail = commonTail(from, to, head);
  const behind = from.length - offset;
  // With nothing between head and tail an offset is in both: a start counts from the head, an end from the tail.
  if (side === 'start' && offset <= head) return offset;
  if (behind <= tail) return to.length - behind;
  if (offset <= head) return offset;
  return side === 'start' ? head : to.length - tail;
}

function commonHead(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let head = 0;
  while (head < limit && a[head] === b[head]) head++;
  return head;
}

function commonTail(a: string, b: string, head: number): number {
  const limit = Math.min(a.length, b.length) - head;
  let tail = 0;
  while (tail < limit && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return tail;
}
