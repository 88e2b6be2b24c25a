import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Day } from '../../../../src/core/library/day';
import { DayPlaces } from '../../../../src/core/library/dayPlaces';

/** The reference implementation, which reads every paper of every day. */
function sortedByAllDays(days: readonly Day[], ids: readonly string[]): readonly string[] {
  const wanted = new Set(ids);
  const listed = days.flatMap(({ paperIds }) => paperIds).filter((id) => wanted.has(id));
  return [...new Set([...listed, ...ids])];
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const papers = fc.uniqueArray(id);

suite('Papers sorted by the days that list them', () => {
  test('are in the same order as in a pass over all days', () => {
    fc.assert(
      fc.property(fc.array(papers, { maxLength: 6 }), fc.array(id), (lists, wanted) => {
        const days = lists.map((paperIds, at): Day => ({
          id: `day ${at}`,
          label: '',
          source: 'digest',
          paperIds,
        }));
        // Which of a paper's days comes first must not depend on the order in which they are given.
        const daysOf = (paper: string): readonly Day[] =>
          days.filter(({ paperIds }) => paperIds.includes(paper)).toReversed();
        assert.deepEqual(new DayPlaces({ days, daysOf }).sort(wanted), sortedByAllDays(days, wanted));
      }),
    );
  });

  test('follow the days when these change', () => {
    const day = (name: string, ...paperIds: readonly string[]): Day => ({
      id: name,
      label: name,
      source: 'digest',
      paperIds,
    });
    const listed = {
      days: [day('1', 'a'), day('2', 'b')],
      daysOf: (paper: string): readonly Day[] =>
        listed.days.filter(({ paperIds }) => paperIds.includes(paper)),
    };
    const places = new DayPlaces(listed);
    assert.deepEqual(places.sort(['b', 'a']), ['a', 'b']);
    listed.days = [day('2', 'b'), day('1', 'a')];
    assert.deepEqual(places.sort(['a', 'b']), ['b', 'a']);
  });
});
