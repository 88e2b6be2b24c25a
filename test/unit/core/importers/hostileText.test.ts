import assert from 'node:assert/strict';
import { bibtexNames } from '../../../../src/core/importers/bibtex/bibtexText';
import { parseSource } from '../../../../src/core/importers/formats';
import { readInline } from '../../../../src/core/importers/markdown/inlineMarkdown';
import { fitCells } from '../../../../src/core/importers/markdown/tableCells';
import { isPaperLink, namesPaper } from '../../../../src/core/importers/outline/paperLink';
import { isFullLength } from '../../../support/testLength';

const titles = (text: string): readonly string[] =>
  parseSource({ text }).days.flatMap(({ papers }) => papers.map(({ title }) => title));

suite('Hostile text', () => {
  // The short form is what a limit of blocks could break; `spreads.test.ts` finds calls with all of them as arguments.
  const blocks = isFullLength ? 130_000 : 20_000;
  test(`may have ${blocks} blocks under one title`, () => {
    const heading = '# [A Title of a Paper](https://arxiv.org/abs/2403.10001)\n\n';
    assert.deepEqual(titles(`${heading}${heading}${'- x\n'.repeat(blocks)}`), ['A Title of a Paper']);
  }).timeout(120_000);

  for (const nested of ['- ', '? ', '[', '{? '])
    test(`may nest “${nested}” in YAML deeper than its library can read, which loses only that item`, () => {
      const text = `- title: A Title of a Paper\n  abstract: Short.\n- title: Another\n  list: ${nested.repeat(15_000)}\n`;
      assert.deepEqual(titles(text), ['A Title of a Paper']);
    });

  test('may decorate a link with any number of symbols', () => {
    const text =
      '[↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ ↗ xyz](https://arxiv.org/abs/2403.10001)';
    const line = readInline(text);
    assert.ok(line.links.every((link) => isPaperLink(link) && namesPaper(line, link)));
  });

  test('may define BibTeX macros by each other', () => {
    const macros = Array.from({ length: 60 }, (_, at) => `@string{m${at + 1} = m${at} # m${at}}\n`).join('');
    const text = `@string{m0 = "word "}\n${macros}@misc{k, title = {A Title}, note = m60}\n`;
    assert.deepEqual(titles(text), ['A Title']);
  });

  test('keeps all BibTeX macros of an ordinary file', () => {
    const text = '@string{l = "On Learning"}\n@misc{k, title = l # { from } # "Examples"}\n';
    assert.deepEqual(titles(text), ['On Learning from Examples']);
  });

  test('splits BibTeX names at “and” with any space around it', () => {
    assert.deepEqual(bibtexNames(`One, A.${' '.repeat(1_000)}and\tB. Two and {C and D}`), [
      'A. One',
      'B. Two',
      'C and D',
    ]);
  });

  test('joins surplus cells of a row where most of the text is', () => {
    assert.deepEqual(fitCells(['a', 'long text', 'more', 'c'], ['x', 'y', 'z']), [
      'a',
      'long text | more',
      'c',
    ]);
    assert.deepEqual(fitCells(['a', 'b', 'c'], ['x', 'abstract']), ['a', 'b | c']);
  });

  test('uses the first address in an anchor', () => {
    const { text, links } = readInline(
      'see <a class=x href="https://a.b/c" title="href=d">this <b>place</b></a>.',
    );
    assert.equal(text, 'see this place.');
    assert.deepEqual(links, [{ start: 4, end: 14, href: 'https://a.b/c' }]);
  });
});
