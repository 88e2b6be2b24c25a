import assert from 'node:assert/strict';
import { distinctId, titleKey } from '../../../../src/core/library/identity';
import { Library } from '../../../../src/core/library/library';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { paperId } from '../../../../src/core/library/paperId';
import type { Paper, PaperRecord } from '../../../../src/core/library/paper';

type Given = Omit<PaperRecord, 'abstract'>;

function libraryOf(...records: readonly Given[]): Library {
  const library = new Library();
  records.forEach((record, at) =>
    library.add(
      toPaperBatch(`import/${at}`, [
        { label: `Day ${at}`, source: 'digest', papers: [{ abstract: '', ...record }] },
      ]),
    ),
  );
  return library;
}

const TITLE = 'Routes of Tokens in Long Texts';

/** The issue of two works, as earlier versions read the DOIs of both. */
const ISSUE = '10.1002/(sici)1097-0258(19980815/30)17:15/16';
const [WORK, OTHER_WORK] = ['1661::aid-sim968', '1703::aid-sim970'].map(
  (item) => `${ISSUE}<${item}>3.0.co;2-2`,
) as [string, string];

/** Pairs of records, and how many papers they are. */
const pairs: readonly (readonly [what: string, first: Given, second: Given, papers: number])[] = [
  [
    'two arXiv identifiers with one title',
    { title: TITLE, arxivId: '2401.00011' },
    { title: TITLE, arxivId: '2401.00012' },
    2,
  ],
  ['two DOIs with one title', { title: TITLE, doi: '10.1000/a' }, { title: TITLE, doi: '10.1000/b' }, 2],
  [
    'one arXiv identifier with two titles',
    { title: TITLE, arxivId: '2401.00011' },
    { title: 'Another', arxivId: '2401.00011' },
    1,
  ],
  ['one DOI with two titles', { title: TITLE, doi: '10.1000/a' }, { title: 'Another', doi: '10.1000/a' }, 1],
  [
    'two spellings of an arXiv identifier',
    { title: TITLE, arxivId: 'math.GT/0309136' },
    { title: 'Another', arxivId: 'math/0309136' },
    1,
  ],
  [
    'an arXiv identifier and a DOI with one title and an author in common',
    { title: TITLE, arxivId: '2401.00011', authors: ['Anna Lee', 'Bo Kim'] },
    { title: TITLE, doi: '10.1000/a', authors: ['Lee A'] },
    1,
  ],
  [
    'an arXiv identifier and a DOI with one title and other authors',
    { title: TITLE, arxivId: '2401.00011', authors: ['Anna Lee'] },
    { title: TITLE, doi: '10.1000/a', authors: ['Bo Kim'] },
    2,
  ],
  [
    'an arXiv identifier and a DOI with a short title and unknown authors',
    { title: 'Introduction', arxivId: '2401.00011' },
    { title: 'Introduction', doi: '10.1000/a' },
    2,
  ],
  [
    'a title with and without identifier',
    { title: TITLE, arxivId: '2401.00011' },
    { title: TITLE.toUpperCase() },
    1,
  ],
  ['two works of one issue', { title: TITLE, doi: WORK }, { title: 'Another', doi: OTHER_WORK }, 2],
  ['two works with a DOI that was cut', { title: TITLE, doi: ISSUE }, { title: 'Another', doi: ISSUE }, 2],
  ['one work whose DOI was cut', { title: TITLE, doi: ISSUE }, { title: TITLE, doi: WORK }, 1],
  ['titles that differ in signs', { title: 'LoRA' }, { title: 'LoRA+' }, 2],
  ['titles that differ in accents', { title: 'Naïve Widgets' }, { title: 'Naive Widgets' }, 1],
];

suite('Which records are one paper', () => {
  for (const [what, first, second, papers] of pairs)
    test(`${what}: ${papers}, in both orders`, () => {
      for (const records of [
        [first, second],
        [second, first],
      ])
        assert.equal([...libraryOf(...records).papers()].length, papers);
    });

  test('an id is that of the first paper with the title; that of the second has its identifier', () => {
    const first = { title: 'Introduction', arxivId: '2401.00011' };
    const second = { title: 'Introduction', arxivId: '2401.00012' };
    const idsOf = (library: Library): Record<string, Paper | undefined> =>
      Object.fromEntries(['2401.00011', '2401.00012'].map((id) => [id, library.paperOnArxiv(id)]));
    const [here, there] = [idsOf(libraryOf(first, second)), idsOf(libraryOf(second, first))];
    assert.equal(here['2401.00011']?.id, paperId('Introduction'));
    assert.equal(there['2401.00012']?.id, paperId('Introduction'));
    const distinct = here['2401.00012']?.id ?? '';
    assert.match(distinct, /^introduction-[0-9a-f]{8}$/u);
    // The id by which one machine knows a paper finds it on the other, too.
    assert.equal(libraryOf(second, first).paper(distinct)?.arxivId, '2401.00012');
    assert.equal(libraryOf(first, second).paper(there['2401.00011']?.id ?? '')?.arxivId, '2401.00011');
  });

  test('the id that a paper had when its DOI was cut finds it', () => {
    const library = libraryOf(
      { title: 'Editorial', arxivId: '2401.00011' },
      { title: 'Editorial', doi: WORK },
    );
    const old = distinctId('Editorial', { arxivId: undefined, doi: ISSUE, titleKey: titleKey('Editorial') });
    assert.equal(library.paper(old)?.doi, WORK);
  });

  test('each paper is listed under its own day', () => {
    const library = libraryOf({ title: 'LoRA' }, { title: 'LoRA+' });
    assert.deepEqual(
      library.days.map(({ paperIds }) => paperIds.map((id) => library.paper(id)?.title)).sort(),
      [['LoRA'], ['LoRA+']],
    );
  });

  test('an addition reports papers that have the title of another with other authors', () => {
    const library = libraryOf({ title: TITLE, arxivId: '2401.00011', authors: ['Anna Lee'] });
    const add = (record: Given) =>
      library.add(
        toPaperBatch('more', [{ label: 'x', source: 'digest', papers: [{ abstract: '', ...record }] }]),
      );
    assert.deepEqual(add({ title: TITLE, authors: ['Anna Lee'] }).doubtful, []);
    assert.deepEqual(add({ title: TITLE, authors: ['Bo Kim'] }).doubtful, [paperId(TITLE)]);
    const report = add({ title: TITLE, arxivId: '2401.00012', authors: ['Anna Lee'] });
    assert.deepEqual([report.added, report.merged, report.doubtful], [1, 0, []]);
  });
});
