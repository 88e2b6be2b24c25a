import type { TokenRange } from './tokenRange';
import type { EncodedText } from './vocabulary';

/** How much of the context of a quote is also around another range: `matched` of `total`, in token weights. */
export interface Context {
  readonly matched: number;
  readonly total: number;
}

/** Tokens compared on each side; with the decay, the next one would count less than a fifth of the nearest. */
const reach = 16;
const decay = 0.9;
/** Words that may have been inserted or removed between two that match. */
const slack = 5;
/** The start or end of the text, which counts as context too. */
const edge = { id: -1, weight: 3 };

/** Compares the context of `oldRange` in the old text with that of `range` in the new text. */
export function compareContext(
  old: EncodedText,
  oldRange: TokenRange,
  current: EncodedText,
  range: TokenRange,
): Context {
  const before = heaviestCommon(
    leftOf(old, oldRange.from, reach),
    leftOf(current, range.from, reach + slack),
  );
  const after = heaviestCommon(rightOf(old, oldRange.to, reach), rightOf(current, range.to, reach + slack));
  return { matched: before.matched + after.matched, total: before.total + after.total };
}

interface Mark {
  readonly id: number;
  readonly weight: number;
}

function leftOf(text: EncodedText, end: number, most: number): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = end - 1; at >= 0 && marks.length < most; at--) marks.push(markAt(text, at));
  if (marks.length < most && text.begins) marks.push(edge);
  return marks;
}

function rightOf(text: EncodedText, start: number, most: number): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = start; at < text.ids.length && marks.length < most; at++) marks.push(markAt(text, at));
  if (marks.length < most && text.ends) marks.push(edge);
  return marks;
}

function markAt(text: EncodedText, at: number): Mark {
  return { id: text.ids[at] ?? 0, weight: text.weights[at] ?? 0 };
}

/** The heaviest common subsequence; weights decay with the distance from the range. Index 0 is next to the range. */
function heaviestCommon(old: readonly Mark[], current: readonly Mark[]): Context {
  let total = 0;
  let last = new Array<number>(current.length + 1).fill(0);
  for (const [i, { id, weight }] of old.entries()) {
    total += weight * decay ** i;
    const row = [0];
    for (const [j, other] of current.entries()) {
      const same = id === other.id && Math.abs(i - j) <= slack;
      const paired = same ? (last[j] ?? 0) + weight * decay ** Math.max(i, j) : 0;
      row.push(Math.max(paired, row[j] ?? 0, last[j + 1] ?? 0));
    }
    last = row;
  }
  return { matched: last.at(-1) ?? 0, total };
}
