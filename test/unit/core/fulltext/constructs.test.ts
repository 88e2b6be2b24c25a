import assert from 'node:assert/strict';
import { type Block, type FullTextDocument, type Inline } from '../../../../src/core/fulltext/document';
import { readPage } from '../../../../src/core/fulltext/readPage';
import { localized } from '../../../../src/core/base/localization';

/** A formula of one letter and a number, as W1. */
const math = (name: string): string =>
  `<math class="ltx_Math" alttext="${name}"><semantics><mi>${name}</mi></semantics></math>`;
const note = (content: string): string =>
  '<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span class="ltx_note_outer">' +
  `<span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>${content}</span></span></span>`;
const row = (...cells: readonly string[]): string =>
  `<tr class="ltx_equation ltx_eqn_row">${cells.map((cell) => `<td class="ltx_eqn_cell">${cell}</td>`).join('')}</tr>`;

/** Constructs of LaTeXML whose words are W1, W2 and so on. What says "lost" is not part of the paper. */
const constructs: Readonly<Record<string, string>> = {
  'a table within a figure':
    '<figure class="ltx_figure"><table class="ltx_tabular"><tr class="ltx_tr"><td class="ltx_td"><img src="x1.png"></td>' +
    `<td class="ltx_td">W1</td></tr></table><figcaption class="ltx_caption">W2 ${note('W3')}</figcaption></figure>`,
  'figures within a figure':
    '<figure class="ltx_figure"><div class="ltx_flex_figure"><div class="ltx_flex_cell"><figure class="ltx_figure_panel">' +
    '<img src="a.png"><figcaption class="ltx_caption">W1</figcaption></figure></div><div class="ltx_flex_break"></div>' +
    '<p class="ltx_p ltx_figure_panel">W2</p></div><figcaption class="ltx_caption">W3</figcaption></figure>',
  'a program':
    '<figure class="ltx_float ltx_lstlisting"><figcaption class="ltx_caption">W1</figcaption><div class="ltx_listing">' +
    '<div class="ltx_listing_data"><a href="data:text/plain;base64,eA==">lost</a></div><div class="ltx_listingline">' +
    '<span class="ltx_tag">1</span><span class="ltx_lst_keyword">W2</span> <span>W3</span></div></div></figure>',
  'an algorithm':
    `<figure class="ltx_float ltx_float_algorithm"><div class="ltx_listing"><div class="ltx_listingline">W1 ${math('W2')}` +
    '</div></div><figcaption class="ltx_caption">W3</figcaption></figure>',
  'an algorithm in a box':
    '<figure class="ltx_float algorithm"><div class="ltx_block ltx_minipage"><div class="ltx_para"><p class="ltx_p">W1</p>' +
    '</div></div></figure>',
  'a claim within a proof':
    '<div class="ltx_theorem"><h6 class="ltx_title ltx_runin ltx_title_theorem"><span class="ltx_tag">Theorem 1</span> ' +
    '<span class="ltx_text">(W1)</span></h6><div class="ltx_para"><p class="ltx_p">W2</p></div><div class="ltx_proof">' +
    '<h6 class="ltx_title ltx_runin ltx_title_proof">W3.</h6><div class="ltx_theorem"><p class="ltx_p">W4</p></div></div></div>',
  'equations with a text between them':
    `<table class="ltx_equationgroup ltx_eqn_table"><tbody>${row('', math('W1'), math('W2'), '(W3)')}</tbody>` +
    '<tbody><tr class="ltx_eqn_row"><td class="ltx_eqn_cell ltx_intertext" colspan="5"><p class="ltx_p">W4</p></td></tr></tbody>' +
    `<tbody>${row('', '<span class="ltx_text ltx_markedasmath">W5</span>')}</tbody></table>`,
  'an equation with its number on the left': `<table class="ltx_equation ltx_eqn_table">${row('(W1)', math('W2'))}</table>`,
  'an equation without a table': `<div class="ltx_equation"><span class="ltx_eqn_eqno">(W1)</span>${math('W2')}</div>`,
  'a bibliography in blocks':
    '<section class="ltx_bibliography"><ul class="ltx_biblist"><li class="ltx_bibitem"><span class="ltx_tag">W1</span>' +
    '<span class="ltx_bibblock"><span class="ltx_bib_author">W2</span></span><span class="ltx_bibblock">W3</span>' +
    '<span class="ltx_bibblock ltx_bib_cited">Cited by: <a class="ltx_ref" href="#S1">W4</a></span></li></ul></section>',
  'unknown commands':
    '<p class="ltx_p">W1 <span class="ltx_ERROR undefined">\\W2</span> W3</p><span class="ltx_ERROR">{W4}</span>',
  'a box in a line':
    '<p class="ltx_p">W1 <span class="ltx_inline-block ltx_minipage"><span class="ltx_p">W2</span><span class="ltx_p">W3</span>' +
    '</span> W4</p>',
  'a picture with texts':
    '<svg class="ltx_picture"><title>lost</title><desc>lost</desc><g><foreignObject><span class="ltx_foreignobject_content">' +
    `<span class="ltx_p">W1</span></span></foreignObject><text>W2</text><foreignObject>${math('W3')}<table class="ltx_tabular">` +
    '<tr><td>W4</td></tr></table></foreignObject></g></svg>',
  'a turned and scaled table':
    '<div class="ltx_inline-block ltx_transformed_outer"><span class="ltx_transformed_inner"><p class="ltx_p">' +
    '<span class="ltx_tabular"><span class="ltx_thead"><span class="ltx_tr"><span class="ltx_td ltx_th">W1</span></span></span>' +
    '<span class="ltx_tbody"><span class="ltx_tr"><span class="ltx_td">W2</span></span></span></span></p></span></div>',
  'an index':
    '<section class="ltx_index"><ul class="ltx_indexlist"><li class="ltx_indexentry"><span class="ltx_indexphrase">W1</span>, ' +
    '<a class="ltx_ref" href="#S1">W2</a><ul class="ltx_indexlist"><li><span class="ltx_indexphrase">W3</span></li></ul></li></ul>' +
    '</section>',
  'a glossary': '<dl class="ltx_glossarylist"><dt class="ltx_glossaryentry">W1</dt><dd>W2</dd></dl>',
  acknowledgements:
    '<div class="ltx_acknowledgements"><h6 class="ltx_title">W1</h6><p class="ltx_p">W2</p></div><div class="ltx_keywords">W3</div>',
  'authors with their addresses':
    '<div class="ltx_authors"><span class="ltx_creator">lost <a href="https://orcid.org/0">lost</a></span></div><p>W1</p>',
  'nested lists':
    '<ol class="ltx_enumerate"><li class="ltx_item"><span class="ltx_tag">1.</span><div class="ltx_para"><p class="ltx_p">W1</p>' +
    '<ul class="ltx_itemize"><li class="ltx_item"><span class="ltx_tag">–</span><p class="ltx_p">W2</p><p>W3</p></li></ul></div>' +
    '</li></ol>',
  'a list in a line':
    '<p class="ltx_p"><span class="ltx_inline-item"><span class="ltx_tag">(W1)</span> W2</span> <span class="ltx_inline-item">W3' +
    '</span></p>',
  'a list of descriptions':
    '<dl class="ltx_description"><dt class="ltx_item"><span class="ltx_tag"><b>W1</b></span></dt><dd class="ltx_item">' +
    '<div class="ltx_para"><p class="ltx_p">W2</p></div></dd></dl>',
  'verbatim text':
    '<pre class="ltx_verbatim">W1\n  W2</pre><p class="ltx_p">W3 <code class="ltx_verbatim">W4</code></p>',
  'a footnote with a table': `<p class="ltx_p">W1${note('<span class="ltx_tabular"><span class="ltx_tr"><span class="ltx_td">W2</span></span></span> W3')}</p>`,
  'a footnote in a cell and in a heading': `<h2 class="ltx_title">W1 ${math('W2')}${note('W3')}</h2><table class="ltx_tabular"><tr><td>W4${note('W5')}</td></tr></table>`,
  citations:
    '<p class="ltx_p"><cite class="ltx_cite">(see W1, <a class="ltx_ref" href="#b">W2</a>; ' +
    '<span class="ltx_ref ltx_missing_citation">W3</span>)</cite> <span class="ltx_ref ltx_missing_label">W4</span></p>',
  'a table with other blocks in its cells':
    '<figure class="ltx_table"><table class="ltx_tabular"><caption>W1</caption><tr><td>W2<br>W3</td><td><table><tr><td>W4</td></tr>' +
    '</table></td><td><ul><li>W5</li></ul></td><td><p>W6</p><p>W7</p></td></tr></table><p class="ltx_p">W8</p></figure>',
  'a motto': '<div class="ltx_epigraph"><div class="ltx_block">W1</div><div class="ltx_block">W2</div></div>',
  'an object that is no picture': '<object data="x.pdf">W1</object><p>W2</p>',
};

