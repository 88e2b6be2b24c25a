import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Block,
  documentLimits,
  documentText,
  type FullTextDocument,
  inlineText,
} from '../../../../src/core/fulltext/document';
import { readPage } from '../../../../src/core/fulltext/readPage';
import { isFullLength, runs } from '../../../support/testLength';
import { localized } from '../../../../src/core/base/localization';

const page = (content: string): string => `<article class="ltx_document"><h2>Title</h2>${content}</article>`;

/** Offsets cover the text, blocks nest, and references lead to blocks. */
function check({ blocks }: FullTextDocument): void {
  const text = documentText(blocks);
  let position = 0;
  const open: Block[] = [];
  for (const block of blocks) {
    assert.ok(block.depth <= open.length, 'a block is inside the one before it or beside one around it');
    open.length = block.depth;
    for (const around of open)
      assert.ok(
        around.start <= block.start && block.end <= Math.max(around.end, around.start),
        'blocks nest',
      );
    open.push(block);
    const own = block.inlines.map(inlineText).join('');
    if (own !== '') {
      const start = position === 0 ? 0 : position + 1;
      assert.equal(block.start, start);
      assert.equal(text.slice(start, start + own.length), own);
      position = start + own.length;
    }
    for (const inline of block.inlines) if ('target' in inline) assert.ok(blocks[inline.target]);
  }
  assert.equal(position, text.length);
  assert.ok(text.length <= documentLimits.text);
  assert.ok(blocks.every(({ depth }) => depth <= documentLimits.blockDepth * 2));
}

const names =
  'p div span a em sup cite ul li table tr td th figure figcaption math mi mrow semantics annotation blockquote pre ' +
  'h2 h6 img br svg text section button script b i title body html frameset select template';
const classes =
  'ltx_p ltx_para ltx_note ltx_note_mark ltx_cite ltx_ref ltx_tag ltx_item ltx_itemize ltx_tabular ltx_tr ltx_td ' +
  'ltx_equation ltx_eqn_table ltx_eqn_row ltx_figure ltx_caption ltx_theorem ltx_title ltx_title_theorem ltx_listing ' +
  'ltx_listingline ltx_bibitem ltx_biblist ltx_ERROR ltx_verbatim ltx_font_bold ltx_document';

const tag = fc
  .record({
    name: fc.constantFrom(...names.split(' ')),
    kind: fc.constantFrom(...classes.split(' '), ''),
    id: fc.constantFrom(
      '',
      ' id="a"',
      ' id="b"',
      ' href="#a"',
      ' href="#b"',
      ' src="x.png"',
      ' alttext="x^2"',
    ),
    closes: fc.boolean(),
  })
  .map(({ name, kind, id, closes }) => (closes ? `</${name}>` : `<${name} class="${kind}"${id}>`));
const markup = fc
  .array(fc.oneof(tag, fc.constantFrom('word', ' ', '\n', '\u00a0', '&amp;', '$', '\ud83d\ude00')), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

suite('Whole papers: any page', () => {
  test('Offsets cover the text, for any markup', () => {
    fc.assert(
      fc.property(markup, (content) => {
        const read = readPage(page(content));
        if (read.ok) check(read.value);
      }),
      { numRuns: runs(300) },
    );
  });

  const many = (full: number): number => (isFullLength ? full : full / 4);
  const hostile: readonly [string, string][] = [
    ['5,000 nested elements', page('<div>'.repeat(5000))],
    ['300 nested elements', page(`${'<div class="ltx_theorem">'.repeat(300)}x`)],
    ['400 nested notes', page('<span class="ltx_note">x'.repeat(400))],
    ['many cells', page(`<table class="ltx_tabular"><tr>${'<td>x</td>'.repeat(many(200_000))}</tr></table>`)],
    ['megabytes of text', page(`<p>${'word '.repeat(many(2_400_000))}</p>`)],
    ['unclosed formatting tags', page('<b><p>x</p>'.repeat(5000))],
    ['420,000 elements and texts', page('<p>x</p>'.repeat(210_000))],
    [
      'a formula of 300 nested rows',
      page(`<p><math alttext="x">${'<mrow>'.repeat(300)}<mi>x</mi></math></p>`),
    ],
    ['many references', page('<p><a href="#x">y</a></p>'.repeat(many(100_000)))],
    [
      'many numbers of one item',
      page(
        `<ul><li>${'<b class="ltx_tag">1</b><i class="ltx_tag">2</i><div></div>'.repeat(many(25_000))}</li></ul>`,
      ),
    ],
    ['many line breaks', page(`<p>x${'<br>'.repeat(many(100_000))}</p>`)],
    [
      'many labels',
      page(`<p>x ${'<cite><a href="#a">1</a><a href="#b">2</a></cite> '.repeat(many(50_000))}</p>`),
    ],
  ];
  for (const [what, html] of hostile)
    test(`A page with ${what} is read within the limits or rejected`, () => {
      const read = readPage(html);
      if (read.ok) check(read.value);
      else assert.match(localized(read.error), /\.$/);
    }).timeout(300_000);
});
