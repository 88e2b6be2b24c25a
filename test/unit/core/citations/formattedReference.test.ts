import assert from 'node:assert/strict';
import { formattedReferences, type ReferenceStyle } from '../../../../src/core/citations/formattedReference';
import type { Paper } from '../../../../src/core/library/paper';

const base: Paper = {
  id: 'x-00000000',
  title: 'Deep $L_1$ Learning',
  abstract: '',
  links: [],
  authors: ['Ludwig van Beethoven', 'Jean-Pierre A. Serre'],
  published: '2024-03-11',
};
const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `Ann Author${String.fromCodePoint(0x41 + at)}`);

const table: readonly (readonly [name: string, paper: Partial<Paper>, apa: string, ieee: string])[] = [
  [
    'a preprint',
    { arxivId: '2403.01234' },
    'van Beethoven, L., & Serre, J.-P. A. (2024). Deep L₁ Learning (arXiv:2403.01234). arXiv. https://doi.org/10.48550/arXiv.2403.01234',
    'L. van Beethoven and J.-P. A. Serre, “Deep L₁ Learning,” 2024, arXiv:2403.01234.',
  ],
  [
    'an article',
    { venue: 'J. Maths', doi: '10.1000/x', arxivId: '2403.01234' },
    'van Beethoven, L., & Serre, J.-P. A. (2024). Deep L₁ Learning. J. Maths. https://doi.org/10.1000/x',
    'L. van Beethoven and J.-P. A. Serre, “Deep L₁ Learning,” J. Maths, 2024, doi: 10.1000/x.',
  ],
  [
    'a paper in proceedings, without a DOI',
    { venue: 'Proc. of Tests', entryType: 'inproceedings', authors: ['Ada Lovelace'] },
    'Lovelace, A. (2024). Deep L₁ Learning. In Proc. of Tests.',
    'A. Lovelace, “Deep L₁ Learning,” in Proc. of Tests, 2024.',
  ],
  [
    'a doctoral thesis',
    { venue: 'University of Tests', entryType: 'phdthesis', authors: ['Ada Lovelace'] },
    'Lovelace, A. (2024). Deep L₁ Learning [Doctoral dissertation, University of Tests].',
    'A. Lovelace, “Deep L₁ Learning,” Ph.D. dissertation, University of Tests, 2024.',
  ],
  [
    'a report',
    { venue: 'Institute of Tests', entryType: 'techreport', authors: ['Ada Lovelace'] },
    'Lovelace, A. (2024). Deep L₁ Learning. Institute of Tests.',
    'A. Lovelace, “Deep L₁ Learning,” Institute of Tests, Tech. Rep., 2024.',
  ],
  [
    'a book',
    { entryType: 'book', authors: ['Ada Lovelace'] },
    'Lovelace, A. (2024). Deep L₁ Learning.',
    'A. Lovelace, Deep L₁ Learning, 2024.',
  ],
  [
    'a reference as arXiv prints it, with a year of its own',
    { journalRef: 'J. Maths 12 (2025) 34', arxivId: '2403.01234', authors: ['Ada Lovelace'] },
    'Lovelace, A. (2024). Deep L₁ Learning. J. Maths 12 (2025) 34. https://doi.org/10.48550/arXiv.2403.01234',
    'A. Lovelace, “Deep L₁ Learning,” J. Maths 12 (2025) 34, arXiv:2403.01234.',
  ],
  [
    'no year',
    { published: '', authors: ['Ada Lovelace'], venue: 'J. Maths' },
    'Lovelace, A. (n.d.). Deep L₁ Learning. J. Maths.',
    'A. Lovelace, “Deep L₁ Learning,” J. Maths.',
  ],
  [
    'no authors: the title comes first',
    { authors: [], venue: 'J. Maths' },
    'Deep L₁ Learning. (2024). J. Maths.',
    '“Deep L₁ Learning,” J. Maths, 2024.',
  ],
  [
    'a title that ends with a question mark and has quotation marks',
    { title: 'What is “deep”?', authors: ['Ada Lovelace'], venue: 'J. Maths' },
    'Lovelace, A. (2024). What is “deep”? J. Maths.',
    'A. Lovelace, “What is ‘deep’?” J. Maths, 2024.',
  ],
  [
    'a title that ends with a full stop',
    { title: 'Notes on etc.', authors: ['Ada Lovelace'] },
    'Lovelace, A. (2024). Notes on etc.',
    'A. Lovelace, “Notes on etc.,” 2024.',
  ],
  [
    'a suffix after a comma',
    { authors: ['Martin Luther King, Jr.', 'Ada Lovelace'] },
    'King, M. L., Jr., & Lovelace, A. (2024). Deep L₁ Learning.',
    'M. L. King Jr. and A. Lovelace, “Deep L₁ Learning,” 2024.',
  ],
  [
    'names: suffix, group, a single word, initials run together, another script',
    {
      authors: ['Martin Luther King Jr.', 'The ATLAS Collaboration', 'Plato', 'J.R.R. Tolkien', '王 伟'],
      venue: 'J. Maths',
    },
    'King, M. L., Jr., The ATLAS Collaboration, Plato, Tolkien, J. R. R., & 王 伟. (2024). Deep L₁ Learning. J. Maths.',
    'M. L. King Jr., The ATLAS Collaboration, Plato, J. R. R. Tolkien, and 王 伟, “Deep L₁ Learning,” J. Maths, 2024.',
  ],
];

