import assert from 'node:assert/strict';
import type { Block, FullTextDocument, Inline } from '../../../../src/core/fulltext/document';
import { documentText } from '../../../../src/core/fulltext/document';
import { readPage } from '../../../../src/core/fulltext/readPage';
import { localized } from '../../../../src/core/base/localization';

/** A page with this content and, so that it is no stub, a last section. */
function read(content: string, outside = ''): FullTextDocument {
  const page = readPage(
    `<!DOCTYPE html><html><body>${outside}<article class="ltx_document">${content}` +
      '<h2 class="ltx_title ltx_title_section">End</h2></article></body></html>',
  );
  if (!page.ok) throw new Error(localized(page.error));
  return page.value;
}

/** Kind and text of each block, indented by depth, without the last section. */
function outline({ blocks }: FullTextDocument): readonly string[] {
  const text = documentText(blocks);
  return blocks
    .slice(0, -1)
    .map(({ kind, depth, start, end }) => `${'  '.repeat(depth)}${kind}: ${text.slice(start, end)}`);
}

const inlines = ({ blocks }: FullTextDocument): readonly Inline[] => blocks.flatMap((block) => block.inlines);
const targetOf = (document: FullTextDocument, inline: Inline | undefined): Block | undefined =>
  inline && 'target' in inline ? document.blocks[inline.target] : undefined;

const formula =
  '<math class="ltx_Math" alttext="x^{2}" display="inline"><semantics><msup><mi>x</mi><mn>2</mn></msup>' +
  '<annotation-xml encoding="MathML-Content"><apply><ci>x</ci></apply></annotation-xml>' +
  '<annotation encoding="application/x-tex">x^{2}</annotation></semantics></math>';

