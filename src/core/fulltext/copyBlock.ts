import { plainMath } from '../tex/plainMath';
import { csvRow, guardCell } from '../text/csv';
import type { Block, Inline } from './document';
import { collapseWhitespace } from '../text/collapseWhitespace';

/** The parts of a block that can be copied: its caption, the TeX of its formulas, or its cells. */
export const copyForms = ['caption', 'tex', 'markdown', 'csv'] as const;
export type CopyForm = (typeof copyForms)[number];

/**
 * Copies a block. `caption` is that of the innermost figure or table around the block, `tex` the formulas of an equation
 * or of aligned equations, `markdown` and `csv` a table. Undefined if the block has no such thing.
 */
export function copyBlock(blocks: readonly Block[], index: number, form: CopyForm): string | undefined {
  const text = blocks[index] && forms[form](blocks, index);
  return text === undefined || text === '' ? undefined : text;
}

const forms: Readonly<Record<CopyForm, (blocks: readonly Block[], index: number) => string | undefined>> = {
  caption: captionOf,
  tex: texOf,
  markdown: (blocks, index) => markdownTable(tableAt(blocks, index)),
  csv: (blocks, index) =>
    tableAt(blocks, index)
      .map((cells) => csvRow(cells.map(spreadsheetCell)))
      .join('\r\n'),
};

/** A number or a dash, which a spreadsheet takes for no formula. */
const plainNumber = /^(?:[+-]?[\d.,]+ ?%?|-+)$/;

function spreadsheetCell(text: string): string {
  return plainNumber.test(text) ? text : guardCell(text);
}

/** The index after the last block inside a block. */
function endOf(blocks: readonly Block[], index: number): number {
  const depth = blocks[index]?.depth ?? 0;
  let end = index + 1;
  while (end < blocks.length && (blocks[end]?.depth ?? 0) > depth) end++;
  return end;
}

/** The block and those around it, from the inside. */
function* around(blocks: readonly Block[], index: number): Generator<number> {
  let depth = Infinity;
  for (let at = index; at >= 0 && depth > 0; at--) {
    const block = blocks[at];
    if (!block || block.depth >= depth) continue;
    depth = block.depth;
    yield at;
  }
}

function captionOf(blocks: readonly Block[], index: number): string | undefined {
  for (const outer of around(blocks, index)) {
    const depth = (blocks[outer]?.depth ?? 0) + 1;
    for (let at = outer; at < endOf(blocks, outer); at++) {
      const block = blocks[at];
      if (block?.kind === 'caption' && block.depth <= depth) return plainText(blocks, at);
    }
  }
  return undefined;
}

function texOf(blocks: readonly Block[], index: number): string | undefined {
  const whole = [...around(blocks, index)].find((at) => blocks[at]?.kind === 'equations') ?? index;
  return blocks
    .slice(whole, endOf(blocks, whole))
    .map(({ inlines }) => texOfRow(inlines))
    .filter((row) => row !== '')
    .join(' \\\\\n');
}

/** The formulas of one line, with the columns between them. */
function texOfRow(inlines: readonly Inline[]): string {
  const parts = inlines.flatMap((inline) =>
    inline.kind === 'math' ? [inline.tex] : inline.kind === 'column' ? ['&'] : [],
  );
  return parts.slice(0, parts.findLastIndex((part) => part !== '&') + 1).join(' ');
}

/** The rows of the table at a block, with a field for each column; empty without a table. */
function tableAt(blocks: readonly Block[], index: number): readonly (readonly string[])[] {
  const outer = [...around(blocks, index)].find((at) => ['grid', 'table'].includes(blocks[at]?.kind ?? ''));
  if (outer === undefined) return [];
  const end = endOf(blocks, outer);
  const grid = blocks.findIndex(({ kind }, at) => at >= outer && at < end && kind === 'grid');
  return grid < 0 ? [] : rowsOf(blocks, grid, endOf(blocks, grid));
}

function rowsOf(blocks: readonly Block[], start: number, end: number): readonly (readonly string[])[] {
  const depth = (blocks[start]?.depth ?? 0) + 2;
  const rows: string[][] = [];
  /** For each column: how many more rows a cell above extends into. */
  const covered: number[] = [];
  let row: string[] = [];
  for (let at = start; at < end; at++) {
    const block = blocks[at];
    if (block?.kind === 'row' && block.depth === depth - 1) {
      row = [];
      rows.push(row);
      skipCovered(row, covered);
    } else if (block?.kind === 'cell' && block.depth === depth) {
      const text = plainText(blocks, at);
      for (let column = 0; column < (block.columnSpan ?? 1); column++) {
        covered[row.length] = (block.rowSpan ?? 1) - 1;
        row.push(column === 0 ? text : '');
      }
      skipCovered(row, covered);
    }
  }
  return rows.filter((fields) => fields.some((field) => field !== ''));
}

/** Leaves fields empty that cells of rows above cover. */
function skipCovered(row: string[], covered: number[]): void {
  for (let rest = covered[row.length] ?? 0; rest > 0; rest = covered[row.length] ?? 0) {
    covered[row.length] = rest - 1;
    row.push('');
  }
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = rows.map(
    (row) => `| ${Array.from({ length: columns }, (_, at) => markdownField(row[at] ?? '')).join(' | ')} |`,
  );
  const rule = `| ${Array.from({ length: columns }, () => '---').join(' | ')} |`;
  return lines.flatMap((line, at) => (at === 0 ? [line, rule] : [line])).join('\n');
}

function markdownField(text: string): string {
  return text.replace(/[\\|]/gu, '\\$&');
}

/** The text of a block and the blocks inside it in one line, as it is shown. Footnotes are left out. */
function plainText(blocks: readonly Block[], index: number): string {
  const end = endOf(blocks, index);
  const parts: string[] = [];
  let noteDepth = Infinity;
  for (let at = index; at < end; at++) {
    const block = blocks[at];
    if (!block) continue;
    if (block.depth <= noteDepth) noteDepth = block.kind === 'note' && at > index ? block.depth : Infinity;
    if (noteDepth === Infinity) parts.push(block.inlines.map(plainInline).join(''));
  }
  return collapseWhitespace(parts.join(' '));
}

function plainInline(inline: Inline): string {
  if (inline.kind === 'text' || inline.kind === 'error') return inline.text;
  if (inline.kind === 'math') return plainMath(inline.tex);
  return inline.kind === 'citation' ? inline.label : ' ';
}
