import assert from 'node:assert/strict';
import { parseSource, recognise } from '../../../../src/core/importers/formats';
import { htmlToText } from '../../../../src/core/importers/html/htmlText';
import { isFullLength } from '../../../support/testLength';
import { localized } from '../../../../src/core/base/localization';

/** Each paragraph opens one more formatting element, and all of them again (HTML, section 13.2.4.3). */
const reopened = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<p><b a=${at}>word`).join('');

suite('Hostile HTML', () => {
  test('may begin with any number of comments', () => {
    const comments = '<!-- - -->\n'.repeat(5_000);
    assert.equal(recognise({ text: `${comments}<html><body>text` }).id, 'html');
    assert.notEqual(recognise({ text: `${comments}text` }).id, 'html');
  });

  for (const [name, text] of [
    ['reopens more formatting at each paragraph', `<html><body>${reopened(20_000)}`],
    [
      'reopens formatting with many attributes',
      `<html><body><p><b ${attributes(5_000)}>${'<p>word'.repeat(20_000)}`,
    ],
    ['nests its elements without end', `<html><body>${'<div>'.repeat(100_000)}text`],
    ['nests tables without end', `<html><body>${'<table><tr><td>'.repeat(30_000)}text`],
  ] as const) {
    test(`is one problem if it ${name}`, () => {
      const { days, problems } = parseSource({ text });
      assert.deepEqual(days, []);
      assert.equal(problems.length, 1);
      assert.match(localized(problems[0]?.message ?? ''), /^The markup here [^.]*\.$/);
    });
  }

  // `spreads.test.ts` finds calls with all of them as arguments.
  const siblings = isFullLength ? 130_000 : 20_000;
  test(`may have ${siblings} siblings`, () => {
    const rows = '<li><a href="https://arxiv.org/abs/2403.10001">A Title of a Paper</a></li>\n';
    const [day] = parseSource({ text: `<html><body><ul>${rows}${'<li>-</li>'.repeat(siblings)}</ul>` }).days;
    assert.equal(day?.papers[0]?.title, 'A Title of a Paper');
  }).timeout(120_000);

  test('in an abstract is stripped of tags if it cannot be parsed', () => {
    assert.match(htmlToText(`${reopened(20_000)}<p>&eacute;nd`), /^\s+word\s.*word énd$/s);
  });

  test('in a Markdown table is treated as text if it cannot be parsed', () => {
    const table = `<table>\n${'<div>'.repeat(1_000)}\n</table>\n`;
    const text = `# List\n\n- [A Title of a Paper](https://arxiv.org/abs/2403.10001)\n\n${table}`;
    const titles = parseSource({ text }).days.flatMap(({ papers }) => papers.map(({ title }) => title));
    assert.deepEqual(titles, ['A Title of a Paper']);
  });
});

function attributes(count: number): string {
  return Array.from({ length: count }, (_, at) => `a${at}`).join(' ');
}
