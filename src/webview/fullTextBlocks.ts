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
  if (block.kind === 'equation') return drawEquation(drawn);
  const own = drawn.map(({ node }) => node);
  if (block.kind === 'heading') {
    // The paper's title is h1, and its abstract is on the level of the sections.
    const level = String(Math.min((block.level ?? 1) + 1, 6));
    return element(`h${level}` as 'h2', { dir: directionOf(block) }, own);
  }
  if (block.kind !== 'cell') {
    const attributes = { class: `paper-${block.kind}`, dir: directionOf(block) };
    return element(names[block.kind], { ...attributes, ...(block.kind === 'grid' && menuOf('table')) }, own);
  }
  // A formula is shorter than its TeX, and labels of citations are no part of the text.
  const added = drawn.reduce((sum, { inline, piece }) => {
    if (inline.kind === 'citation') return sum - inline.label.length;
    return sum + (piece ? piece.raw.length - piece.plain.length : 0);
  }, 0);
  const isShort = block.end - block.start - added <= longestUnwrapped;
  const cell = element(
    block.isHeader === true ? 'th' : 'td',
    { dir: directionOf(block), ...(isShort && { class: 'is-short' }) },
    own,
  );
  if (block.align) cell.style.textAlign = block.align;
  cell.colSpan = block.columnSpan ?? 1;
  cell.rowSpan = block.rowSpan ?? 1;
  return cell;
}

/** The target of the context menu, see `fullTextContributions`. */
function menuOf(section: 'equation' | 'table'): Attributes {
  return { 'data-vscode-context': JSON.stringify({ webviewSection: section }) };
}

/** The columns in the middle, aligned with those of other lines, and the number at the end of the line. */
function drawEquation(drawn: readonly DrawnInline[]): HTMLElement {
  const columns: Node[][] = [[]];
  const number: Node[] = [];
  for (const { inline, node } of drawn) {
    const isNumber = inline.kind === 'text' && inline.marks?.includes('tag') === true;
    if (inline.kind === 'column') columns.push([]);
    else (isNumber ? number : columns.at(-1))?.push(node);
  }
  const cells = columns.map((nodes, at) => {
    const cell = element('span', { class: 'column' }, nodes);
    if (columns.length === 1) return cell;
    cell.style.gridColumn = String(at + 2);
    cell.style.textAlign = alignmentOf(at, columns.length);
    return cell;
  });
  const row = element('div', { class: 'paper-equation', ...menuOf('equation') }, cells);
  row.append(element('span', { class: 'number' }, number));
  row.style.setProperty('--columns', String(columns.length));
  return row;
}

/** Columns are pairs of two sides, or three with a relation in the middle. */
function alignmentOf(column: number, columns: number): 'start' | 'center' | 'end' {
  if (columns === 3) return (['end', 'center', 'start'] as const)[column] ?? 'start';
  return column % 2 === 0 ? 'end' : 'start';
}

/** Makes room for the columns of a line in the equations that it belongs to. */
export function fitColumns(line: HTMLElement): void {
  const group = line.parentElement;
  if (group?.classList.contains('paper-equations') !== true) return;
  const columnsOf = ({ style }: HTMLElement): number => Number(style.getPropertyValue('--columns'));
  group.style.setProperty('--columns', String(Math.max(columnsOf(group), columnsOf(line))));
}

/** Text in which letters of another direction come first is set in that direction. */
function directionOf({ kind, inlines }: Block): 'auto' | undefined {
  const hasText = inlines.some((inline) => inlineText(inline) !== '');
  return hasText && kind !== 'code' && kind !== 'line' ? 'auto' : undefined;
}
