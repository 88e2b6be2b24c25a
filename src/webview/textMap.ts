// Maps DOM nodes to ranges of the raw text, to convert a selection to raw offsets and back.
import { firstIndex } from '../core/base/firstIndex';
import type { HighlightField } from '../core/notes/note';
import { rawOffset, shownOffset, type Side } from './offsets';

export type Field = HighlightField;

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
  /** `raw` is the whole raw text, of which blank lines are in no piece. */
  constructor(
    readonly field: Field,
    readonly pieces: readonly Piece[],
    private readonly raw = '',
  ) {}

  /** The raw text of a range. */
  textOf({ start, end }: RawRange): string {
    return this.raw.slice(start, end);
  }

  /** Converts a DOM range to raw offsets; undefined if it does not overlap the text. */
  rawRange(range: Range): RawRange | undefined {
    const touched = this.touchedBy(range);
    const [first, last] = [touched.at(0), touched.at(-1)];
    if (!first || !last) return undefined;
    const start = rawEdge(first, range.startContainer, range.startOffset, 'start');
    const end = rawEdge(last, range.endContainer, range.endOffset, 'end');
    return start < end ? { start, end } : undefined;
  }

  /** DOM ranges for raw offsets `start` to `end`. Formulas are included as a whole. */
  ranges({ start, end }: RawRange): Range[] {
    return this.piecesIn({ start, end }).map((piece) =>
      rangeIn(piece, start - piece.start, end - piece.start),
    );
  }

  protected touchedBy(range: Range): readonly Piece[] {
    return this.pieces.filter(({ node }) => range.intersectsNode(node));
  }

  protected piecesIn({ start, end }: RawRange): readonly Piece[] {
    const found: Piece[] = [];
    for (let at = this.#firstEndingAfter(start); at < this.pieces.length; at++) {
      const piece = this.pieces[at];
      if (!piece || piece.start >= end) break;
      if (piece.raw !== '') found.push(piece);
    }
    return found;
  }

  #firstEndingAfter(offset: number): number {
    return firstIndex(this.pieces.length, (at) => {
      const { start = 0, raw = '' } = this.pieces[at] ?? {};
      return start + raw.length > offset;
    });
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
