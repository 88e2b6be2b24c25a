import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Day, DigestDate } from '../../../../src/core/library/day';
import { compareDays, dayId } from '../../../../src/core/library/dayOrder';
import {
  type DayGroupMember,
  daysIn,
  groupDays,
  groupsOf,
  isGroup,
} from '../../../../src/features/digests/dayGroups';

// A Thursday.
const today = { year: 2026, month: 11, day: 26 };

function dated(date: Partial<DigestDate>, label = ''): Day {
  const key = { source: 'digest', label, ...date } as const;
  return { ...key, id: dayId(key), paperIds: [] };
}

/** The days up to today and before it, newest first. */
function daysBack(count: number): readonly Day[] {
  return Array.from({ length: count }, (_, back) => {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day - back));
    return dated({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
  });
}

/** `2026-10(31)` for a group of 31, an id for a day. */
function shape(members: readonly DayGroupMember[]): readonly unknown[] {
  return members.map((member) => {
    if (!isGroup(member)) return member.id;
    return member.members.some(isGroup)
      ? { [member.id]: shape(member.members) }
      : `${member.id}(${member.members.length})`;
  });
}

suite('Groups of days', () => {
  test('A short list is not grouped', () => {
    const days = daysBack(14);
    assert.equal(groupDays(days, today), days);
  });

  test('Days of this week are not grouped, older ones are by month, those of another year by year and month', () => {
    assert.deepEqual(shape(groupDays(daysBack(400), today)), [
      'digest/2026-11-26',
      'digest/2026-11-25',
      'digest/2026-11-24',
      'digest/2026-11-23',
      '2026-11(22)',
      '2026-10(31)',
      '2026-09(30)',
      '2026-08(31)',
      '2026-07(31)',
      '2026-06(30)',
      '2026-05(31)',
      '2026-04(30)',
      '2026-03(31)',
      '2026-02(28)',
      '2026-01(31)',
      { '2025': ['2025-12(31)', '2025-11(30)', '2025-10(9)'] },
    ]);
  });

  test('Days without a year or a date are not grouped', () => {
    const others = [dated({ month: 7, day: 29 }), dated({}, 'Reading list')];
    assert.deepEqual(shape(groupDays([...daysBack(40), ...others], today)).slice(-2), [
      'digest/07-29',
      others[1]?.id,
    ]);
  });

  test('Every day is there once, in its order, and is found in its groups', () => {
    const dates = fc.record({
      year: fc.option(fc.integer({ min: 1, max: 2027 }), { nil: undefined }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(fc.array(dates, { maxLength: 60 }), (list) => {
        const byId = new Map(
          list
            .map(({ year, ...rest }) => dated(year === undefined ? rest : { year, ...rest }))
            .map((day) => [day.id, day]),
        );
        const days = [...byId.values()].sort(compareDays);
        const grouped = groupDays(days, today);
        const flat = grouped.flatMap((member) => (isGroup(member) ? daysIn(member) : [member]));
        assert.deepEqual(flat, days);
        for (const day of days) {
          const groups = groupsOf(grouped, day.id);
          assert.equal(groups.length > 0, !grouped.includes(day));
          assert.ok(groups.every((group) => daysIn(group).includes(day)));
        }
      }),
    );
  });
});
