import type { Hunk } from './hunk';
import { isWord, type EncodedText } from './vocabulary';

/** The new tokens `[from, to)` that correspond to one old token. */
export interface TokenLink {
  readonly from: number;
  readonly to: number;
  /** 1 for the same token, 0 for a different one in its place, between 0 and 1 for a corrected word. */
  readonly same: number;
  /** Offset of this token in the text of the new one, if several old tokens were joined into it. */
  readonly skip?: number;
}

/** Maximum table size. Tokens of larger hunks count as removed. */
const mostCells = 20_000;
const alike = 0.5;
/** Replacing a word scores slightly more than removing one and inserting another. */
const inPlace = 0.02;
const mostJoined = 3;

/**
 * Links old to new tokens in a hunk of replaced text, by the monotonic alignment with the highest score (Needleman and
 * Wunsch, 1970). It pairs equal words, similar words, a word that was split or joined (`kgeq`, `k` `geq`), and, with
 * almost no weight, different words in the same place.
 */
export function linkEditedQuote(
  old: EncodedText,
  current: EncodedText,
  hunk: Hunk,
  link: (at: number, link: TokenLink) => void,
): void {
  const rows = hunk.oldTo - hunk.oldFrom;
  const columns = hunk.newTo - hunk.newFrom;
  if (rows === 0 || columns === 0 || rows * columns > mostCells) return;
  const table = new Table(old, current, hunk);
  let row = rows;
  let column = columns;
  while (row > 0 && column > 0) {
    const step = table.stepTo(row, column);
    row -= step.old;
    column -= step.current;
    if (step.old > 0 && step.current > 0)
      linkStep(old, hunk.oldFrom + row, hunk.newFrom + column, step, link);
  }
}

/** Numbers of old and new tokens that are paired; 0 on one side if a token was removed or inserted. */
interface Step {
  readonly old: number;
  readonly current: number;
  readonly same: number;
}

function linkStep(
  old: EncodedText,
  at: number,
  from: number,
  step: Step,
  link: (at: number, link: TokenLink) => void,
): void {
  let skip = 0;
  for (let part = 0; part < step.old; part++) {
    const joined = step.old > 1 ? { skip } : {};
    link(at + part, { from, to: from + step.current, same: step.same, ...joined });
    skip += lettersOf(old, at + part).length;
  }
}

/** Dynamic programming table of the best alignments of all prefixes. A step is packed as `old * 4 + current`. */
class Table {
  readonly #scores: Float32Array;
  readonly #steps: Uint8Array;
  readonly #sames: Float32Array;
  readonly #columns: number;

  constructor(
    readonly old: EncodedText,
    readonly current: EncodedText,
    readonly hunk: Hunk,
  ) {
    const rows = hunk.oldTo - hunk.oldFrom;
    this.#columns = hunk.newTo - hunk.newFrom + 1;
    const cells = (rows + 1) * this.#columns;
    this.#scores = new Float32Array(cells);
    this.#sames = new Float32Array(cells);
    this.#steps = new Uint8Array(cells);
    for (let row = 1; row <= rows; row++) {
      for (let column = 1; column < this.#columns; column++) this.#fill(row, column);
    }
  }

  stepTo(row: number, column: number): Step {
    const cell = row * this.#columns + column;
    const packed = this.#steps[cell] ?? 0;
    return { old: packed >> 2, current: packed & 3, same: this.#sames[cell] ?? 0 };
  }

  #fill(row: number, column: number): void {
    const i = this.hunk.oldFrom + row - 1;
    const j = this.hunk.newFrom + column - 1;
    this.#offer(row, column, 1, 0, 0, 0);
    this.#offer(row, column, 0, 1, 0, 0);
    if (this.old.ids[i] === this.current.ids[j]) {
      this.#offer(row, column, 1, 1, 1, this.old.weights[i] ?? 0);
    } else if (isWord(this.old, i) && isWord(this.current, j)) {
      this.#offerWords(row, column, i, j);
    } else if (!isWord(this.old, i) && !isWord(this.current, j)) {
      this.#offer(row, column, 1, 1, 0, inPlace);
    }
  }

  #offerWords(row: number, column: number, i: number, j: number): void {
    const was = this.old.tokens[i]?.text ?? '';
    const is = this.current.tokens[j]?.text ?? '';
    const weight = this.old.weights[i] ?? 0;
    const same = similarity(was, is);
    if (same >= alike) this.#offer(row, column, 1, 1, same, weight * same);
    else this.#offer(row, column, 1, 1, 0, inPlace);
    const split = countSpelling(this.old, i, Math.min(row, mostJoined), is);
    if (split > 1) this.#offer(row, column, split, 1, 1, this.current.weights[j] ?? 0);
    const joined = countSpelling(this.current, j, Math.min(column, mostJoined), was);
    if (joined > 1) this.#offer(row, column, 1, joined, 1, weight);
  }

  /** Stores the step if its score is higher than that of the cell; the first of equal ones is kept. */
  #offer(row: number, column: number, old: number, current: number, same: number, weight: number): void {
    const cell = row * this.#columns + column;
    const score = (this.#scores[(row - old) * this.#columns + column - current] ?? 0) + weight;
    if (this.#steps[cell] !== 0 && score <= (this.#scores[cell] ?? 0)) return;
    this.#scores[cell] = score;
    this.#sames[cell] = same;
    this.#steps[cell] = old * 4 + current;
  }
}

/** The number of tokens ending with `last` that together spell `whole`; 0 if none do. */
function countSpelling(text: EncodedText, last: number, most: number, whole: string): number {
  let rest = whole;
  for (let count = 1; count <= most; count++) {
    const part = lettersOf(text, last - count + 1);
    if (!rest.endsWith(part)) return 0;
    rest = rest.slice(0, rest.length - part.length);
    if (rest === '' && part !== '') return count;
  }
  return 0;
}

/** Hyphens within a word are ignored. */
function lettersOf(text: EncodedText, at: number): string {
  const token = text.tokens[at]?.text ?? '';
  return token === '-' ? '' : token;
}

/**
 * The similarity of two words from 0 to 1: one minus the edit distance divided by the longer length. Different numbers
 * have similarity 0. Words have at most 32 units, so a call takes at most about a thousand steps.
 */
function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) * 2 > longer || isNumber(a) || isNumber(b)) return 0;
  if (a.charCodeAt(0) !== b.charCodeAt(0) && a.at(-1) !== b.at(-1)) return 0;
  return 1 - editDistance(a, b) / longer;
}

function isNumber(word: string): boolean {
  return /^\p{N}/u.test(word);
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
