import assert from 'node:assert/strict';
import { identifyPaper, toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import { paperId } from '../../../../src/core/library/paperId';
import { isPaperRecord } from '../../../../src/core/library/isPaperRecord';

suite('Details of papers', () => {
  const title = 'A Paper of the Seeds';
  const id = paperId(title);
  const day = toPaperBatch('seeds/a', [
    { label: 'Mar 11', source: 'digest', papers: [{ title, abstract: 'As it came.' }] },
  ]);
  const record = { title: 'Another Title', abstract: 'Of another kind.', arxivId: '2403.01234', upvotes: 4 };

  test('a known paper learns them, and stays under its day with its own words', () => {
    const library = new Library();
    library.add(day);
    library.add({ id: 'details', days: [], details: [identifyPaper(id, record)] });
    const { title: now, abstract, arxivId, upvotes } = library.paper(id) ?? {};
    assert.deepEqual([now, abstract, arxivId, upvotes], [title, 'As it came.', '2403.01234', 4]);
    assert.equal(library.paperOnArxiv('2403.01234')?.id, id);
    assert.equal(library.days.length, 1);
  });

  test('a title that a newer version brings names the paper too, whichever comes first', () => {
    const renamed = { title: 'A New Title', abstract: 'Of v2.', arxivId: '2403.01234', arxivVersion: 2 };
    const details = { id: 'details', days: [], details: [identifyPaper(id, renamed)] };
    const other = toPaperBatch('other', [
      { label: 'Mar 12', source: 'digest', papers: [{ title: 'A new title', abstract: '' }] },
    ]);
    for (const order of [
      [day, details, other],
      [day, other, details],
    ]) {
      const library = new Library();
      library.add(...order);
      assert.deepEqual(
        [...library.papers()].map((paper) => [paper.id, paper.title, paper.abstract]),
        [[id, 'A New Title', 'Of v2.']],
      );
      assert.deepEqual(library.idsOf(id), [id, paperId('A New Title')]);
      assert.deepEqual(library.daysOf(id).length, 2);
    }
  });

  test('a paper that the library does not know stays unknown', () => {
    const library = new Library();
    library.add({ id: 'details', days: [], details: [identifyPaper(id, record)] });
    assert.deepEqual([...library.papers()], []);
  });

  const shapes: readonly (readonly [unknown, boolean])[] = [
    [record, true],
    [{ ...record, repository: { url: 'https://example.org', stars: 2 } }, true],
    [{ ...record, repository: { stars: 2 } }, false],
    [{ ...record, upvotes: '4' }, false],
    [{ ...record, authors: [{}] }, false],
    [{ title }, false],
    [null, false],
  ];
  for (const [value, is] of shapes)
    test(`${JSON.stringify(value)} is ${is ? '' : 'not '}what a source tells of a paper`, () => {
      assert.equal(isPaperRecord(value), is);
    });
});
