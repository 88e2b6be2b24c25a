import { firstIndex } from '../core/base/firstIndex';
import type { Block } from '../core/fulltext/document';
import { type Piece, type RawRange, TextMap } from './textMap';

interface DrawnBlock {
  readonly element: HTMLElement;
  /** The index of the first piece of its own text. */
  readonly firstPiece: number;
}

/**
 * The pieces of a whole paper, which grows as its blocks are drawn. Blocks are in the document in their order, and a
 * block's own text precedes the blocks inside it.
 */
export class FullTextMap extends TextMap {
  readonly #blocks: DrawnBlock[] = [];
  readonly #cells: RawRange[] = [];

  constructor(private readonly drawn: Piece[] = []) {
    super('fullText', drawn);
  }

  /** A block follows; its pieces are added after that. */
  add({ kind, start, end }: Block, element: HTMLElement, pieces: readonly Piece[]): void {
    this.#blocks.push({ element, firstPiece: this.drawn.length });
    if (kind === 'cell' && start < end) this.#cells.push({ start, end });
    for (const piece of pieces) this.drawn.push(piece);
  }

  /** Takes cells of tables whole, as formulas are. */
  override rawRange(range: Range): RawRange | undefined {
    const found = super.rawRange(range);
    return (
      found && {
        start: this.#cellAt(found.start)?.start ?? found.start,
        end: this.#cellAt(found.end - 1)?.end ?? found.end,
      }
    );
  }

  /** Blocks are joined by line feeds. */
  override textOf({ start, end }: RawRange): string {
    let text = '';
    let at: number | undefined;
    for (const piece of this.piecesIn({ start, end })) {
      if (at !== undefined && piece.start > at) text += '\n';
      at = piece.start + piece.raw.length;
      text += piece.raw.slice(Math.max(0, start - piece.start), end - piece.start);
    }
    return text;
  }

  /** Looks only at the blocks between the ends of the range. */
  protected override touchedBy(range: Range): readonly Piece[] {
    const from = this.#lastBlock((element) => isBefore(element, range, 'start'));
    const to = this.#lastBlock((element) => isBefore(element, range, 'end'));
    const first = this.#blocks[from]?.firstPiece ?? 0;
    const last = this.#blocks[to + 1]?.firstPiece ?? this.drawn.length;
    return this.drawn.slice(first, last).filter(({ node }) => range.intersectsNode(node));
  }

  /** The index of the last block that passes a test, which all blocks before it pass; -1 if none does. */
  #lastBlock(test: (element: HTMLElement) => boolean): number {
    return (
      firstIndex(this.#blocks.length, (at) => {
        const block = this.#blocks[at];
        return !block || !test(block.element);
      }) - 1
    );
  }

  /** The innermost cell around an offset. */
  #cellAt(offset: number): RawRange | undefined {
    return this.#cells.findLast(({ start, end }) => start <= offset && offset < end);
  }
}

/** Whether an element begins before one end of a range. */
function isBefore(element: HTMLElement, range: Range, end: 'start' | 'end'): boolean {
  const point = document.createRange();
  point.selectNode(element);
  const how = end === 'start' ? Range.START_TO_START : Range.START_TO_END;
  return range.compareBoundaryPoints(how, point) >= 0;
}
