import type { SegmentParts } from './segment';
import type { StringUnits } from './stringTable';

/** The word and the distance that a walk looks for. */
interface Wanted {
  readonly word: string;
  readonly edits: number;
  /** Whether the word is unfinished: a term then also matches by how it begins. */
  readonly open: boolean;
}

/**
 * Calls `visit` for each term within `edits` of the word, with its distance: the least number of letters inserted,
 * deleted, replaced, or swapped with their neighbour (optimal string alignment). For an open word, the distance is that
 * of the nearest beginning of the term.
 *
 * The sorted terms are walked as the trie that they are: a row of the distance matrix is computed once for every
 * beginning that terms share, and all terms under a beginning that is too far are passed over by their shared prefixes.
 */
export function mistypedTerms(
  parts: Pick<SegmentParts, 'terms' | 'shared'>,
  wanted: Wanted,
  visit: (term: number, distance: number) => void,
): void {
  const { terms, shared } = parts;
  const matrix = new DistanceMatrix(wanted);
  let index = 0;
  while (index < terms.size) {
    const start = terms.starts[index] ?? 0;
    const tooFar = matrix.descend(
      terms.units,
      start,
      terms.lengthAt(index),
      index === 0 ? 0 : (shared[index] ?? 0),
    );
    const { distance } = matrix;
    if (distance <= wanted.edits) visit(index, distance);
    index += 1;
    // Terms that share the beginning that is too far are too far as well, or as near as the term itself.
    for (; index < terms.size && (shared[index] ?? 0) >= tooFar; index += 1) {
      if (distance <= wanted.edits) visit(index, distance);
    }
  }
}

/** Rows of the matrix along one path from the root; row `d` is the distance of the path's first `d` units. */
class DistanceMatrix {
  /** Of what was last descended to. */
  distance = 0;
  readonly #columns: number;
  #rows: Uint8Array;
  readonly #path: number[] = [];
  /** For each depth, the least distance of the word to a beginning of the path so far. */
  readonly #nearest: number[];
  readonly #codes: readonly number[];

  constructor(readonly wanted: Wanted) {
    const { word } = wanted;
    this.#codes = Array.from({ length: word.length }, (_, i) => word.charCodeAt(i));
    // One more than the word has, so that there is a cell beyond its last.
    this.#columns = word.length + 2;
    this.#rows = new Uint8Array(this.#columns * (word.length + wanted.edits + 2));
    for (let column = 0; column < this.#columns; column += 1) this.#rows[column] = column;
    this.#nearest = [word.length];
  }

  /**
   * Goes down a term whose first `known` units are those of the one before, as far as it can still match.
   * @returns the depth at which it was too far to go on; Infinity where the term's end was reached
   */
  descend(units: StringUnits, start: number, length: number, known: number): number {
    const { edits, open } = this.wanted;
    for (let depth = known + 1; depth <= length; depth += 1) {
      this.#path[depth] = units[start + depth - 1] ?? 0;
      const least = this.#fillRow(depth);
      this.#nearest[depth] = Math.min(this.#nearest[depth - 1] ?? Infinity, this.#wholeAt(depth));
      if (least <= edits) continue;
      this.distance = open ? (this.#nearest[depth] ?? Infinity) : Infinity;
      return depth;
    }
    this.distance = open ? (this.#nearest[length] ?? Infinity) : this.#wholeAt(length);
    return Infinity;
  }

  /** The distance of the whole word to the path's first `depth` units, where it is within reach. */
  #wholeAt(depth: number): number {
    const { length } = this.wanted.word;
    if (Math.abs(depth - length) > this.wanted.edits) return Infinity;
    return this.#rows[depth * this.#columns + length] ?? Infinity;
  }

  /**
   * Only the cells that can be within `edits` are filled: those no further from the diagonal. One on each side of them
   * is too far.
   *
   * @returns the least distance in the row: nothing below it can be nearer
   */
  #fillRow(depth: number): number {
    const { edits } = this.wanted;
    const rows = this.#rows;
    const codes = this.#codes;
    const columns = this.#columns;
    const row = depth * columns;
    const above = row - columns;
    const unit = this.#path[depth] ?? 0;
    const unitAbove = this.#path[depth - 1] ?? -1;
    const first = Math.max(1, depth - edits);
    const last = Math.min(columns - 2, depth + edits);
    rows[row + first - 1] = first === 1 ? depth : edits + 1;
    rows[row + last + 1] = edits + 1;
    let least = rows[row + first - 1] ?? 0;
    for (let column = first; column <= last; column += 1) {
      const code = codes[column - 1] ?? 0;
      const replaced = (rows[above + column - 1] ?? 0) + (unit === code ? 0 : 1);
      const deleted = (rows[above + column] ?? 0) + 1;
      const inserted = (rows[row + column - 1] ?? 0) + 1;
      let value = least3(replaced, deleted, inserted);
      if (unit === codes[column - 2] && unitAbove === code) {
        value = Math.min(value, (rows[above - columns + column - 2] ?? 0) + 1);
      }
      rows[row + column] = value;
      if (value < least) least = value;
    }
    return least;
  }
}

function least3(a: number, b: number, c: number): number {
  const least = a < b ? a : b;
  return least < c ? least : c;
}
