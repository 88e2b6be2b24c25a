import assert from 'node:assert/strict';
import { parseTextDigest } from '../../../../../src/core/importers/textDigest/textDigest';
import { pages, pageText, paragraphs, readEntries, type Shape, wrap } from './reshape';
import { localized } from '../../../../../src/core/base/localization';

/** Shapes that lose nothing but line breaks: the same entries come out, character for character. */
const shapes: Readonly<Record<string, (text: string) => string>> = {
  'CR LF line ends': (text) => text.replaceAll('\n', '\r\n'),
  'CR line ends': (text) => text.replaceAll('\n', '\r'),
  'a byte order mark': (text) => `\ufeff${text}`,
  'no blank line at the end': (text) => text.trimEnd(),
  'many blank lines at the end': (text) => `${text}\n\n\n\n`,
  'blank lines of tabs and spaces': (text) => text.replaceAll('\n\n', '\n\t \n\t\n'),
  'indentation and trailing space': (text) => text.replace(/^(?=.)/gm, '\t  ').replace(/(?<=.)$/gm, ' \t'),
  'no-break spaces around lines': (text) => text.replace(/^(?=.)/gm, '\u00a0'),
  'no blank lines at all': (text) => text.replaceAll('\n\n', '\n'),
};

suite('Page text gives the same result from', () => {
  for (const [what, reshape] of Object.entries(shapes)) {
    test(what, () => {
      for (const page of pages) {
        const text = reshape(pageText(page));
        assert.deepEqual(readEntries(text), page.entries);
        assert.deepEqual(parseTextDigest(text).problems, []);
      }
    });
  }

  const wrapped: Record<string, NonNullable<Shape['entry']>> = {
    'a title with its abstract right below': ({ title, abstract }) => `${title}\n${abstract}`,
  };
  for (const width of [40, 60, 72, 80, 100, 120]) {
    wrapped[`abstracts wrapped at ${width}`] = ({ title, abstract }) =>
      `${title}\n\n${wrap(abstract, width)}`;
    wrapped[`titles and abstracts wrapped at ${width}`] = ({ title, abstract }) =>
      `${wrap(title, width)}\n\n${wrap(abstract, width)}`;
  }
  for (const [what, entry] of Object.entries(wrapped)) {
    test(what, () => {
      for (const page of pages) {
        const text = pageText(page, { entry });
        assert.deepEqual(readEntries(text), page.entries);
        assert.deepEqual(parseTextDigest(text).problems, []);
      }
    });
  }

  for (const sentences of [1, 2, 3, 4]) {
    test(`abstracts in paragraphs of ${sentences} sentences`, () => {
      for (const page of pages) {
        const cut = page.entries.map((entry) => ({
          ...entry,
          abstract: paragraphs(entry.abstract, sentences),
        }));
        assert.deepEqual(readEntries(pageText({ ...page, entries: cut })), cut);
      }
    });
  }

  test('abstracts in paragraphs that are wrapped', () => {
    for (const page of pages) {
      const cut = page.entries.map((entry) => ({ ...entry, abstract: paragraphs(entry.abstract, 2) }));
      const entry: Shape['entry'] = ({ title, abstract }) =>
        `${title}\n\n${abstract
          .split('\n\n')
          .map((part) => wrap(part, 80))
          .join('\n\n')}`;
      assert.deepEqual(readEntries(pageText({ ...page, entries: cut }, { entry })), cut);
    }
  });
});

suite('Dates', () => {
  const body = 'A Title\n\nWe show that it works. It does.';
  const labels = (text: string, options = {}): unknown[] =>
    parseTextDigest(text, options).days.map(({ label, date }) => [label, date]);

  test('are parsed completely, with the printed label', () => {
    assert.deepEqual(labels(`March 11, 2025\n\n${body}\n\n2025-03-12\n\n${body}\n\nMar 13\n\n${body}`), [
      ['March 11, 2025', { year: 2025, month: 3, day: 11 }],
      ['2025-03-12', { year: 2025, month: 3, day: 12 }],
      ['Mar 13', { month: 3, day: 13 }],
    ]);
  });

  test('have a year only if it is printed or passed', () => {
    assert.deepEqual(labels(`Mar 11\n\n${body}`), [['Mar 11', { month: 3, day: 11 }]]);
    assert.deepEqual(labels(`Mar 11\n\n${body}`, { year: 2025 }), [
      ['Mar 11', { year: 2025, month: 3, day: 11 }],
    ]);
  });

  test('that are missing are replaced by the name as the label', () => {
    assert.deepEqual(labels(body, { name: 'saved.txt' }), [['saved.txt', undefined]]);
    assert.deepEqual(labels(`${body}\n\nMar 11\n\n${body}`, { name: 'saved.txt' }), [
      ['saved.txt', undefined],
      ['Mar 11', { month: 3, day: 11 }],
    ]);
  });

  test('that do not exist are reported, and their papers are kept without a date', () => {
    const { days, problems } = parseTextDigest(`new\n\nFeb 30\n\n${body}`);
    assert.deepEqual(
      days.map(({ label, date, papers }) => [label, date, papers.length]),
      [['Feb 30', undefined, 1]],
    );
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3],
    );
  });

  test('without papers are reported', () => {
    const { days, problems } = parseTextDigest(`Mar 11\n\nMar 12\n\n${body}`);
    assert.deepEqual([days.length, problems.map(({ line }) => line)], [1, [1]]);
  });

  test('within a wrapped sentence are part of it', () => {
    const abstract =
      'We collect everything that was published on the web until and including the date\nMar 11\nand more.';
    const [entry] = readEntries(`Title of It\n\n${abstract}`);
    assert.equal(entry?.abstract, abstract.replaceAll('\n', ' '));
  });
});

