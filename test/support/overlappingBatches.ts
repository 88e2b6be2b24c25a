import fc from 'fast-check';
import { identifyPaper, type PaperBatch, toPaperBatch } from '../../src/core/library/paperBatch';
import type { PaperRecord } from '../../src/core/library/paper';
import { paperId } from '../../src/core/library/paperId';

const titles = ['Graphs', 'Pictures', 'Words', 'arXiv:2403.00001'];
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** Few titles, identifiers and values, so that batches tell of the same papers. */
const record = (who: string): fc.Arbitrary<PaperRecord> =>
  fc
    .record({
      title: fc.constantFrom(...titles),
      abstract: fc.constantFrom('', 'We show', 'We show…', `${who} on it. https://a.org/${who}`),
      arxivId: some(fc.constantFrom('2403.00001', '2403.00002', '2403.00003')),
      arxivVersion: some(fc.integer({ min: 1, max: 2 })),
      authors: some(fc.array(fc.constantFrom(who, 'B', 'C'))),
      categories: some(fc.array(fc.constantFrom(who, 'cs.LG'))),
      published: some(fc.constant(`2024-01-0${who.length}`)),
      updated: some(fc.constant(`2025-01-0${who.length}`)),
      upvotes: some(fc.nat(9)),
      repository: some(fc.record({ url: fc.constant(`https://github.com/a/${who}`) })),
      projectPage: some(fc.constant(`https://${who}.github.io/`)),
    })
    .map((facts) => JSON.parse(JSON.stringify(facts)) as PaperRecord);

/** A batch with days of few papers. */
export const overlappingDays = (id: string): fc.Arbitrary<PaperBatch> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 2 }), record(id.replace(/\W/g, ''))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((listed) =>
      toPaperBatch(
        id,
        listed.map(([day, paper]) => ({
          label: `Mar ${day}`,
          date: { month: 3, day },
          source: 'digest',
          papers: [paper],
        })),
      ),
    );

/** A batch with details of few papers. */
export const overlappingDetails = (id: string): fc.Arbitrary<PaperBatch> =>
  fc
    .array(fc.tuple(fc.constantFrom(...titles), record(id.replace(/\W/g, ''))), { maxLength: 3 })
    .map((told) => ({
      id,
      days: [],
      details: told.map(([title, paper]) => identifyPaper(paperId(title), paper)),
    }));
