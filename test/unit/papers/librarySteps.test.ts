import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../src/core/base/steps';
import { type Contribution, toContribution } from '../../../src/core/papers/contribution';
import { Library } from '../../../src/core/papers/library';

/** Few titles and numbers, so that contributions tell of the same papers. */
const contribution = (id: string): fc.Arbitrary<Contribution> =>
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
      toContribution(
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

suite('Library: in steps', () => {
  test('what is removed while others are being added leaves what a library without it holds', () => {
    fc.assert(
      fc.property(
        contribution('a'),
        contribution('b'),
        contribution('c'),
        fc.array(fc.boolean(), { maxLength: 30 }),
        (a, b, c, turns) => {
          const library = new Library();
          library.add(a, b);
          const [adding, removing] = [library.adding(c), library.removing('b')];
          for (const isAdding of turns) (isAdding ? adding : removing).next();
          finish(adding);
          finish(removing);
          const expected = new Library();
          expected.add(a, c);
          assert.deepEqual(state(library), state(expected));
        },
      ),
    );
  });

  test('two that are removed at once are both gone', () => {
    fc.assert(
      fc.property(
        contribution('a'),
        contribution('b'),
        contribution('c'),
        fc.array(fc.boolean(), { maxLength: 30 }),
        (a, b, c, turns) => {
          const library = new Library();
          library.add(a, b, c);
          const [first, second] = [library.removing('a'), library.removing('c')];
          for (const isFirst of turns) (isFirst ? first : second).next();
          finish(first);
          finish(second);
          const expected = new Library();
          expected.add(b);
          assert.deepEqual(state(library), state(expected));
        },
      ),
    );
  });
});
