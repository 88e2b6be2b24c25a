import { type Block, type BlockKind, inlineText } from '../core/fulltext/document';
import { type Attributes, element } from './dom';
import { type DrawnInline, drawInlines, type References } from './fullTextInline';
import type { Piece } from './textMap';

const names: Readonly<
  Record<Exclude<BlockKind, 'heading' | 'cell' | 'equation'>, keyof HTMLElementTagNameMap>
> = {
  paragraph: 'div',
  list: 'ul',
  item: 'li',
  quote: 'blockquote',
  theorem: 'div',
  code: 'pre',
  listing: 'div',
  line: 'div',
  equations: 'div',
  figure: 'figure',
  algorithm: 'figure',
  table: 'figure',
  grid: 'table',
  row: 'tr',
  caption: 'figcaption',
  note: 'aside',
  bibliography: 'ul',
  reference: 'li',
};

/** Cells with at most this much text do not wrap, such as a number with its deviation. In UTF-16 units. */
const longestUnwrapped = 12;

/** Draws a block with its own text; the blocks inside are appended to it. The pieces are in the order of the text. */
export function drawBlock(
  block: Block,
  references: References,
): { readonly element: HTMLElement; readonly pieces: readonly Piece[] } {
  const drawn = drawInlines(block.inlines, block.start, references);
  return { element: holderOf(block, drawn), pieces: drawn.flatMap(({ piece }) => piece ?? []) };
}

function holderOf(block: Block, drawn: readonly DrawnInline[]): HTMLElement {
  if (block.kind === 'equation')
    return element('div', { class: 'paper-equation', ...menuOf('equation') }, drawEquation(drawn));
  const own = drawn.map(({ node }) => node);
  if (block.kind === 'heading') {
    // The paper's title is h1, and its abstract stands beside the sections.
    const level = String(Math.min((block.level ?? 1) + 1, 6));
    return element(`h${level}` as 'h2', {}, own);
  }
  if (block.kind !== 'cell') {
    const attributes = { class: `paper-${block.kind}`, dir: directionOf(block) };
    return element(names[block.kind], { ...attributes, ...(block.kind === 'grid' && menuOf('table')) }, own);
  }
  // A formula is shorter than its TeX.
  const added = drawn.reduce(
    (sum, { piece }) => sum + (piece ? piece.raw.length - piece.plain.length : 0),
    0,
  );
  const isShort = block.end - block.start - added <= longestUnwrapped;
  const cell = element(block.isHeader === true ? 'th' : 'td', isShort ? { class: 'is-short' } : {}, own);
  cell.colSpan = block.columnSpan ?? 1;
  cell.rowSpan = block.rowSpan ?? 1;
  return cell;
}

/** What the context menu is about, see `fullTextContributions`. */
function menuOf(section: 'equation' | 'table'): Attributes {
  return { 'data-vscode-context': JSON.stringify({ webviewSection: section }) };
}

/** The formulas in the middle, and the number at the end of the line. */
function drawEquation(drawn: readonly DrawnInline[]): readonly HTMLElement[] {
  const isNumber = ({ inline }: DrawnInline): boolean =>
    inline.kind === 'text' && inline.marks?.includes('tag') === true;
  const nodes = (parts: readonly DrawnInline[]): readonly Node[] => parts.map(({ node }) => node);
  return [
    element('span', { class: 'formulas' }, nodes(drawn.filter((one) => !isNumber(one)))),
    element('span', { class: 'number' }, nodes(drawn.filter(isNumber))),
  ];
}

/** Text in which letters of another direction come first is set in that direction. */
function directionOf({ kind, inlines }: Block): 'auto' | undefined {
  const hasText = inlines.some((inline) => inlineText(inline) !== '');
  return hasText && kind !== 'code' && kind !== 'line' ? 'auto' : undefined;
}
