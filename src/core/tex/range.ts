import type { TextRange } from '../text/sentences';

/** The parts of `[start, end)` that no range covers. The ranges must be in order and must not overlap. */
export function gapsBetween(ranges: readonly TextRange[], end: number, start = 0): TextRange[] {
  const gaps: TextRange[] = [];
  let from = start;
  for (const range of ranges) {
    if (range.start > from) gaps.push({ start: from, end: range.start });
    from = Math.max(from, range.end);
  }
  if (end > from) gaps.push({ start: from, end });
  return gaps;
}

/** The ranges by start. Of those that overlap the first is kept; of those with the same start, the longest. */
export function withoutOverlaps<T extends TextRange>(ranges: readonly T[]): readonly T[] {
  const apart: T[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (range.start >= (apart.at(-1)?.end ?? 0)) apart.push(range);
  return apart;
}

/** Merges two lists of ranges in order. Ranges of `added` that overlap one of `kept` are dropped. */
export function mergeRanges<T extends TextRange>(kept: readonly T[], added: readonly T[]): T[] {
  const fitting: T[] = [];
  let at = 0;
  for (const range of added) {
    while ((kept[at]?.end ?? Infinity) <= range.start) at++;
    const next = kept[at];
    if (!next || next.start >= range.end) fitting.push(range);
  }
  return [...kept, ...fitting].sort((a, b) => a.start - b.start || a.end - b.end);
}
