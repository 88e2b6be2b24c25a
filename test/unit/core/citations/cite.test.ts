import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSource } from '../../../../src/core/importers/formats';
import { titleKey } from '../../../../src/core/library/identity';
import type { Paper } from '../../../../src/core/library/paper';
import { cite, entryFormats } from '../../../../src/core/citations/cite';

const paper: Paper = {
  id: 'x-00000000',
  title: 'Deep $L_1$ Learning & More',
  abstract: 'A first abstract, long enough to be one.',
  links: [],
  authors: ['Ludwig van Beethoven', 'The ATLAS Collaboration'],
  arxivId: '2403.01234',
  published: '2024-03-11T10:00:00Z',
};

suite('Citations', () => {
  test('CSL-JSON names key, type, names in parts and the day on arXiv', () => {
    assert.deepEqual(JSON.parse(cite([{ paper, key: 'k' }], 'csl-json')), [
      {
        id: 'k',
        type: 'article',
        title: 'Deep L₁ Learning & More',
        author: [
          { family: 'Beethoven', given: 'Ludwig', 'non-dropping-particle': 'van' },
          { literal: 'The ATLAS Collaboration' },
        ],
        issued: { 'date-parts': [[2024, 3, 11]] },
        URL: 'https://arxiv.org/abs/2403.01234',
        number: 'arXiv:2403.01234',
        abstract: 'A first abstract, long enough to be one.',
      },
    ]);
  });

  test('RIS has one tag a line, and ends each record', () => {
    assert.equal(
      cite(
        [{ paper: { ...paper, abstract: '', venue: 'J. Maths', doi: '10.1000/x', year: 2025 }, key: 'k' }],
        'ris',
      ),
      'TY  - JOUR\nID  - k\nTI  - Deep L₁ Learning & More\nAU  - van Beethoven, Ludwig\nAU  - The ATLAS Collaboration\n' +
        'PY  - 2025\nJO  - J. Maths\nDO  - 10.1000/x\nUR  - https://arxiv.org/abs/2403.01234\nER  - \n',
    );
  });

  test('a suffix after a comma is a part of its own', () => {
    const item = { paper: { ...paper, authors: ['Martin King, Jr.'] }, key: 'k' };
    const [entry] = JSON.parse(cite([item], 'csl-json')) as { author: unknown }[];
    assert.deepEqual(entry?.author, [{ family: 'King', given: 'Martin', suffix: 'Jr.' }]);
    assert.match(cite([item], 'ris'), /\nAU {2}- King, Martin, Jr\.\n/u);
    assert.match(cite([item], 'biblatex'), /author = \{King, Jr\., Martin\}/u);
  });

  test('biblatex has its own names for types and fields', () => {
    const entry = cite([{ paper, key: 'k' }], 'biblatex');
    assert.match(entry, /^@online\{k,\n/u);
    assert.match(
      entry,
      /\n {2}date = \{2024\},\n {2}eprint = \{2403\.01234\},\n {2}eprinttype = \{arXiv\},/u,
    );
  });

  test('the words by which BibTeX separates names are in braces where they are names', () => {
    const authors = ['And Aaa', 'Bbb And', 'Ann Anderson', 'Cat Others'];
    const entry = cite([{ paper: { ...paper, authors }, key: 'k' }], 'bibtex');
    const names = 'Aaa, {And} and {And}, Bbb and Anderson, Ann and Others, Cat';
    assert.ok(entry.includes(`author = {${names}}`), entry);
    const [day] = parseSource({ text: entry }).days;
    assert.deepEqual(day?.papers[0]?.authors, authors);
  });

  // No words that a repair of TeX could take for commands.
  const word = fc.constantFrom(
    'Deep',
    'models',
    'R&D',
    '50%',
    'of_all',
    'C#',
    'GPT-4',
    'größe',
    '—',
    'LoRA+',
  );
  const words = fc.array(word, { minLength: 2, maxLength: 6 }).map((all) => `On ${all.join(' ')}`);
  const name = fc.oneof(
    { weight: 8, arbitrary: fc.stringMatching(/^[A-Z][a-z]{2,6} ([A-Z]\. )?(van |de )?[A-Z][a-z]{2,8}$/u) },
    fc.constantFrom('And Anderson', 'Mary And', 'Cat Others'),
  );
  const papers = fc
    .uniqueArray(
      fc.record(
        {
          title: words,
          abstract: fc.constantFrom('', 'An abstract that says enough to be read as one.'),
          authors: fc.array(name, { minLength: 1, maxLength: 3 }),
          arxivId: fc.stringMatching(/^2[0-4](0[1-9]|1[0-2])\.[0-9]{5}$/u),
          doi: fc.stringMatching(/^10\.[1-9][0-9]{3}\/[a-z0-9.]{3,9}[a-z0-9]$/u),
          venue: fc.constant('Journal of Tests'),
          year: fc.integer({ min: 1990, max: 2030 }),
        },
        { requiredKeys: ['title', 'abstract', 'authors', 'arxivId', 'year'] },
      ),
      { minLength: 1, maxLength: 4, selector: ({ title }) => titleKey(title) },
    )
    .map((all) => all.map((one, at) => ({ paper: { id: `p-${at}`, links: [], ...one }, key: `k${at}` })));

  for (const format of entryFormats)
    test(`${format}: what is exported is read again as the same papers`, () => {
      fc.assert(
        fc.property(papers, (all) => {
          const { days, problems } = parseSource({ text: cite(all, format) });
          assert.deepEqual(problems, []);
          const read = days.flatMap((day) => day.papers);
          assert.deepEqual(
            read.map(({ title, arxivId, doi, authors, year }) => ({
              title: titleKey(title),
              arxivId,
              doi,
              authors,
              year,
            })),
            all.map(({ paper: { title, arxivId, doi, authors, year } }) => ({
              title: titleKey(title),
              arxivId,
              doi,
              authors,
              year,
            })),
          );
        }),
      );
    });
});
