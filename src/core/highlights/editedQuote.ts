import type { Hunk } from './hunk';
import { similarity } from './similarity';
import { isWord, type EncodedText } from './vocabulary';

/** What became of one old token: new tokens `[from, to)`. */
export interface TokenLink {
  readonly from: number;
  readonly to: number;
  /** 1 for the same token, 0 for another in its place, between for a word that was corrected. */
  readonly same: number;
  /** Where this token begins in the text of the new token, when several old tokens became that one. */
  readonly skip?: number;
}

/** Larger hunks are not looked into: their tokens are gone. */
const mostCells = 20_000;
const alike = 0.5;
/** A word in the place of another counts for a little more than a word lost and a word come. */
const inPlace = 0.02;
const mostJoined = 3;

/**
 * Links the tokens of a hunk in which text was replaced, by the heaviest alignment in order (Needleman and Wunsch,
 * 1970). Pairs are the same word, similar words, a word split or joined (`kgeq`, `k` `geq`), or, at next to no
 * weight, a word in the place of another.
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

/** `old` and `current` tokens that belong together; none on one side where a token was lost or came. */
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

/** The best alignment of every pair of beginnings. A cell's step is packed: four times its old tokens and its new ones. */
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

  /** Keeps the step if it leads to a higher score than the cell has. Of equals the first stays. */
  #offer(row: number, column: number, old: number, current: number, same: number, weight: number): void {
    const cell = row * this.#columns + column;
    const score = (this.#scores[(row - old) * this.#columns + column - current] ?? 0) + weight;
    if (this.#steps[cell] !== 0 && score <= (this.#scores[cell] ?? 0)) return;
    this.#scores[cell] = score;
    this.#sames[cell] = same;
    this.#steps[cell] = old * 4 + current;
  }
}

/** How many tokens up to and with `last` spell `whole` together; 0 when none do. */
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

/** Hyphens within a word do not spell. */
function lettersOf(text: EncodedText, at: number): string {
  const token = text.tokens[at]?.text ?? '';
  return token === '-' ? '' : token;
}