suite('Whole papers: blocks and their text', () => {
  const constructs: readonly [string, string, readonly string[]][] = [
    [
      'title, authors and abstract are left out',
      '<h1 class="ltx_title ltx_title_document">T</h1><div class="ltx_authors">A</div>' +
        '<div class="ltx_abstract"><h6 class="ltx_title">Abstract</h6><p class="ltx_p">B</p></div><p class="ltx_p">C</p>',
      ['paragraph: C'],
    ],
    [
      'dates and the affiliations that stand with them are left out',
      '<div class="ltx_authors">A</div><div class="ltx_dates">(<sup>1</sup>An institute<br>)</div><p class="ltx_p">C</p>',
      ['paragraph: C'],
    ],
    [
      'sections and their numbers',
      '<section class="ltx_section"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag">1 </span>One</h2>' +
        '<div class="ltx_para"><p class="ltx_p">Text  of\n one.</p></div></section>',
      ['heading: 1 One', 'paragraph: Text of one.'],
    ],
    ['formulas as TeX', `<p class="ltx_p">Let ${formula} be.</p>`, ['paragraph: Let $x^{2}$ be.']],
    [
      'lists',
      '<ul class="ltx_itemize"><li class="ltx_item"><span class="ltx_tag ltx_tag_item">•</span> ' +
        '<div class="ltx_para"><p class="ltx_p">One</p></div></li>' +
        '<li class="ltx_item"><div class="ltx_para"><p class="ltx_p">Two</p><p class="ltx_p">More</p></div></li></ul>',
      ['list: • One\nTwo\nMore', '  item: • One', '  item: Two\nMore', '    paragraph: More'],
    ],
    [
      'equations row by row, with their numbers',
      '<table class="ltx_equationgroup ltx_eqn_table"><tbody><tr class="ltx_equation ltx_eqn_row"><td></td>' +
        `<td class="ltx_eqn_cell">${formula}</td><td class="ltx_td ltx_eqn_cell">${formula}</td>` +
        '<td class="ltx_eqn_eqno"><span class="ltx_tag">(1)</span></td></tr></tbody>' +
        `<tbody><tr class="ltx_equation ltx_eqn_row"><td>${formula}</td></tr></tbody></table>`,
      ['equations: $x^{2}$ $x^{2}$ (1)\n$x^{2}$', '  equation: $x^{2}$ $x^{2}$ (1)', '  equation: $x^{2}$'],
    ],
    [
      'a figure with panels and captions',
      '<figure class="ltx_figure"><div class="ltx_flex_figure"><figure class="ltx_figure"><img src="x1.png">' +
        '<figcaption class="ltx_caption">(a) Left</figcaption></figure></div>' +
        '<figcaption class="ltx_caption"><span class="ltx_tag">Figure 1: </span>Both.</figcaption></figure>',
      [
        'figure: (a) Left\nFigure 1: Both.',
        '  figure: (a) Left',
        '    paragraph: ',
        '    caption: (a) Left',
        '  caption: Figure 1: Both.',
      ],
    ],
    [
      'a table of cells, of elements that are no table too',
      '<figure class="ltx_table"><span class="ltx_tabular"><span class="ltx_tr"><span class="ltx_td">A</span>' +
        '<span class="ltx_td">B</span></span></span></figure>',
      ['table: A\nB', '  grid: A\nB', '    row: A\nB', '      cell: A', '      cell: B'],
    ],
    [
      'a footnote after its block',
      '<p class="ltx_p">One<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup>' +
        '<span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>' +
        '<span class="ltx_tag ltx_tag_note">1</span>Aside.</span></span></span> two.</p><p class="ltx_p">Three</p>',
      ['paragraph: One two.\nAside.', '  note: Aside.', 'paragraph: Three'],
    ],
    [
      'labels of citations are left out',
      '<p class="ltx_p">Known <cite class="ltx_cite">(Doe, <a class="ltx_ref" href="#bib.bib1">2020</a>)</cite> here <cite>[2]</cite>, ' +
        'there <cite class="ltx_cite">[<a class="ltx_ref" href="#bib.bib1">1</a>]</cite></p>',
      ['paragraph: Known here, there'],
    ],
    [
      'a theorem and its proof',
      '<div class="ltx_theorem"><h6 class="ltx_title ltx_runin ltx_title_theorem"><span class="ltx_tag">Lemma 1</span>.</h6>' +
        '<div class="ltx_para"><p class="ltx_p">It holds.</p></div></div>' +
        '<div class="ltx_proof"><h6 class="ltx_title ltx_runin ltx_title_proof">Proof.</h6><div class="ltx_para">' +
        '<p class="ltx_p">Clear.</p></div></div>',
      [
        'theorem: Lemma 1.\nIt holds.',
        '  paragraph: It holds.',
        'theorem: Proof.\nClear.',
        '  paragraph: Clear.',
      ],
    ],
    [
      'an algorithm with the indentation of its lines',
      '<figure class="ltx_float ltx_float_algorithm"><div class="ltx_listing"><div class="ltx_listingline">if\n</div>' +
        '<div class="ltx_listingline">\u2003\u2003then</div></div></figure>',
      [
        'algorithm: if\n\u2003\u2003then',
        '  listing: if\n\u2003\u2003then',
        '    line: if',
        '    line: \u2003\u2003then',
      ],
    ],
    ['verbatim text', '<pre class="ltx_verbatim">\na  b\n  c\n</pre>', ['code: a  b\n  c']],
    [
      'a quotation',
      '<blockquote class="ltx_quote"><p class="ltx_p">Said.</p></blockquote>',
      ['quote: Said.'],
    ],
    [
      'text around a block inside a paragraph',
      '<p class="ltx_p">Before<span class="ltx_tabular"><span class="ltx_tr"><span class="ltx_td">1</span></span></span>' +
        'after</p>',
      ['paragraph: Before\n1\nafter', '  grid: 1', '    row: 1', '      cell: 1', '  paragraph: after'],
    ],
    [
      'the bibliography',
      '<ul class="ltx_biblist"><li class="ltx_bibitem"><span class="ltx_tag">[1]</span>\n<span class="ltx_bibblock">A. Doe.' +
        '</span>\n<span class="ltx_bibblock">On x.</span></li></ul>',
      ['bibliography: [1] A. Doe. On x.', '  reference: [1] A. Doe. On x.'],
    ],
    [
      'scripts, buttons and navigation are left out',
      '<script>alert(1)</script><nav>Up</nav><p class="ltx_p">A<button>Report</button></p>',
      ['paragraph: A'],
    ],
    ['unknown elements are unwrapped', '<p class="ltx_p"><blink>A</blink> b</p>', ['paragraph: A b']],
    [
      'labels of pictures',
      '<svg class="ltx_picture"><g><text>A</text><text>B</text></g></svg>',
      ['paragraph: A', 'paragraph: B'],
    ],
    [
      'commands that LaTeXML does not know',
      '<p class="ltx_p">A <span class="ltx_ERROR">\\foo</span></p>',
      ['paragraph: A \\foo'],
    ],
  ];
  for (const [what, html, expected] of constructs)
    test(what, () => assert.deepEqual(outline(read(html)), expected));
});