suite('Entries', () => {
  const abstract = 'We show that it works. It does.';
  const cases: readonly (readonly [what: string, text: string, entries: readonly (readonly [string, string])[], lines?: number[]])[] = [
    ['a title alone', 'Mar 11\n\nOnly a Title', [['Only a Title', '']], [3]],
    ['an abstract alone', `Mar 11\n\n${abstract}`, [], [1, 3]],
    ['an abstract before the first title', `${abstract}\n\nA Title\n\n${abstract}`, [['A Title', abstract]], [1]],
    ['a repeated entry', `A Title\n\n${abstract}\n\nA Title\n\n${abstract}`, [['A Title', abstract], ['A Title', abstract]]],
    ['titles that ask', `Are We There Yet?\n\n${abstract}\n\nWhy Not?\n\n${abstract}`, [['Are We There Yet?', abstract], ['Why Not?', abstract]]],
    ['a title with a full stop', `A. I. for All.\n\n${abstract}\n\nB\n\n${abstract}`, [['A. I. for All.', abstract], ['B', abstract]]],
    ['short entries', 'Title 1\n\nAbstract 1\n\nTitle 2\n\nAbstract 2', [['Title 1', 'Abstract 1'], ['Title 2', 'Abstract 2']]],
    ['short lines without blank ones', 'Mar 11\nFirst Title\nWe show it here.\nSecond Title\nWe show more.', [['First Title', 'We show it here.'], ['Second Title', 'We show more.']]],
    ['a last paragraph with the address alone', `A Title\n\n${abstract}\n\nCode: https://github.com/a/b\n\nB Title\n\n${abstract}`, [['A Title', `${abstract}\n\nCode: https://github.com/a/b`], ['B Title', abstract]]],
    ['hyphens at the end of a line', `A Title\n\nIt is a state-of-the-\nart method for pre-\nand post-\nprocessing of data in many of the fields of it.`, [['A Title', 'It is a state-of-the-art method for pre- and post-processing of data in many of the fields of it.']]],
    ['another script', '注意力机制\n\n我们提出了一种方法。它有效。\n\n扩散模型\n\n我们证明了它。', [['注意力机制', '我们提出了一种方法。它有效。'], ['扩散模型', '我们证明了它。']]],
    ['a rule between entries', `A\n\n${abstract}\n\n-----\n\nB\n\n${abstract}`, [['A', abstract], ['B', abstract]]],
    ['a number alone', `A\n\n${abstract}\n\n42\n\nB\n\n${abstract}`, [['A', abstract], ['B', abstract]], [5]],
    ['a tab within a title', `A\tTitle\n\n${abstract}`, [['A Title', abstract]]],
  ]; // oxfmt-ignore
  for (const [what, text, entries, lines = []] of cases) {
    test(what, () => {
      assert.deepEqual(
        readEntries(text).map((entry) => [entry.title, entry.abstract]),
        entries,
      );
      assert.deepEqual(
        parseTextDigest(text).problems.map(({ line }) => line),
        lines,
      );
    });
  }

  test('in a list of titles are papers without abstracts', () => {
    const titles = pages.flatMap(({ entries }) => entries.slice(0, 20).map(({ title }) => title));
    assert.deepEqual(
      readEntries(titles.join('\n\n')).map(({ title }) => title),
      titles,
    );
  });
});

suite('Texts that are not digests', () => {
  const cases: readonly (readonly [what: string, text: string])[] = [
    ['an empty text', ''],
    ['blank lines', '\n \n\t\n'],
    ['a byte order mark alone', '\ufeff'],
    ['boilerplate only', 'new\n\nSubscribe'],
    ['a date alone', 'Mar 11'],
    ['binary data', `\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\n\nTitle\n\nText.`],
    ['control characters', '\u0001\u0002\u0003\n'.repeat(100)],
  ];
  for (const [what, text] of cases) {
    test(`${what}: no day and one problem`, () => {
      const { days, problems } = parseTextDigest(text);
      assert.deepEqual([days, problems.map(({ line }) => line)], [[], [1]]);
      assert.match(localized(problems[0]?.message ?? ''), /^\S.* (?:import|copy|save) .*\.$/);
    });
  }

  test('a damaged line within a text is omitted and reported once', () => {
    const text = 'Mar 11\n\nA\n\nWe show it. It is so.\n\n\0\0\0\n\0\0\n\nB\n\nWe show more. It is so.';
    const { problems } = parseTextDigest(`${'Daily Papers\n'.repeat(1000)}${text}`);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [1007],
    );
  });

  test('of a file with a problem in every line a thousand are listed, and the rest is counted', () => {
    const { problems } = parseTextDigest('42\n\n'.repeat(5000));
    assert.equal(problems.length, 1001);
    assert.deepEqual(
      [problems.at(-1)?.line, localized(problems.at(-1)?.message ?? '').slice(0, 19)],
      [2001, '4,000 more problems'],
    );
  });
});
