import assert from 'node:assert/strict';
import { parseSource } from '../../../../src/core/importers/formats';
import { samples } from '../../../support/renderedDigests';

const [A, B] = samples();
assert.ok(A && B);
const link = (id: string): string => `https://arxiv.org/abs/${id}`;

suite('Days of outlines', () => {
  const item = (title: string, id: string): string => `- [${title}](${link(id)})`;
  const paragraph = (title: string, id: string): string => `[${title}](${link(id)})\n`;
  const bold = (title: string, id: string): string => `**${title}**\n\n[paper](${link(id)})\n`;
  const generic = (title: string, id: string): string => `- ${title} [arXiv](${link(id)})`;

  function daysOf(text: string): readonly (readonly string[])[] {
    const digest = parseSource({ text });
    assert.deepEqual(digest.problems, []);
    for (const { authors } of digest.days.flatMap(({ papers }) => papers)) assert.equal(authors, undefined);
    return digest.days.map(({ date, papers }) => [
      date ? `${date.year ?? ''}-${date.month}-${date.day}` : '',
      ...papers.map(({ title }) => title),
    ]);
  }

  const days = (year: string): readonly (readonly string[])[] => [
    [`${year}-5-1`, A.title, 'Alpha routes of tokens'],
    [`${year}-5-2`, B.title],
  ];
  const dates: readonly (readonly [name: string, print: (day: number) => string, year?: string])[] = [
    ['headings', (day) => `### May ${day}, 2024`],
    ['headings in bold', (day) => `### **May ${day}, 2024**`],
    ['lines', (day) => `May ${day}, 2024`],
    ['lines in bold', (day) => `**May ${day}, 2024**`],
    ['lines in bold by underscores', (day) => `__May ${day}, 2024__`],
    ['lines in italics', (day) => `*May ${day}, 2024*`],
    ['lines in bold HTML', (day) => `<b>May ${day}, 2024</b>`],
    ['lines with weekday and colon', (day) => `**Wed, May ${day}, 2024:**`],
    ['lines with a picture', (day) => `**📅 May ${day}, 2024**`],
    ['lines with a remark', (day) => `**${day} May 2024** (3 papers)`],
    ['ISO dates', (day) => `2024-05-0${day}`],
    ['ISO dates in bold', (day) => `**2024-05-0${day}**`],
    ['Chinese dates', (day) => `2024年5月${day}日`],
    ['lines that lead to a list', (day) => `Papers of 2024-05-0${day}:`],
    ['lines without a year', (day) => `**May ${day}**`, ''],
    ['headings without a year', (day) => `### May ${day}`, ''],
  ];
  const entries = {
    items: item,
    paragraphs: paragraph,
    'titles in bold': bold,
    'titles before links': generic,
  };
  for (const [name, print, year = '2024'] of dates)
    for (const [kind, entry] of Object.entries(entries))
      test(`${name} date ${kind}`, () => {
        const [a, x, b] = [
          [A.title, A.id],
          ['Alpha routes of tokens', '2405.00009'],
          [B.title, B.id],
        ].map(([title = '', id = '']) => entry(title, id));
        const text = `# Papers\n\n${print(1)}\n\n${a}\n${x}\n\n${print(2)}\n\n${b}\n`;
        assert.deepEqual(daysOf(text), days(year));
        assert.deepEqual(daysOf(text.replace('# Papers\n\n', '')), days(year));
      });

  test('date tables, and papers under rules', () => {
    const table = (title: string, id: string): string => `| Title |\n|---|\n| [${title}](${link(id)}) |`;
    for (const entry of [table, (title: string, id: string) => `---\n\n${item(title, id)}`])
      assert.deepEqual(
        daysOf(
          `# Papers\n\nMay 1, 2024\n\n${entry(A.title, A.id)}\n\nMay 2, 2024\n\n${entry(B.title, B.id)}\n`,
        ),
        [
          ['2024-5-1', A.title],
          ['2024-5-2', B.title],
        ],
      );
  });

  suite('as lines between headings', () => {
    const heading = (title: string, id: string): string => `## [${title}](${link(id)})\n\n${A.abstract}\n`;
    const bare = (title: string, id: string): string => `## [${title}](${link(id)})\n`;
    const section = (title: string, id: string): string => `## Vision\n\n- [${title}](${link(id)})\n`;
    const html = (title: string, id: string): string =>
      `<h2><a href="${link(id)}">${title}</a></h2><p>${A.abstract}</p>`;
    const prints: readonly ((day: number) => string)[] = [
      (day) => `July ${day}, 2024`,
      (day) => `**2024-07-${day}**`,
      (day) => `Papers of 2024-07-${day}:`,
    ];
    const july: readonly (readonly string[])[] = [
      ['2024-7-29', A.title, 'Alpha routes of tokens'],
      ['2024-7-30', B.title],
    ];
    for (const [name, entry] of Object.entries({ heading, bare, section }))
      for (const print of prints)
        test(`${print(29)} dates what follows: ${name}`, () => {
          const [x, y] = [entry(A.title, A.id), entry('Alpha routes of tokens', '2405.00009')];
          const text = `${print(29)}\n\n${x}\n${y}\n${print(30)}\n\n${entry(B.title, B.id)}\n`;
          assert.deepEqual(daysOf(text), july);
          assert.deepEqual(daysOf(`# Papers\n\n${text}`), july);
          assert.deepEqual(
            daysOf(`# Papers\n\nA few words.\n\n${text.replaceAll('July', '---\n\nJuly')}`),
            july,
          );
        });

    test('they may be paragraphs of HTML', () => {
      const papers = `${html(A.title, A.id)}${html('Alpha routes of tokens', '2405.00009')}`;
      const text = `<h1>Papers</h1><p>July 29, 2024</p>${papers}<p>July 30, 2024</p>${html(B.title, B.id)}`;
      assert.deepEqual(daysOf(`<html><body>${text}</body></html>`), july);
    });

    test('they may belong to the papers above them', () => {
      const below: readonly string[] = [
        `${heading(A.title, A.id)}\nJuly 29, 2024\n\n${heading(B.title, B.id)}\nJuly 30, 2024\n`,
        `${heading(A.title, A.id)}\nJuly 29, 2024\n\n${heading(B.title, B.id)}`,
        `# Papers\n\n${bare(A.title, A.id)}\nJuly 29, 2024\n\n${bare(B.title, B.id)}\nJuly 30, 2024\n`,
      ];
      for (const text of below) assert.deepEqual(daysOf(text), [['', A.title, B.title]]);
      const parts = (title: string, id: string): string =>
        `## ${title}\n\nJuly 29, 2024\n\n### Abstract\n\n${A.abstract}\n\n[paper](${link(id)})\n`;
      assert.deepEqual(daysOf(`# Papers\n\n${parts(A.title, A.id)}\n${parts(B.title, B.id)}`), [
        ['', A.title, B.title],
      ]);
      const dated = `# Papers\n\nAugust 1, 2024\n\n${below[2]?.slice('# Papers\n\n'.length) ?? ''}`;
      assert.deepEqual(daysOf(dated), [['2024-8-1', A.title, B.title]]);
    });
  });

  const wraps: Readonly<Record<string, (day: string, entry: string) => string>> = {
    items: (day, entry) => `- ${day}\n  ${entry}\n`,
    summaries: (day, entry) => `<details><summary><b>${day}</b></summary>\n\n${entry}\n\n</details>\n`,
  };
  for (const [name, wrap] of Object.entries(wraps))
    for (const print of [(day: number) => `May ${day}, 2024`, (day: number) => `**2024-05-0${day}**`])
      for (const entry of [item, generic])
        test(`may be ${name}: ${wrap(print(1), entry('Alpha', A.id))}`, () => {
          const text = `# Papers\n\n${wrap(print(1), entry(A.title, A.id))}${wrap(print(2), entry(B.title, B.id))}`;
          assert.deepEqual(daysOf(text), [
            ['2024-5-1', A.title],
            ['2024-5-2', B.title],
          ]);
        });

  test('may be paragraphs of HTML', () => {
    const html = (day: string, title: string, id: string): string =>
      `<p><b>${day}</b></p><ul><li><a href="${link(id)}">${title}</a></li></ul>`;
    const text = `<h1>Papers</h1>${html('May 1, 2024', A.title, A.id)}${html('May 2, 2024', B.title, B.id)}`;
    assert.deepEqual(daysOf(`<html><body>${text}</body></html>`), [
      ['2024-5-1', A.title],
      ['2024-5-2', B.title],
    ]);
  });

  test('are not the dates of papers below their titles', () => {
    const below: readonly string[] = [
      `**${A.title}**\n\nMay 1, 2024\n\n${A.abstract}\n\n[paper](${link(A.id)})\n\n**${B.title}**\n\nMay 2, 2024\n\n${B.abstract}\n\n[paper](${link(B.id)})\n`,
      `- [${A.title}](${link(A.id)})\n\n  May 1, 2024\n\n  ${A.abstract}\n\n- [${B.title}](${link(B.id)})\n\n  May 2, 2024\n\n  ${B.abstract}\n`,
      `[${A.title}](${link(A.id)})\n\n${A.abstract}\n\n*May 1, 2024*\n\n[${B.title}](${link(B.id)})\n\n${B.abstract}\n\n*May 2, 2024*\n`,
    ];
    for (const text of below) assert.deepEqual(daysOf(text), [['', A.title, B.title]]);
  });

  test('without a year are less than the date in the name of the file', () => {
    const text = `### May 1\n\n${item(A.title, A.id)}\n`;
    assert.deepEqual(parseSource({ text, name: '2024-05-01.md' }).days[0]?.date, {
      year: 2024,
      month: 5,
      day: 1,
    });
  });
});