suite('Whole papers: inline parts', () => {
  test('A formula is the first child of its semantics, within the allow-list', () => {
    const [math] = inlines(read(`<p class="ltx_p">${formula}</p>`));
    assert.deepEqual(math, {
      kind: 'math',
      tex: 'x^{2}',
      math: {
        element: 'math',
        children: [
          {
            element: 'msup',
            children: [
              { element: 'mi', children: ['x'] },
              { element: 'mn', children: ['2'] },
            ],
          },
        ],
      },
    });
  });

  const formulas: readonly [string, string, unknown][] = [
    [
      'errors are rows',
      '<merror><mtext>e</mtext></merror>',
      { element: 'mrow', children: [{ element: 'mtext', children: ['e'] }] },
    ],
    [
      'relative sizes are dropped',
      '<mpadded width="+5.0pt"><mi>x</mi></mpadded>',
      { element: 'mpadded', children: [{ element: 'mi', children: ['x'] }] },
    ],
    [
      'absolute sizes are kept',
      '<mpadded width="5pt"><mi>x</mi></mpadded>',
      { element: 'mpadded', attributes: { width: '5pt' }, children: [{ element: 'mi', children: ['x'] }] },
    ],
    [
      'colours, sizes, styles and handlers are dropped',
      '<mi mathcolor="red" mathsize="2em" style="color:red" onclick="a()">x</mi>',
      { element: 'mi', children: ['x'] },
    ],
    [
      'HTML is text',
      '<mtext><img src="x" onerror="a()"><b>y</b></mtext>',
      { element: 'mtext', children: ['y'] },
    ],
  ];
  for (const [what, mathml, expected] of formulas)
    test(`In formulas, ${what}`, () => {
      const [math] = inlines(read(`<p class="ltx_p"><math alttext="x">${mathml}</math></p>`));
      assert.deepEqual(math?.kind === 'math' && math.math?.children, [expected]);
    });

  test('A formula beyond the limits keeps its TeX', () => {
    const deep = `${'<mrow>'.repeat(100)}<mi>x</mi>${'</mrow>'.repeat(100)}`;
    const [math] = inlines(read(`<p class="ltx_p"><math alttext="x">${deep}</math></p>`));
    assert.deepEqual(math, { kind: 'math', tex: 'x' });
  });

  test('Line breaks of LaTeXML within TeX are removed', () => {
    const [math] = inlines(read('<p class="ltx_p"><math alttext="a%\n+b"><mi>a</mi></math></p>'));
    assert.equal(math?.kind === 'math' && math.tex, 'a+b');
  });

  test('References lead to blocks, by fragment or by the address of the page', () => {
    const document = read(
      '<section id="S1"><h2 class="ltx_title ltx_title_section">One</h2></section>' +
        '<p class="ltx_p"><a class="ltx_ref" href="#S1">1</a>' +
        '<a class="ltx_ref" href="https://arxiv.org/html/2401.00001v2#F1">F</a>' +
        '<cite class="ltx_cite"><a href="#bib.bib1">R</a></cite></p>' +
        '<figure id="F1"><figcaption id="C1" class="ltx_caption">Fig</figcaption></figure>' +
        '<ul class="ltx_biblist"><li id="bib.bib1" class="ltx_bibitem">Ref</li></ul>',
    );
    const kinds = inlines(document).map((inline) => targetOf(document, inline)?.kind);
    assert.deepEqual(
      kinds.filter((kind) => kind !== undefined),
      ['heading', 'figure', 'reference'],
    );
  });

  test('A link to a place in another paper leads to the web', () => {
    const href = 'https://arxiv.org/html/2401.00002v1#S9';
    const [link] = inlines(read(`<p class="ltx_p"><a href="${href}">x</a></p>`));
    assert.deepEqual(link, { kind: 'text', text: 'x', href });
  });

  test('A place that another paper has too leads there', () => {
    const section = '<section id="S1"><h2 class="ltx_title ltx_title_section">One</h2></section>';
    const own = '<base href="https://arxiv.org/html/2401.00001v2/">';
    for (const [id, isHere] of [
      ['2401.00001v2', true],
      ['2401.00001v1', true],
      ['2401.00002v1', false],
    ] as const) {
      const href = `https://arxiv.org/html/${id}#S1`;
      const document = read(`${section}<p class="ltx_p"><a href="${href}">x</a></p>`, own);
      const link = inlines(document).find((inline) => inline.kind === 'text' && inline.text === 'x');
      assert.equal(targetOf(document, link)?.kind, isHere ? 'heading' : undefined, id);
      assert.equal(link?.kind === 'text' && link.href, href);
    }
  });

  test('The mark of a footnote leads to the footnote', () => {
    const document = read(
      '<p class="ltx_p">A<span class="ltx_note"><sup class="ltx_note_mark">†</sup><span>Note</span></span></p>',
    );
    const mark = inlines(document).find(({ kind }) => kind === 'note');
    assert.equal(mark?.kind === 'note' && mark.label, '†');
    assert.equal(targetOf(document, mark)?.kind, 'note');
  });

  const addresses: readonly [string, string | undefined][] = [
    ['https://example.org/a', 'https://example.org/a'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['command:workbench.action.quit', undefined],
    ['//example.org', undefined],
  ];
  for (const [address, href] of addresses)
    test(`A link to ${address} ${href === undefined ? 'is its text' : 'is kept'}`, () => {
      const [link] = inlines(read(`<p class="ltx_p"><a href="${address}">x</a></p>`));
      assert.deepEqual(link, { kind: 'text', text: 'x', ...(href !== undefined && { href }) });
    });

  test('Marks nest and end', () => {
    const document = read(
      '<p class="ltx_p">a<em class="ltx_emph ltx_font_italic">b<span class="ltx_text ltx_font_bold">c</span></em>' +
        '<span class="ltx_text ltx_font_typewriter">d</span></p>',
    );
    assert.deepEqual(
      inlines(document)
        .slice(0, -1)
        .map((inline) => (inline.kind === 'text' ? inline.marks : inline.kind)),
      [undefined, ['italic'], ['italic', 'bold'], ['code']],
    );
  });

  test('The page states its licence and its version', () => {
    const { license, arxivId, version } = read(
      '',
      '<a id="license-tr">License: CC BY 4.0</a><div id="watermark-tr">arXiv:2401.00001v3 [cs.LG] 1 Jan 2024</div>',
    );
    assert.deepEqual([license, arxivId, version], ['License: CC BY 4.0', '2401.00001', 3]);
  });

  const boxes: readonly [string, string][] = [
    ['a box', '<div class="ltx_block ltx_minipage" id="box">W1<div class="ltx_para"><p>W2</p></div></div>'],
    [
      'a box in a line',
      '<p>Before <span class="ltx_inline-block" id="box"><span class="ltx_p">W1</span><span class="ltx_p">W2</span></span> after</p>',
    ],
    [
      'a picture with texts',
      '<svg id="box"><g><foreignObject><p>W1</p></foreignObject><foreignObject><p>W2</p></foreignObject></g></svg>',
    ],
    ['a list within a box', '<div class="ltx_framed" id="box"><p>W1</p><ul><li>W2</li></ul></div>'],
  ];
  for (const [what, html] of boxes)
    test(`A reference to ${what} leads to all of it`, () => {
      const document = read(`${html}<p class="ltx_p"><a href="#box">there</a></p>`);
      const link = inlines(document).find((inline) => inline.kind === 'text' && inline.text === 'there');
      const { start, end } = targetOf(document, link) ?? { start: 0, end: 0 };
      assert.match(documentText(document.blocks).slice(start, end), /^W1\nW2$/);
    });

  test('Cells keep how they are aligned', () => {
    const { blocks } = read(
      '<table class="ltx_tabular"><tr><td class="ltx_td ltx_align_left">A</td><td class="ltx_td ltx_align_center">B</td>' +
        '<td class="ltx_td ltx_align_right">C</td><td class="ltx_td">D</td></tr></table>',
    );
    assert.deepEqual(
      blocks.flatMap(({ kind, align }) => (kind === 'cell' ? [align] : [])),
      [undefined, 'center', 'right', undefined],
    );
  });

  test('Spans of cells are limited', () => {
    const { blocks } = read(
      '<table class="ltx_tabular"><tr><th colspan="3" rowspan="9999">A</th><td>B</td></tr></table>',
    );
    const [head, cell] = blocks.filter(({ kind }) => kind === 'cell');
    assert.deepEqual([head?.isHeader, head?.columnSpan, head?.rowSpan], [true, 3, 100]);
    assert.deepEqual([cell?.isHeader, cell?.columnSpan], [undefined, undefined]);
  });
});

suite('Whole papers: pages without one', () => {
  const pages: readonly [string, string][] = [
    ['no paper', '<html><body><h1>Not found</h1></body></html>'],
    ['an empty text', ''],
    ['a stub', '<article class="ltx_document"><p>HTML is not available for this source.</p></article>'],
  ];
  for (const [what, html] of pages)
    test(`A page with ${what} is one sentence`, () => {
      const page = readPage(html);
      assert.match(page.ok ? 'It was read' : localized(page.error), /^[A-Z][^.]+\.$/);
    });
});
