import type { SortedTerms } from './segment';
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
  { terms, shared }: SortedTerms,
  wanted: Wanted,
  visit: (term: number, distance: number) => void,
): void {
  const { units, starts, size } = terms;
  const { word, edits, open } = wanted;
  const [shortest, longest] = [word.length - edits, open ? Infinity : word.length + edits];
  const matrix = new DistanceMatrix(wanted);
  let index = 0;
  while (index < size) {
    const start = starts[index] ?? 0;
    const length = (starts[index + 1] ?? 0) - start;
    const known = shared[index] ?? 0;
    const term = index;
    index += 1;
    const isOtherLength = length < shortest || length > longest;
    // This term cannot match. Its rows are needed only if the next term shares more units with it than the term before does.
    if (isOtherLength && (shared[index] ?? 0) <= known) continue;
    const tooFar = matrix.descend(units, start, length, known);
    const { distance } = matrix;
    if (distance <= edits) visit(term, distance);
    // Terms that share the beginning that is too far are too far as well, or as near as the term itself.
    while (index < size && (shared[index] ?? 0) >= tooFar) {
      if (distance <= edits) visit(index, distance);
      index += 1;
    }
  }
}

/** Rows of the matrix along one path from the root; row `d` is the distance of the path's first `d` units. */
class DistanceMatrix {
  /** Of what was last descended to. */
  distance = 0;
  readonly #columns: number;
  readonly #rows: Uint8Array;
  /** For each depth, the least distance of the word to a beginning of the path so far. */
  readonly #nearest: number[];
  /** The units of the word, from index 1. */
  readonly #codes: Int32Array;

  constructor(readonly wanted: Wanted) {
    const { word, edits } = wanted;
    this.#codes = Int32Array.from({ length: word.length + 1 }, (_, i) => (i ? word.charCodeAt(i - 1) : -1));
    // One more than the word has, so that there is a cell beyond its last.
    this.#columns = word.length + 2;
    this.#rows = new Uint8Array(this.#columns * (word.length + edits + 2));
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
      const at = start + depth - 1;
      const least = this.#fillRow(depth, units[at] ?? 0, depth > 1 ? (units[at - 1] ?? 0) : -1);
      if (open) this.#nearest[depth] = Math.min(this.#nearest[depth - 1] ?? Infinity, this.#wholeAt(depth));
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
   * is too far. The loop calls no function, because in the server V8 does not inline functions.
   *
   * @returns the least distance in the row: nothing below it can be nearer
   */
  #fillRow(depth: number, unit: number, unitAbove: number): number {
    const { edits } = this.wanted;
    const rows = this.#rows;
    const codes = this.#codes;
    const columns = this.#columns;
    const row = depth * columns;
    const above = row - columns;
    const first = Math.max(1, depth - edits);
    const last = Math.min(columns - 2, depth + edits);
    let left = first === 1 ? depth : edits + 1;
    rows[row + first - 1] = left;
    rows[row + last + 1] = edits + 1;
    let least = left;
    let diagonal = rows[above + first - 1] ?? 0;
    let codeBefore = codes[first - 1] ?? 0;
    for (let column = first; column <= last; column += 1) {
      const code = codes[column] ?? 0;
      const up = rows[above + column] ?? 0;
      let value = unit === code ? diagonal : diagonal + 1;
      if (up < value) value = up + 1;
      if (left < value) value = left + 1;
      if (unit === codeBefore && unitAbove === code) {
        const swapped = (rows[above - columns + column - 2] ?? 0) + 1;
        if (swapped < value) value = swapped;
      }
      rows[row + column] = value;
      if (value < least) least = value;
      left = value;
      diagonal = up;
      codeBefore = code;
    }
    return least;
  }
}
