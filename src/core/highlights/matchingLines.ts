import { firstIndex } from '../base/firstIndex';

/** A line that both of two texts have. UTF-16 offsets of its start. */
export interface LinePair {
  readonly oldStart: number;
  readonly newStart: number;
  readonly length: number;
}

/** Shorter lines, such as cells of tables, may be equal by chance. In UTF-16 units. */
const shortestLine = 20;

/**
 * The lines that occur once in each of two texts and follow one another in the same order: the longest such
 * series (patience diff, Bram Cohen). Takes O(n log n).
 */
export function matchingLines(old: string, current: string): readonly LinePair[] {
  const before = onlyLines(old);
  const pairs: LinePair[] = [];
  for (const [line, newStart] of onlyLines(current)) {
    const oldStart = before.get(line);
    if (oldStart !== undefined) pairs.push({ oldStart, newStart, length: line.length });
  }
  return longestSeries(pairs);
}

/** The start of each line, without lines that occur twice. */
function onlyLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const repeated = new Set<string>();
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    if (lines.has(line)) repeated.add(line);
    else if (line.length >= shortestLine) lines.set(line, start);
    start = end + 1;
  }
  for (const line of repeated) lines.delete(line);
  return lines;
}

/** The longest part of `pairs`, which are in the order of the new text, that is in that of the old text too. */
function longestSeries(pairs: readonly LinePair[]): readonly LinePair[] {
  /** By length of a series: the index of the pair that ends it and is furthest up in the old text. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  pairs.forEach(({ oldStart }, index) => {
    const place = firstIndex(ends.length, (at) => (pairs[ends[at] ?? 0]?.oldStart ?? 0) >= oldStart);
    previous.push(ends[place - 1]);
    ends[place] = index;
  });
  const series: LinePair[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) {
    const pair = pairs[at];
    if (pair) series.push(pair);
  }
  return series.reverse();
}
