import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { Library } from '../../../../src/core/library/library';
import { identifyPaper, type PaperBatch } from '../../../../src/core/library/paperBatch';
import { hashMerged, hashRecord, paperWords } from '../../../../src/core/library/paperWords';
import { overlappingDays, overlappingDetails } from '../../../support/overlappingBatches';
import { runs } from '../../../support/testLength';

const batches = fc.tuple(
  overlappingDays('seeds/a'),
  overlappingDays('global/b'),
  overlappingDetails('details/0'),
  overlappingDays('fetched/c'),
);

const papersOf = (library: Library) =>
  [...library.papers()].map((paper) => ({ paper, hash: library.wordsHash(paper.id) }));

function addedAtOnce(all: readonly PaperBatch[]): Library {
  const library = new Library();
  library.add(...all);
  return library;
}

suite('Records of one paper', () => {
  test('make the same papers whether they are added at once, or one by one while papers are read', () => {
    fc.assert(
      fc.property(batches, (all) => {
        const library = new Library();
        for (const batch of all) {
          library.add(batch);
          papersOf(library);
        }
        assert.deepEqual(papersOf(addedAtOnce(all)), papersOf(library));
      }),
      { numRuns: runs(300) },
    );
  });

  test('papers with the same hash of words have the same words', () => {
    const seen = new Map<number, ReturnType<typeof paperWords>>();
    fc.assert(
      fc.property(batches, (all) => {
        for (const { paper, hash = 0 } of papersOf(addedAtOnce(all))) {
          const words = paperWords(paper);
          assert.deepEqual(words, seen.get(hash) ?? words);
          seen.set(hash, words);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  test('a change reports the papers that have more data than before, and no others', () => {
    const plain = identifyPaper('graphs', { title: 'Graphs', abstract: 'We draw.' });
    const richer = { ...plain, record: { ...plain.record, venue: 'Somewhere' } };
    const batch = (id: string, papers: PaperBatch['days'][number]['papers']): PaperBatch => ({
      id,
      days: [{ head: { id: 'd', label: 'Mar 1', month: 3, day: 1, source: 'digest' }, papers }],
    });
    const library = addedAtOnce([batch('global/a', [plain])]);
    const changes: (readonly string[])[] = [];
    library.onDidChange(({ papers }) => changes.push(papers));
    library.add(batch('global/b', [{ ...plain }]));
    library.add(batch('global/c', [richer]));
    library.add(batch('global/d', [richer]));
    assert.deepEqual(
      changes.filter((papers) => papers.length > 0),
      [['graphs']],
    );
    assert.equal(library.paper('graphs')?.venue, 'Somewhere');
  });

  test('are decoded when the paper is read, not when they are added', () => {
    let decoded = 0;
    const stored = (abstract: string): PaperBatch['days'][number]['papers'][number] => {
      const { record, ...paper } = identifyPaper('graphs', { title: 'Graphs', abstract });
      const lazy = {
        ...paper,
        recordHash: hashRecord(record),
        isNotKept: true,
        get record() {
          decoded += 1;
          return record;
        },
      };
      return lazy;
    };
    const head = { id: 'd', label: 'Mar 1', month: 3, day: 1, source: 'digest' } as const;
    const papers = [stored('We draw…'), stored('We draw graphs.')];
    const library = new Library();
    // Without the report of the addition, which compares authors.
    finish(library.addInSteps({ id: 'global/a', days: [{ head, papers }] }));
    assert.equal(library.wordsHash('graphs'), hashMerged(papers.map(({ recordHash = 0 }) => recordHash)));
    assert.equal(decoded, 0);
    assert.equal(library.paper('graphs')?.abstract, 'We draw graphs.');
  });
});
