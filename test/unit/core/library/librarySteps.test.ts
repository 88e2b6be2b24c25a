import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish, type CooperativeTask } from '../../../../src/core/base/cooperativeTask';
import { type PaperBatch, toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';

/** Few titles and numbers, so that batches tell of the same papers. */
const batch = (id: string): fc.Arbitrary<PaperBatch> =>
  fc
    .array(
      fc.record({
        day: fc.integer({ min: 1, max: 3 }),
        title: fc.constantFrom('Graphs', 'Pictures', 'Words', 'Agents'),
        arxivId: fc.option(fc.constantFrom('2403.00001', '2403.00002', '2403.00003'), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((papers) =>
      toPaperBatch(
        id,
        papers.map(({ day, title, arxivId }) => ({
          label: `Mar ${day}`,
          date: { month: 3, day },
          source: 'digest',
          papers: [{ title, abstract: `${id} on ${title}.`, ...(arxivId !== undefined && { arxivId }) }],
        })),
      ),
    );

const state = (library: Library): unknown => ({
  days: library.days,
  papers: [...library.papers()].map((paper) => [paper, library.idsOf(paper.id), library.daysOf(paper.id)]),
});

/** Does two pieces of work in turns, in any order, and expects what a library of some batches alone holds. */
function checkInTurns(
  begin: (
    library: Library,
    a: PaperBatch,
    b: PaperBatch,
    c: PaperBatch,
  ) => readonly [CooperativeTask<unknown>, CooperativeTask<unknown>],
  left: (a: PaperBatch, b: PaperBatch, c: PaperBatch) => readonly PaperBatch[],
): void {
  const turns = fc.array(fc.boolean(), { maxLength: 30 });
  fc.assert(
    fc.property(batch('a'), batch('b'), batch('c'), turns, (a, b, c, isFirst) => {
      const library = new Library();
      const [first, second] = begin(library, a, b, c);
      for (const one of isFirst) (one ? first : second).next();
      finish(first);
      finish(second);
      const expected = new Library();
      expected.add(...left(a, b, c));
      assert.deepEqual(state(library), state(expected));
    }),
  );
}

suite('Library: in steps', () => {
  test('what is removed while others are being added leaves what a library without it holds', () => {
    checkInTurns(
      (library, a, b, c) => {
        library.add(a, b);
        return [library.addInSteps(c), library.removeInSteps('b')];
      },
      (a, _, c) => [a, c],
    );
  });

  test('two that are removed at once are both gone', () => {
    checkInTurns(
      (library, a, b, c) => {
        library.add(a, b, c);
        return [library.removeInSteps('a'), library.removeInSteps('c')];
      },
      (_, b) => [b],
    );
  });
});
