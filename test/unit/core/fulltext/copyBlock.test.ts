import assert from 'node:assert/strict';
import { copyBlock } from '../../../../src/core/fulltext/copyBlock';
import type { Block, BlockKind } from '../../../../src/core/fulltext/document';
import { readPage } from '../../../../src/core/fulltext/readPage';
import { localized } from '../../../../src/core/base/localization';

const math = (tex: string): string => `<math alttext="${tex}"><mi>x</mi></math>`;
const page = (body: string): readonly Block[] => {
  const read = readPage(`<article class="ltx_document"><h2>Heading</h2>${body}</article>`);
  if (!read.ok) throw new Error(localized(read.error));
  return read.value.blocks;
};
const at = (blocks: readonly Block[], kind: BlockKind, number = 0): number =>
  blocks.flatMap((block, index) => (block.kind === kind ? [index] : []))[number] ?? -1;

suite('Copies of blocks', () => {
  const figures = page(`<figure class="ltx_figure"><figure class="ltx_figure"><img src="a.png">
    <figcaption>(a) First${math('x_i')}</figcaption></figure>
    <figure class="ltx_figure"><p><img src="b.png"></p></figure>
    <figcaption>Figure 1: Both<span class="ltx_note"><span class="ltx_note_content">A footnote.</span></span>.</figcaption></figure>`);
  test('The caption is that of the innermost figure with one', () => {
    assert.equal(copyBlock(figures, at(figures, 'figure', 1), 'caption'), '(a) Firstx_i');
    assert.equal(copyBlock(figures, at(figures, 'figure', 0), 'caption'), 'Figure 1: Both .');
    assert.equal(copyBlock(figures, figures.length - 3, 'caption'), 'Figure 1: Both .');
    assert.equal(copyBlock(figures, 0, 'caption'), undefined);
    assert.equal(copyBlock(figures, 1000, 'caption'), undefined);
  });

  const equations = page(`<table class="ltx_equationgroup"><tbody>
    <tr class="ltx_equation ltx_eqn_row"><td>${math('a')}</td><td>${math('=b')}</td><td><span class="ltx_tag">(1)</span></td></tr>
    <tr class="ltx_equation ltx_eqn_row"><td>${math('c')}</td><td>${math('=d')}</td></tr></tbody></table>`);
  test('Equations that are aligned are copied together, as TeX', () => {
    const tex = 'a & =b \\\\\nc & =d';
    assert.equal(copyBlock(equations, at(equations, 'equations'), 'tex'), tex);
    assert.equal(copyBlock(equations, at(equations, 'equation', 1), 'tex'), tex);
    assert.equal(copyBlock(equations, 0, 'tex'), undefined);
  });

  const continued = page(`<table class="ltx_equationgroup ltx_eqn_table"><tbody>
    <tr class="ltx_equation ltx_eqn_row"><td class="ltx_eqn_cell ltx_eqn_center_padleft"></td>
    <td class="ltx_td ltx_align_right ltx_eqn_cell">${math('a')}</td><td class="ltx_td ltx_align_left ltx_eqn_cell">${math('=b')}</td>
    <td class="ltx_eqn_cell ltx_eqn_center_padright"></td><td class="ltx_eqn_cell ltx_eqn_eqno"><span class="ltx_tag">(1)</span></td></tr>
    <tr class="ltx_equation ltx_eqn_row"><td class="ltx_eqn_cell ltx_eqn_center_padleft"></td><td class="ltx_td ltx_eqn_cell"></td>
    <td class="ltx_td ltx_align_left ltx_eqn_cell">${math('=c')}</td><td class="ltx_eqn_cell ltx_eqn_center_padright"></td></tr>
    </tbody></table>`);
  test('A line that continues an equation keeps its empty first column', () =>
    assert.equal(copyBlock(continued, at(continued, 'equations'), 'tex'), 'a & =b \\\\\n& =c'));

  const tables = page(`<figure class="ltx_table"><figcaption>Table 1</figcaption><table class="ltx_tabular">
    <tr><th rowspan="2">Method</th><th colspan="2">Score, mean</th></tr><tr><th>A|B</th><th>${math('x_i')}</th></tr>
    <tr><td>Ours</td><td>"1"</td><td>2<br>3</td></tr></table></figure>`);
  test('A table is copied as Markdown, spans included', () =>
    assert.equal(
      copyBlock(tables, at(tables, 'table'), 'markdown'),
      '| Method | Score, mean |  |\n| --- | --- | --- |\n|  | A\\|B | x_i |\n| Ours | "1" | 2 3 |',
    ));
  test('A table is copied as CSV, from a cell too', () =>
    assert.equal(
      copyBlock(tables, at(tables, 'cell', 4), 'csv'),
      'Method,"Score, mean",\r\n,A|B,x_i\r\nOurs,"""1""",2 3',
    ));
  test('No cell of a copied table is run as a formula; signed numbers and dashes stay as they are', () => {
    const cells = ['=1+2', '@SUM(A1)', '+cmd', '-1.5', '+0.3 %', '-', '1e5'];
    const row = cells.map((cell) => `<td>${cell}</td>`).join('');
    const blocks = page(
      `<figure class="ltx_table"><table class="ltx_tabular"><tr>${row}</tr></table></figure>`,
    );
    assert.equal(copyBlock(blocks, at(blocks, 'table'), 'csv'), "'=1+2,'@SUM(A1),'+cmd,-1.5,+0.3 %,-,1e5");
  });
  test('What is no table has no rows', () => assert.equal(copyBlock(equations, 0, 'markdown'), undefined));
});
