// Between the offsets of a raw run of text and those of the text that stands for it on the page. Where the two agree
// (from the start, and from the end) offsets map one to one; the part between is indivisible.

export interface Run {
  readonly raw: string;
  readonly shown: string;
}

export type Side = 'start' | 'end';

/** The raw offset of a shown one. Inside the indivisible part, `side` says to which of its ends to go. */
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
  // Where nothing stands between head and tail an offset is in both: a start counts from the head, an end from the tail.
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
