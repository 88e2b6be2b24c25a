import assert from 'node:assert/strict';
import { parseSource, recognise } from '../../../../src/core/importers/formats';

const first = (indent: string): string =>
  `${indent}- title: Alpha routes\n${indent}  abstract: |\n${indent}    About alpha.\n\n${indent}    And more.\n`;
const second = (indent: string): string => `${indent}- title: 'It''s beta'\n${indent}  arxiv: 2403.01234\n`;
const third = (indent: string): string => `${indent}- {title: Gamma caches, authors: [Anna Lee]}\n`;

const [one, two] = [
  ['2024-05-01', 'Alpha routes', 'It’s beta'],
  ['2024-05-02', 'Gamma caches'],
] as const;

/** Ways in which YAML dates papers, with the days that are read. */
const files: readonly (readonly [name: string, text: string, days: readonly (readonly string[])[]])[] = [
  ['keys', `2024-05-01:\n${first('  ')}${second('  ')}2024-05-02:\n${third('  ')}`, [one, two]],
  [
    'keys above lists that are not indented',
    `2024-05-01:\n${first('')}${second('')}2024-05-02:\n${third('')}`,
    [one, two],
  ],
  [
    'keys in quotes',
    `"2024-05-01":\n${first('  ')}${second('  ')}\n'2024-05-02':\n${third('  ')}`,
    [one, two],
  ],
  [
    'keys as they are said',
    `May 1, 2024:\n${first('  ')}${second('  ')}May 2, 2024:\n${third('  ')}`,
    [one, two],
  ],
  [
    'keys above those of sections',
    `2024-05-01:\n  cs.LG:\n${first('    ')}  cs.CL:\n${second('    ')}2024-05-02:\n  cs.LG:\n${third('    ')}`,
    [one, two],
  ],
  ['a value beside the list', `# read\ndate: 2024-05-01\npapers:\n${first('  ')}${second('  ')}`, [one]],
  ['a value in quotes', `title: Papers\ndate: "2024-05-01"\nitems:\n${first('')}${second('')}`, [one]],
  ['documents', `---\ndate: 2024-05-01\npapers:\n${first('  ')}${second('  ')}`, [one]],
  [
    'items that are days',
    `- date: 2024-05-01\n  papers:\n${first('    ')}${second('    ')}- date: 2024-05-02\n  papers:\n${third('    ')}`,
    [one, two],
  ],
  ['nothing', first('') + third(''), [['', 'Alpha routes', 'Gamma caches']]],
];

suite('Days in YAML', () => {
  for (const [name, text, expected] of files)
    test(`have their dates from ${name}`, () => {
      assert.equal(recognise({ text }).id, 'yaml');
      const digest = parseSource({ text });
      assert.deepEqual(digest.problems, []);
      assert.deepEqual(
        digest.days.map(({ date, papers }) => [
          date ? `${date.year}-0${date.month}-0${date.day}` : '',
          ...papers.map(({ title }) => title.replace("'", '’')),
        ]),
        expected,
      );
      const [alpha] = digest.days[0]?.papers ?? [];
      assert.equal(alpha?.abstract, 'About alpha.\n\nAnd more.');
    });

  test('a text with front matter is none', () => {
    const text = '---\ntitle: Papers\n---\n\n- title: [Alpha](https://arxiv.org/abs/2403.01234)\n';
    assert.equal(recognise({ text }).id, 'markdown');
  });
});
