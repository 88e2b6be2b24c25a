import assert from 'node:assert/strict';
import { ADDED, addedPaperText } from '../../../../src/core/remote/addedPaper';
import { doiUrl } from '../../../../src/core/remote/doiApi';
import { parsePaperReference } from '../../../../src/core/remote/paperReference';
import { parseSource } from '../../../../src/core/importers/formats';
import type { PaperRecord } from '../../../../src/core/library/paper';

/** Texts that a person may type, and what they name. */
const references: readonly (readonly [typed: string, named: string | undefined])[] = [
  ['2401.01234', 'arxiv 2401.01234'],
  ['arXiv:2401.01234v2', 'arxiv 2401.01234'],
  ['cs/0101001', 'arxiv cs/0101001'],
  ['https://arxiv.org/pdf/2401.01234v2.pdf', 'arxiv 2401.01234'],
  ['https://export.arxiv.org/abs/2401.01234?context=cs', 'arxiv 2401.01234'],
  ['https://www.alphaxiv.org/overview/2401.01234', 'arxiv 2401.01234'],
  ['https://huggingface.co/papers/2401.01234', 'arxiv 2401.01234'],
  ['https://www.semanticscholar.org/arxiv/2401.01234', 'arxiv 2401.01234'],
  ['https://api.semanticscholar.org/graph/v1/paper/arXiv:2401.01234', 'arxiv 2401.01234'],
  ['https://api.semanticscholar.org/10.1000/Abc', 'doi 10.1000/abc'],
  ['https://www.semanticscholar.org/paper/A-Title/0123456789abcdef', 'address'],
  ['10.1000/Abc.1', 'doi 10.1000/abc.1'],
  ['doi:10.1000/abc', 'doi 10.1000/abc'],
  ['https://doi.org/10.1000%2Fabc', 'doi 10.1000/abc'],
  ['https://doi.org/10.48550/arXiv.2401.01234', 'arxiv 2401.01234'],
  ['  Attention Is\n All You Need ', 'title Attention Is All You Need'],
  ['', undefined],
  ['42', undefined],
];

suite('The reference to a paper', () => {
  for (const [typed, named] of references)
    test(`${JSON.stringify(typed)} is ${named ?? 'none'}`, () => {
      const reference = parsePaperReference(typed);
      const values = { arxiv: '', doi: '', title: '', ...reference };
      const value =
        reference?.kind === 'arxiv'
          ? reference.arxiv.id
          : reference?.kind === 'address'
            ? ''
            : values[reference?.kind ?? 'title'];
      assert.equal(reference && `${reference.kind} ${value}`.trim(), named);
    });

  test('a DOI keeps its slashes in the address of the resolver', () => {
    assert.equal(doiUrl('https://doi.org/', '10.1000/a<b>/c'), 'https://doi.org/10.1000/a%3Cb%3E/c');
  });
});

suite('A paper that was added', () => {
  test('is read back without loss, under the group of added papers', () => {
    const paper: PaperRecord = {
      title: 'Routes of $x_1$ “Tokens”',
      abstract: 'About alpha.\n\nAnd more.',
      authors: ['Anna Lee', 'Jan van der Berg'],
      arxivId: '2401.01234',
      arxivVersion: 2,
      doi: '10.1000/abc',
      venue: 'Journal of Routes',
      journalRef: 'J. Routes 12 (2024) 34',
      year: 2024,
      entryType: 'article',
      categories: ['cs.LG'],
      published: '2024-01-02T03:04:05Z',
      updated: '2024-02-02T03:04:05Z',
      upvotes: 3,
      repository: { url: 'https://github.com/owner/name', stars: 7 },
      projectPage: 'https://example.org/',
    };
    const { days, problems } = parseSource({ text: addedPaperText(paper), name: ADDED });
    assert.deepEqual(problems, []);
    assert.deepEqual(days, [{ label: ADDED, source: 'digest', papers: [paper] }]);
  });
});
