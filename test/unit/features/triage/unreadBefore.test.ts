import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import type { DigestDate } from '../../../../src/core/library/day';
import { listingUnreadBefore } from '../../../../src/features/triage/unreadBefore';

const today = { year: 2026, month: 3, day: 11 };

const rows: readonly (readonly [name: string, day: Partial<DigestDate>, isBefore: boolean])[] = [
  ['today', today, false],
  ['tomorrow, as it is in UTC already', { ...today, day: 12 }, false],
  ['a later month with an earlier day', { ...today, month: 4, day: 1 }, false],
  ['a later year with an earlier month', { year: 2027, month: 1, day: 1 }, false],
  ['yesterday', { ...today, day: 10 }, true],
  ['an earlier month with a later day', { ...today, month: 2, day: 28 }, true],
  ['an earlier year with a later month', { year: 2025, month: 12, day: 31 }, true],
  ['a day without a year', { month: 3, day: 12 }, true],
  ['a day without a date', {}, true],
];

suite('Unread papers of days before today', () => {
  for (const [name, day, isBefore] of rows)
    test(`${isBefore ? 'has' : 'lacks'} those of ${name}`, () => {
      const days = [{ ...day, paperIds: ['unread', 'read'] }];
      const state = { needsTriage: (id: string) => id === 'unread' };
      assert.deepEqual(finish(listingUnreadBefore(days, state, today)), isBefore ? ['unread'] : []);
    });

  test('lacks a paper that stands in an earlier day and a later one, in any order', () => {
    const days = [
      { ...today, day: 12, paperIds: ['both'] },
      { ...today, day: 10, paperIds: ['both', 'early'] },
    ];
    const state = { needsTriage: () => true };
    for (const each of [days, days.toReversed()])
      assert.deepEqual(finish(listingUnreadBefore(each, state, today)), ['early']);
  });
});
