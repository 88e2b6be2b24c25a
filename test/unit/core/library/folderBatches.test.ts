import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { identifyPaper, type PaperBatch, toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import type { Paper, PaperId, PaperRecord } from '../../../../src/core/library/paper';
import { paperId } from '../../../../src/core/library/paperId';
import { overlappingDays as days, overlappingDetails as details } from '../../../support/overlappingBatches';
import { runs } from '../../../support/testLength';

const own = fc.tuple(days('seeds/a'), days('global/b'), details('details/0'), days('fetched/c'));
const folder = fc.tuple(days('workspace/x'), days('workspace/yy'));

/** Where each of the folder's batches comes among the person's own, whose order stays. */
const places = fc.tuple(fc.nat(4), fc.nat(4));

function ordered(
  mine: readonly PaperBatch[],
  theirs: readonly PaperBatch[],
  at: readonly number[],
): readonly PaperBatch[] {
  const all = [...mine];
  const [first = 0, second = 0] = at.toSorted((a, b) => a - b);
  all.splice(second, 0, ...theirs.slice(1));
  all.splice(first, 0, ...theirs.slice(0, 1));
  return all;
}

function libraryOf(all: readonly PaperBatch[]): Library {
  const library = new Library();
  for (const each of all) library.add(each);
  return library;
}

const state = (library: Library): unknown => ({
  days: library.days,
  papers: [...library.papers()]
    .map((paper) => [paper, library.idsOf(paper.id), library.daysOf(paper.id)] as const)
    .sort(([a], [b]) => (a.id < b.id ? -1 : 1)),
});

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The fields that a paper has, and their values. A placeholder for a title does not count. */
const given = ({ links: _, title, ...paper }: Paper): [string, unknown][] =>
  Object.entries({ ...paper, title: title.startsWith('arXiv:') ? '' : title }).filter(([, value]) =>
    isGiven(value),
  );

suite("A folder's digest", () => {
  test('never changes a field that another batch gives, in any order of batches', () => {
    fc.assert(
      fc.property(own, folder, places, (mine, theirs, at) => {
        const alone = libraryOf(mine);
        const both = libraryOf(ordered(mine, theirs, at));
        for (const paper of alone.papers()) {
          const now: Partial<Record<string, unknown>> = { ...both.paper(paper.id) };
          for (const [name, value] of given(paper)) assert.deepEqual(now[name], value, name);
          for (const id of alone.idsOf(paper.id)) assert.equal(both.idOf(id), paper.id);
          if (paper.abstract !== '') assert.deepEqual(now['links'], paper.links);
        }
        for (const day of alone.days)
          assert.deepEqual(both.day(day.id)?.paperIds.slice(0, day.paperIds.length), day.paperIds);
        for (const key of ['2403.00001', '2403.00002', '2403.00003']) {
          const known = alone.paperOnArxiv(key)?.id;
          if (known !== undefined) assert.equal(both.paperOnArxiv(key)?.id, known);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  test('gives the same result in any order of addition, and leaves nothing when removed', () => {
    fc.assert(
      fc.property(own, folder, places, (mine, theirs, at) => {
        const both = libraryOf(ordered(mine, theirs, at));
        assert.deepEqual(state(both), state(libraryOf([...mine, ...theirs])));
        finish(both.removeInSteps('workspace/x', 'workspace/yy'));
        assert.deepEqual(state(both), state(libraryOf(mine)));
      }),
      { numRuns: runs(300) },
    );
  });

  test('fires events from which a listener can reproduce the library', () => {
    fc.assert(
      fc.property(own, folder, places, fc.boolean(), fc.boolean(), (mine, theirs, at, isAtOnce, removes) => {
        const library = new Library();
        const papers = new Map<PaperId, Paper | undefined>();
        const listed = new Map<string, readonly PaperId[] | undefined>();
        library.onDidChange((change) => {
          assert.equal(new Set(change.papers).size, change.papers.length);
          for (const id of change.removedPapers) papers.delete(id);
          for (const id of change.papers) papers.set(id, library.paper(id));
          for (const id of change.days) listed.set(id, library.day(id)?.paperIds);
        });
        const all = ordered(mine, theirs, at);
        if (isAtOnce) library.add(...all);
        else for (const each of all) library.add(each);
        if (removes) finish(library.removeInSteps(...all.slice(0, 3).map(({ id }) => id)));
        const expected = new Map([...library.papers()].map((paper) => [paper.id, paper]));
        assert.deepEqual(new Map([...papers].sort()), new Map([...expected].sort()));
        for (const { id, paperIds } of library.days) assert.deepEqual(listed.get(id), paperIds);
      }),
      { numRuns: runs(300) },
    );
  });

  const paper = (facts: Partial<PaperRecord>): PaperRecord => ({ title: 'Graphs', abstract: '', ...facts });
  const listing = (id: string, ...papers: readonly PaperRecord[]): PaperBatch =>
    toPaperBatch(id, [{ label: 'Mar 11', date: { month: 3, day: 11 }, source: 'digest', papers }]);
  const id = paperId('Graphs');

  test('fills in missing fields, which folderValues returns', () => {
    const library = libraryOf([
      listing(
        'workspace/list.txt',
        paper({ abstract: 'Theirs.', upvotes: 9, repository: { url: 'https://a.org/b' } }),
      ),
      listing('seeds/a', paper({ abstract: 'Mine.' })),
    ]);
    const { abstract, upvotes, repository } = library.paper(id) ?? {};
    assert.deepEqual([abstract, upvotes, repository?.url], ['Mine.', 9, 'https://a.org/b']);
    assert.deepEqual(library.folderValues(id), {
      fields: ['upvotes', 'repository'],
      batchIds: ['workspace/list.txt'],
      isFolderOnly: false,
    });
  });

  test('is the source of all fields of a paper that only it contains', () => {
    const library = libraryOf([listing('workspace/list.txt', paper({ abstract: 'Theirs.', upvotes: 9 }))]);
    assert.deepEqual(library.folderValues(id), {
      fields: ['title', 'abstract', 'upvotes'],
      batchIds: ['workspace/list.txt'],
      isFolderOnly: true,
    });
  });

  test('is not named as a source if it adds nothing', () => {
    const library = libraryOf([
      listing('seeds/a', paper({ abstract: 'Mine.', upvotes: 1 })),
      listing('workspace/list.txt', paper({ abstract: 'Theirs.', upvotes: 9 })),
    ]);
    assert.equal(library.folderValues(id), undefined);
  });

  test('does not merge two papers of the primary layer', () => {
    const library = libraryOf([
      listing('seeds/a', paper({ title: 'Graphs' }), paper({ title: 'Words', arxivId: '2403.00002' })),
      listing('workspace/list.txt', paper({ title: 'Graphs', arxivId: '2403.00002', abstract: 'Theirs.' })),
    ]);
    assert.deepEqual(
      [...library.papers()].map(({ title, abstract }) => [title, abstract]),
      [
        ['Graphs', ''],
        ['Words', 'Theirs.'],
      ],
    );
  });

  test('is overridden by fetched details of a paper that only it contains', () => {
    const told = { title: 'Graphs', abstract: 'As arXiv has it.', arxivId: '2403.00001', upvotes: 3 };
    const library = libraryOf([
      listing('workspace/list.txt', paper({ abstract: 'Theirs.', upvotes: 9 })),
      { id: 'details/0', days: [], details: [identifyPaper(id, told)] },
    ]);
    const { abstract, arxivId, upvotes } = library.paper(id) ?? {};
    assert.deepEqual([abstract, arxivId, upvotes], ['As arXiv has it.', '2403.00001', 3]);
    assert.equal(library.paperOnArxiv('2403.00001')?.id, id);
  });
});
