// Maps DOM nodes to ranges of the raw text, to convert a selection to raw offsets and back.
import { rawOffset, shownOffset, type Side } from './offsets';

export type Field = 'title' | 'abstract';

/** A run of the raw text on the page: a text node, or an element (a formula) that counts as a whole. */
export interface Piece {
  readonly node: Text | Element;
  /** UTF-16 offset of `raw` in the whole raw text. */
  readonly start: number;
  readonly raw: string;
  /** The text as shown, with formulas in Unicode. */
  readonly plain: string;
}

export interface RawRange {
  readonly start: number;
  readonly end: number;
}

/** The pieces of one text, in order. Created again whenever the text is drawn. */
export class TextMap {
  constructor(
    readonly field: Field,
    readonly pieces: readonly Piece[],
  ) {}

  /** Converts a DOM range to raw offsets; undefined if it does not overlap the text. */
  rawRange(range: Range): RawRange | undefined {
    const touched = this.pieces.filter(({ node }) => range.intersectsNode(node));
    const [first, last] = [touched.at(0), touched.at(-1)];
    if (!first || !last) return undefined;
    const start = rawEdge(first, range.startContainer, range.startOffset, 'start');
    const end = rawEdge(last, range.endContainer, range.endOffset, 'end');
    return start < end ? { start, end } : undefined;
  }

  /** DOM ranges for raw offsets `start` to `end`. Formulas are included as a whole. */
  ranges({ start, end }: RawRange): Range[] {
    return this.pieces
      .filter((piece) => piece.start < end && start < piece.start + piece.raw.length)
      .map((piece) => rangeIn(piece, start - piece.start, end - piece.start));
  }
}

function rawEdge(piece: Piece, container: Node, offset: number, side: Side): number {
  const whole = side === 'start' ? piece.start : piece.start + piece.raw.length;
  if (!(piece.node instanceof Text) || piece.node !== container) return whole;
  return piece.start + rawOffset({ raw: piece.raw, shown: piece.node.data }, offset, side);
}

function rangeIn({ node, raw }: Piece, start: number, end: number): Range {
  const range = document.createRange();
  if (node instanceof Text) {
    const run = { raw, shown: node.data };
    range.setStart(node, shownOffset(run, Math.max(0, start), 'start'));
    range.setEnd(node, shownOffset(run, Math.min(raw.length, end), 'end'));
  } else {
    range.selectNodeContents(node);
  }
  return range;
}
