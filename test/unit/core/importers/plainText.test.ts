import assert from 'node:assert/strict';
import { parseSource } from '../../../../src/core/importers/formats';

const abstract =
  'We introduce a new method that improves the state of the art on several tasks. It uses attention, and our measurements show it.';
const wrapped = abstract.replace(/(.{50,72}) /gu, '$1\n');

/** The values of a paper that are compared. */
interface Expected {
  readonly title: string;
  readonly authors?: readonly string[];
}

function check(text: string, expected: readonly Expected[]): void {
  const digest = parseSource({ text: `2024-03-11\n\n${text}\n` });
  assert.deepEqual(digest.problems, []);
  assert.deepEqual(
    digest.days.flatMap((day) => day.papers),
    expected.map((paper) => ({ ...paper, abstract })),
  );
}

const both = ['Anna Lee', 'Bo Kim'];

suite('Plain text', () => {
  const layouts: Readonly<Record<string, string>> = {
    'a blank line below the first title only': `A Great Title\n\n${abstract}\n\nThird Title Here\n${abstract}`,
    'no blank lines below titles': `A Great Title\n${abstract}\n\nThird Title Here\n${abstract}`,
    'no blank lines above wrapped abstracts': `A Great Title\n${wrapped}\n\nThird Title Here\n${wrapped}`,
    'a blank line above the first wrapped abstract only': `A Great Title\n\n${wrapped}\n\nThird Title Here\n${wrapped}`,
  };
  for (const [name, text] of Object.entries(layouts))
    test(`with ${name} gives both papers`, () => {
      check(text, [{ title: 'A Great Title' }, { title: 'Third Title Here' }]);
    });

  const names: readonly (readonly [line: string, authors: readonly string[]])[] = [
    ['Anna Lee, Bo Kim', both],
    ['Anna Lee and Bo Kim', both],
    ['Anna Lee', ['Anna Lee']],
    ['Anna Lee1,2', ['Anna Lee']],
    ['Anna B. Lee et al.', ['Anna B. Lee']],
    ['Authors: Anna Lee, Bo Kim', both],
    ['Author: Cy Poe', ['Cy Poe']],
    ['A. Lee, Bo van der Berg, Cy Poe-Roe', ['A. Lee', 'Bo van der Berg', 'Cy Poe-Roe']],
    ['王小明, 李四', ['王小明', '李四']],
  ];
  const parts = {
    'between blank lines': (title: string, line: string) => `${title}\n\n${line}\n\n${abstract}`,
    'without blank lines': (title: string, line: string) => `${title}\n${line}\n${abstract}`,
    'in the block of the title': (title: string, line: string) => `${title}\n${line}\n\n${abstract}`,
    'in the block of the abstract': (title: string, line: string) => `${title}\n\n${line}\n${abstract}`,
  };
  for (const [where, print] of Object.entries(parts))
    for (const [line, authors] of names)
      test(`has the authors ${line} ${where}`, () => {
        check(`${print('A Great Title', line)}\n\n${print('Third Title Here', line)}`, [
          { title: 'A Great Title', authors },
          { title: 'Third Title Here', authors },
        ]);
      });

  test('keeps titles that have the form of names', () => {
    const titles = ['Large Models, Small Data', 'Deep Nets and Sparse Routes', 'Anna Lee, Bo Kim'];
    check(
      titles.map((title) => `${title}\n\n${abstract}`).join('\n\n'),
      titles.map((title) => ({ title })),
    );
    const list = Array.from({ length: 4 }, (_, at) => [
      `Title Number ${at}`,
      `Large Models, Small Data`,
    ]).flat();
    const { days } = parseSource({ text: `2024-03-11\n\n${list.join('\n\n')}\n` });
    assert.deepEqual(
      days[0]?.papers.map(({ title }) => title),
      list,
    );
    const measured = 'Large models need small data, as we measure here on several tasks in great detail.';
    const text = `2024-03-11\n\nOne Title\n\nLarge Models, Small Data\n\n${measured}\n`;
    assert.deepEqual(
      parseSource({ text }).days[0]?.papers.map(({ title }) => title),
      ['One Title', 'Large Models, Small Data'],
    );
    assert.deepEqual(
      parseSource({ text: text.replace('Large Models, Small Data', 'Measuring Tasks') }).days[0]?.papers.map(
        ({ title }) => title,
      ),
      ['One Title', 'Measuring Tasks'],
    );
  });

  test('has no numbers in front of titles', () => {
    for (const print of [(at: number) => `[${at}]`, (at: number) => `${at}.`, (at: number) => `${at})`])
      check(`${print(1)} A Great Title\n\n${abstract}\n\n${print(2)} Third Title Here\n\n${abstract}`, [
        { title: 'A Great Title' },
        { title: 'Third Title Here' },
      ]);
    check(`3D Title Here\n\n${abstract}\n\n2.5 Dimensional Titles\n\n${abstract}`, [
      { title: '3D Title Here' },
      { title: '2.5 Dimensional Titles' },
    ]);
  });

  test('has the date in the name of its file, unless one stands in it', () => {
    const text = `A Great Title\n\n${abstract}\n`;
    const dateOf = (own: string, name: string) => parseSource({ text: own, name }).days[0]?.date;
    assert.deepEqual(dateOf(text, '2025-03-11.txt'), { year: 2025, month: 3, day: 11 });
    assert.deepEqual(dateOf(`2024-05-01\n\n${text}`, '2025-03-11.txt'), { year: 2024, month: 5, day: 1 });
    assert.equal(dateOf(text, 'papers.txt'), undefined);
  });

  test('that is not a digest does not become one by a date in the name of its file', () => {
    const text = 'Dear Bo,\n\nthank you for the paper that you sent me, I will answer soon.\n\nBest,\nAnna\n';
    assert.deepEqual(parseSource({ text, name: '2025-03-11.txt' }).days, []);
  });
});
