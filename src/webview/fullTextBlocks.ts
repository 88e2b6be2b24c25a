import { type Block, type BlockKind, inlineText } from '../core/fulltext/document';
import { element } from './dom';
import { drawInlines, type References } from './fullTextInline';

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

/** Draws a block with its own text; the blocks inside are appended to it. */
export function drawBlock(block: Block, references: References): HTMLElement {
  if (block.kind === 'equation')
    return element('div', { class: 'paper-equation' }, drawEquation(block, references));
  const own = drawInlines(block.inlines, references);
  if (block.kind === 'heading') {
    // The paper's title is h1, and its abstract stands beside the sections.
    const level = String(Math.min((block.level ?? 1) + 1, 6));
    return element(`h${level}` as 'h2', {}, own);
  }
  if (block.kind !== 'cell')
    return element(names[block.kind], { class: `paper-${block.kind}`, dir: directionOf(block) }, own);
  const cell = element(block.isHeader === true ? 'th' : 'td', {}, own);
  cell.colSpan = block.columnSpan ?? 1;
  cell.rowSpan = block.rowSpan ?? 1;
  return cell;
}

/** The formulas in the middle, and the number at the end of the line. */
function drawEquation({ inlines }: Block, references: References): readonly HTMLElement[] {
  const isNumber = (inline: (typeof inlines)[number]): boolean =>
    inline.kind === 'text' && inline.marks?.includes('tag') === true;
  return [
    element(
      'span',
      { class: 'formulas' },
      drawInlines(
        inlines.filter((one) => !isNumber(one)),
        references,
      ),
    ),
    element('span', { class: 'number' }, drawInlines(inlines.filter(isNumber), references)),
  ];
}

/** Text in which letters of another direction come first is set in that direction. */
function directionOf({ kind, inlines }: Block): 'auto' | undefined {
  const hasText = inlines.some((inline) => inlineText(inline) !== '');
  return hasText && kind !== 'code' && kind !== 'line' ? 'auto' : undefined;
}
