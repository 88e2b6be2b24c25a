import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergePapers } from '../../../../src/core/library/mergePapers';
import type { PaperRecord } from '../../../../src/core/library/paper';

type Facts = Partial<PaperRecord>;
const paper = (facts: Facts): PaperRecord => ({ title: 'T', abstract: 'A.', ...facts });

suite('mergePapers', () => {
  const cases: readonly (readonly [what: string, known: Facts, other: Facts, merged: Facts])[] = [
    [
      'a stand-in gives way to a title',
      { title: 'arXiv:2403.01234' },
      { title: 'A Title' },
      { title: 'A Title' },
    ],
    [
      'a title does not give way to a stand-in',
      { title: 'A Title' },
      { title: 'arXiv:2403.01234' },
      { title: 'A Title' },
    ],
    ['a missing abstract is filled in', { abstract: '' }, { abstract: 'B.' }, { abstract: 'B.' }],
    ['an abstract is not replaced by none', {}, { abstract: ' ' }, {}],
    ['nor by another', { abstract: 'One.' }, { abstract: 'Two, and longer.' }, { abstract: 'One.' }],
    [
      'one that was cut off goes on',
      { abstract: 'We show…' },
      { abstract: 'We\nshow it.' },
      { abstract: 'We\nshow it.' },
    ],
    [
      'a whole one is not cut off',
      { abstract: 'We show it.' },
      { abstract: 'We show...' },
      { abstract: 'We show it.' },
    ],
    [
      'a newer version brings its abstract',
      { abstract: 'Old, longer.', arxivVersion: 1 },
      { abstract: 'New.', arxivVersion: 2 },
      { abstract: 'New.', arxivVersion: 2 },
    ],
    [
      'and its title',
      { title: 'A Title', arxivVersion: 1 },
      { title: 'Another Title', arxivVersion: 2 },
      { title: 'Another Title', arxivVersion: 2 },
    ],
    [
      'but no stand-in for one',
      { title: 'A Title', arxivVersion: 1 },
      { title: 'arXiv:2403.01234', abstract: 'New.', arxivVersion: 2 },
      { title: 'A Title', abstract: 'New.', arxivVersion: 2 },
    ],
    [
      'a later version replaces words of which the version is not known',
      { abstract: 'Old.' },
      { abstract: 'New.', arxivVersion: 2 },
      { abstract: 'New.', arxivVersion: 2 },
    ],
    [
      'the first version does not',
      { abstract: 'Old.' },
      { abstract: 'As arXiv prints it.', arxivVersion: 1 },
      { abstract: 'Old.', arxivVersion: 1 },
    ],
    [
      'a version without its abstract says nothing of the words that are there',
      { abstract: 'Old.', arxivVersion: 1 },
      { abstract: '', arxivVersion: 2 },
      { abstract: 'Old.', arxivVersion: 1 },
    ],
    [
      'an abstract that comes later brings its own version',
      { abstract: '', arxivVersion: 3 },
      { abstract: 'Old.', arxivVersion: 1 },
      { abstract: 'Old.', arxivVersion: 1 },
    ],
    [
      'an older one does not',
      { abstract: 'New.', arxivVersion: 2 },
      { abstract: 'New. Old.', arxivVersion: 1 },
      { abstract: 'New.', arxivVersion: 2 },
    ],
    [
      'the longer list of authors stays',
      { authors: ['A', 'B'] },
      { authors: ['A'] },
      { authors: ['A', 'B'] },
    ],
    ['an empty list adds nothing', {}, { authors: [] }, {}],
    [
      'categories grow',
      { categories: ['cs.LG'] },
      { categories: ['cs.CV', 'cs.LG'] },
      { categories: ['cs.LG', 'cs.CV'] },
    ],
    ['upvotes rise', { upvotes: 3 }, { upvotes: 5 }, { upvotes: 5 }],
    ['upvotes do not fall', { upvotes: 5 }, { upvotes: 3 }, { upvotes: 5 }],
    [
      'the last update is the later one',
      { updated: '2025-01-02' },
      { updated: '2025-01-01' },
      { updated: '2025-01-02' },
    ],
    [
      'stars rise for the same repository',
      { repository: { url: 'https://g.org/a' } },
      { repository: { url: 'https://g.org/a', stars: 4 } },
      { repository: { url: 'https://g.org/a', stars: 4 } },
    ],
    [
      'but not by those of another',
      { repository: { url: 'https://g.org/a', stars: 1 } },
      { repository: { url: 'https://g.org/b', stars: 4 } },
      { repository: { url: 'https://g.org/a', stars: 1 } },
    ],
    [
      'the title stays as it was first printed',
      { title: 'A Title' },
      { title: 'a title' },
      { title: 'A Title' },
    ],
  ];
  for (const [what, known, other, merged] of cases) {
    test(what, () => assert.deepEqual(mergePapers(paper(known), paper(other)), paper(merged)));
  }

  test('returns the known paper itself if the other adds nothing, and when merging twice', () => {
    const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
      fc.option(value, { nil: undefined });
    const facts = fc
      .record({
        title: fc.constantFrom('T', 'Other', '', 'arXiv:2403.01234'),
        abstract: fc.constantFrom('', 'We', 'We show', 'We show…', 'Other.'),
        authors: some(fc.array(fc.constantFrom('A', 'B', 'C'))),
        categories: some(fc.uniqueArray(fc.constantFrom('cs.LG', 'cs.CV', 'stat.ML'))),
        arxivVersion: some(fc.integer({ min: 1, max: 3 })),
        upvotes: some(fc.nat(9)),
        published: some(fc.constantFrom('2025-01-01', '2025-01-02')),
        repository: some(
          fc.record({ url: fc.constantFrom('https://a.org', 'https://b.org'), stars: fc.nat(9) }),
        ),
      })
      .map((given) => paper(JSON.parse(JSON.stringify(given)) as Facts));
    fc.assert(
      fc.property(facts, facts, (known, other) => {
        const once = mergePapers(known, other);
        assert.equal(mergePapers(once, other), once);
        assert.equal(mergePapers(once, known), once);
      }),
    );
  });
});
