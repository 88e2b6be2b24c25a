import assert from 'node:assert/strict';
import { classifyLines, parseTextDigest } from '../../../../../src/core/importers/textDigest/textDigest';
import { isFullLength } from '../../../../support/testLength';
import { allSeeds, seeds } from '../seeds';
import { entriesOf, type Entry, pages, pageText, readEntries } from './reshape';

suite('The packaged digests', () => {
  const expected = [
    ['Mar 11', { month: 3, day: 11 }, 56],
    ['Jul 29', { month: 7, day: 29 }, 58],
    ['Mar 14', { month: 3, day: 14 }, 56],
  ] as const;

  seeds.forEach(({ name, text }, i) => {
    const [label, date, count] = expected[i] ?? [];

    test(`${name}: ${count} papers of ${label}, without a problem`, () => {
      const { days, problems } = parseTextDigest(text, { name });
      assert.deepEqual(problems, []);
      assert.deepEqual(
        days.map((day) => [day.label, day.date, day.papers.length, day.source]),
        [[label, date, count, 'digest']],
      );
    });

    test(`${name}: returns titles and abstracts byte for byte, in order`, () =>
      assert.deepEqual(readEntries(text), pages[i]?.entries));

    test(`${name}: every line is classified`, () => {
      const kinds = classifyLines(text);
      const lines = text.split('\n');
      assert.equal(kinds.length, lines.length);
      const linesOf = (kind: string): string[] => lines.filter((_, line) => kinds[line] === kind);
      assert.deepEqual(
        linesOf('title'),
        pages[i]?.entries.map(({ title }) => title),
      );
      assert.deepEqual(
        linesOf('abstract'),
        pages[i]?.entries.map(({ abstract }) => abstract),
      );
      assert.deepEqual(linesOf('date'), [label]);
      assert.ok(linesOf('blank').every((line) => line === ''));
      assert.deepEqual([...linesOf('boilerplate'), label], pages[i]?.head.split('\n\n'));
    });
  });

  test('contain 170 entries: 159 titles, 11 of them in two digests, up to 168 characters', () => {
    const titles = pages.flatMap(({ entries }) => entries.map(({ title }) => title));
    const times = new Map<string, number>();
    for (const title of titles) times.set(title, (times.get(title) ?? 0) + 1);
    assert.equal(titles.length, 170);
    assert.equal(times.size, 159);
    assert.equal([...times.values()].filter((count) => count === 2).length, 11);
    assert.equal(Math.max(...titles.map(({ length }) => length)), 168);
  });

  test('concatenated to one file give three days', () => {
    const { days, problems } = parseTextDigest(allSeeds);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      days.map(({ label, papers }) => [label, papers.length]),
      expected.map(([label, , count]) => [label, count]),
    );
  });
});

suite('A packaged digest with a damaged entry', () => {
  const lineOf = (text: string, line: string): number => text.split('\n').indexOf(line) + 1;
  const parsed = (
    text: string,
  ): { readonly entries: readonly Entry[]; readonly lines: readonly number[] } => {
    const { days, problems } = parseTextDigest(text);
    return { entries: entriesOf(days), lines: problems.map(({ line }) => line) };
  };
  /** The short form tries every ninth entry and the last one. */
  const isTried = (at: number, entries: readonly Entry[]): boolean =>
    isFullLength || at % 9 === 0 || at === entries.length - 1;

  for (const page of pages) {
    test(`${page.name}: a missing abstract does not affect the other papers`, () => {
      page.entries.forEach((damaged, at) => {
        if (!isTried(at, page.entries)) return;
        const entry = ({ title, abstract }: Entry, i: number): string =>
          i === at ? title : `${title}\n\n${abstract}`;
        const text = pageText(page, { entry });
        const { entries, lines } = parsed(text);
        const expected = page.entries.map((given, i) => (i === at ? { ...given, abstract: '' } : given));
        assert.deepEqual(entries, expected, damaged.title);
        assert.deepEqual(lines, [lineOf(text, damaged.title)]);
      });
    });

    test(`${page.name}: a missing title makes its abstract a problem and does not affect the other papers`, () => {
      page.entries.forEach((damaged, at) => {
        if (!isTried(at, page.entries)) return;
        const entry = ({ title, abstract }: Entry, i: number): string =>
          i === at ? abstract : `${title}\n\n${abstract}`;
        const text = pageText(page, { entry });
        const { entries, lines } = parsed(text);
        const line = lineOf(text, damaged.abstract);
        assert.deepEqual(
          entries,
          page.entries.filter((_, i) => i !== at),
          damaged.title,
        );
        assert.deepEqual(lines, [line]);
        assert.equal(classifyLines(text)[line - 1], 'problem');
      });
    });
  }
});