suite('Formatted references', () => {
  for (const [name, fields, apa, ieee] of table)
    test(name, () => {
      const paper = { ...base, ...fields };
      assert.equal(formattedReferences([paper], 'apa'), `${apa}\n`);
      assert.equal(formattedReferences([paper], 'ieee'), `${ieee}\n`);
    });

  test('APA lists twenty authors, and of more the first nineteen and the last', () => {
    const of = (count: number): string =>
      formattedReferences([{ ...base, authors: names(count) }], 'apa').split(' (2024)')[0] ?? '';
    assert.match(of(20), /AuthorS, A\., & AuthorT, A\.$/u);
    assert.match(of(22), /AuthorS, A\., \. \. \. AuthorV, A\.$/u);
  });

  test('IEEE lists six authors, and of more the first', () => {
    const of = (count: number): string =>
      formattedReferences([{ ...base, authors: names(count) }], 'ieee').split(', “')[0] ?? '';
    assert.match(of(6), /^A\. AuthorA, .*, and A\. AuthorF$/u);
    assert.equal(of(7), 'A. AuthorA et al.');
  });

  test('several: APA in the order of authors and years, with letters where both are equal; IEEE numbered as they come', () => {
    const one = (title: string, authors: readonly string[], year: number): Paper => ({
      ...base,
      title,
      authors,
      year,
    });
    const papers = [
      one('The Second', ['Zoe Zimmer'], 2020),
      one('Beta', ['Ada Lovelace'], 2021),
      one('Alpha', ['Ada Lovelace'], 2021),
      one('Earlier', ['Ada Lovelace'], 2019),
    ];
    const lines = (style: ReferenceStyle): readonly string[] =>
      formattedReferences(papers, style).trimEnd().split('\n');
    assert.deepEqual(lines('apa'), [
      'Lovelace, A. (2019). Earlier.',
      'Lovelace, A. (2021a). Alpha.',
      'Lovelace, A. (2021b). Beta.',
      'Zimmer, Z. (2020). The Second.',
    ]);
    assert.deepEqual(lines('ieee'), [
      '[1] Z. Zimmer, “The Second,” 2020.',
      '[2] A. Lovelace, “Beta,” 2021.',
      '[3] A. Lovelace, “Alpha,” 2021.',
      '[4] A. Lovelace, “Earlier,” 2019.',
    ]);
  });

  test('each reference is one line, with any white space in its parts', () => {
    const text = formattedReferences([{ ...base, title: 'Two\n lines', venue: 'A\r\nB' }], 'apa');
    assert.equal(text, 'van Beethoven, L., & Serre, J.-P. A. (2024). Two lines. A B.\n');
  });
});