const shown = (inline: Inline): string => {
  if (inline.kind === 'citation') return inline.label;
  return inline.kind === 'math' ? ` ${inline.tex} ` : 'text' in inline ? inline.text : ' ';
};
const textOf = (blocks: readonly Block[]): string =>
  blocks.map(({ inlines }) => inlines.map(shown).join('')).join('\n');
const namesIn = (text: string): readonly string[] => text.match(/W\d/g) ?? [];

function read(content: string): FullTextDocument {
  const page = readPage(`<article class="ltx_document"><h2 class="ltx_title">Start</h2>${content}</article>`);
  if (!page.ok) throw new Error(localized(page.error));
  return page.value;
}

suite('Whole papers: constructs of LaTeXML', () => {
  for (const [what, html] of Object.entries(constructs)) {
    const names = [...new Set(namesIn(html))].toSorted();

    test(`No word is lost: ${what}`, () => {
      const { blocks } = read(html);
      assert.deepEqual(namesIn(textOf(blocks)).toSorted(), names);
      assert.doesNotMatch(textOf(blocks), /lost|W\dW\d/);
    });

    test(`A reference leads to its words: ${what}`, () => {
      for (const name of names) {
        const target = `<span class="ltx_text" id="here">${name}</span>`;
        // Formulas, links and unknown commands are no targets.
        const marked = html.replace(new RegExp(`(?<=[>(]|^| )${name}(?!<\\/(?:a|mi)|")`), target);
        if (marked === html) continue;
        const { blocks } = read(`${marked}<p class="ltx_p"><a class="ltx_ref" href="#here">Link</a></p>`);
        const link = blocks.at(-1)?.inlines.find((inline) => inline.kind === 'text');
        const at = link?.target;
        if (at !== undefined) assert.match(textOf(blocks.slice(at, at + 1)), new RegExp(name), name);
        else assert.equal(what, 'citations');
      }
    });
  }

  test('A vector graphic is an image', () => {
    const { blocks } = read(
      '<figure><object type="image/svg+xml" data="x1.svg" class="ltx_graphics" width="30" height="20">W1</object></figure>',
    );
    const image = blocks.flatMap(({ inlines }) => inlines).find(({ kind }) => kind === 'image');
    assert.deepEqual(image, { kind: 'image', src: 'x1.svg', width: 30, height: 20 });
  });
});
