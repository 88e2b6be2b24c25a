/** UTF-16 offsets into the raw text; `end` is behind the last code unit. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What of `[start, end)` none of the ranges covers; they are in order and do not overlap. */
export function gapsBetween(ranges: readonly Range[], end: number, start = 0): Range[] {
  const gaps: Range[] = [];
  let from = start;
  for (const range of ranges) {
    if (range.start > from) gaps.push({ start: from, end: range.start });
    from = Math.max(from, range.end);
  }
  if (end > from) gaps.push({ start: from, end });
  return gaps;
}

/** Two lists of ranges as one, in order. Where a range of `added` overlaps one that was there, it is left out. */
export function mergeRanges<T extends Range>(kept: readonly T[], added: readonly T[]): T[] {
  const fitting: T[] = [];
  let at = 0;
  for (const range of added) {
    while ((kept[at]?.end ?? Infinity) <= range.start) at++;
    const next = kept[at];
    if (!next || next.start >= range.end) fitting.push(range);
  }
  return [...kept, ...fitting].sort((a, b) => a.start - b.start || a.end - b.end);
}
