import assert from 'node:assert/strict';
import { citationEdit, lastCommand, notationOf, quoteText } from '../../../../src/core/citations/notation';
import {
  bibliographyPaths,
  includedFiles,
  rootFile,
  yamlPaths,
} from '../../../../src/core/citations/bibliographyPaths';
import { applyEdits } from '../../../../src/core/notes/textEdit';

suite('Citations in documents', () => {
  /** `|` is where the keys go. */
  const table: readonly [languageId: string, before: string, after: string][] = [
    ['latex', 'See |.', 'See \\cite{a,b}.'],
    ['latex', '\\parencite{x} and |', '\\parencite{x} and \\parencite{a,b}'],
    ['latex', '\\citep[p.~3]{x} \\nocite{y} |', '\\citep[p.~3]{x} \\nocite{y} \\citep{a,b}'],
    ['latex', '\\cite{x|}', '\\cite{x,a,b}'],
    ['latex', '\\textcite[see][5]{|}', '\\textcite[see][5]{a,b}'],
    ['latex', '\\cite{|x}', '\\cite{a,b,x}'],
    ['latex', '\\cite{x, |}', '\\cite{x, a,b}'],
    ['latex', '\\emph{x|}', '\\emph{x\\cite{a,b}}'],
    ['markdown', 'As |', 'As [@a; @b]'],
    ['quarto', '[@x|]', '[@x; @a; @b]'],
    ['markdown', '[see @x|, p. 4]', '[see @x; @a; @b, p. 4]'],
    ['markdown', 'a [link|](x)', 'a [link[@a; @b]](x)'],
    ['markdown', '{cite}`x` |', '{cite}`x` {cite:p}`a,b`'],
    ['markdown', '{cite:t}`x|`', '{cite:t}`x,a,b`'],
    ['typst', 'As |.', 'As @a @b.'],
    ['typst', 'As @x|.', 'As @x @a @b.'],
    ['typst', 'One.|Two', 'One. @a @b Two'],
    ['typst', '@x[p. 3]|', '@x[p. 3]@a @b'],
    ['org', 'As |', 'As [cite:@a;@b]'],
    ['org', '[cite:@x|]', '[cite:@x;@a;@b]'],
    ['restructuredtext', 'As |', 'As :cite:p:`a,b`'],
  ];
  for (const [languageId, before, after] of table)
    test(`${languageId}: ${before}`, () => {
      const offset = before.indexOf('|');
      const text = before.replace('|', '');
      const edit = citationEdit(text, offset, ['a', 'b'], notationOf(languageId, text));
      assert.equal(applyEdits(text, [edit]), after);
    });

  test('prefix and locator are in the place of each notation', () => {
    const details = { prefix: 'see', locator: 'p. 5' };
    const written = (languageId: string): string =>
      citationEdit('', 0, ['a'], notationOf(languageId, ''), details).text;
    assert.equal(written('latex'), '\\cite[see][p. 5]{a}');
    assert.equal(written('markdown'), '[see @a, p. 5]');
    assert.equal(written('typst'), 'see @a[p. 5]');
    assert.equal(written('org'), '[cite:see @a p. 5]');
  });

  test('a quote is inserted with its citation', () => {
    assert.equal(quoteText('one\ntwo', 'a', 'pandoc'), '> one\n> two [@a]\n');
    assert.equal(quoteText('one', 'a', 'latex'), '\\begin{quote}\n  one \\cite{a}\n\\end{quote}\n');
    assert.equal(
      quoteText('one', 'a', 'latex', lastCommand('\\parencite{b} ', 14)),
      '\\begin{quote}\n  one \\parencite{a}\n\\end{quote}\n',
    );
    assert.equal(quoteText('one', 'a', 'typst'), '#quote(block: true)[\n  one @a\n]\n');
  });
});

suite('Bibliographies that documents name', () => {
  test('LaTeX', () => {
    const text = '% \\bibliography{no}\n\\bibliography{a, b.bib}\n\\addbibresource[label=x]{refs/c.bib}';
    assert.deepEqual(bibliographyPaths(text, 'latex'), ['a.bib', 'b.bib', 'refs/c.bib']);
    assert.deepEqual(bibliographyPaths('50\\% \\bibliography{a}', 'latex'), ['a.bib']);
  });

  test('Markdown, Quarto, Typst and org', () => {
    assert.deepEqual(bibliographyPaths('---\ntitle: x\nbibliography: "a b.bib" # mine\n---\n', 'pandoc'), [
      'a b.bib',
    ]);
    assert.deepEqual(bibliographyPaths('---\nbibliography: [a.bib, "b.bib"]\n---', 'pandoc'), [
      'a.bib',
      'b.bib',
    ]);
    assert.deepEqual(bibliographyPaths('bibliography: a.bib', 'pandoc'), []);
    assert.deepEqual(yamlPaths('project:\n  type: book\n\nbibliography:\n  - a.bib\n  - b.bib\nother: c\n'), [
      'a.bib',
      'b.bib',
    ]);
    assert.deepEqual(bibliographyPaths('#bibliography("a.bib", style: "apa")', 'typst'), ['a.bib']);
    assert.deepEqual(bibliographyPaths('#bibliography(("a.bib", "b.bib"))', 'typst'), ['a.bib', 'b.bib']);
    assert.deepEqual(bibliographyPaths('#+Bibliography: refs/a.bib\n', 'org'), ['refs/a.bib']);
  });

  test('chapters of LaTeX and their root', () => {
    assert.deepEqual(includedFiles('\\input{a}\n%\\input{b}\n\\include{c/d.tex}'), ['a.tex', 'c/d.tex']);
    assert.equal(rootFile('% !TeX root = ../main.tex\n\\section{A}'), '../main.tex');
    assert.equal(rootFile('\\section{A}'), undefined);
  });
});
