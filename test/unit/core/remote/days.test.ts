import assert from 'node:assert/strict';
import { nextDue } from '../../../../src/core/remote/daysDue';
import {
  addDays,
  daysBetween,
  daysOfMonth,
  daysOfWeek,
  isoDayAt,
  isoWeekOf,
  isWorkday,
  parseIsoDay,
  weekdayOf,
} from '../../../../src/core/remote/isoDay';
import { missingDays } from '../../../../src/core/remote/daysDue';

suite('Days', () => {
  test('are those of the calendar', () => {
    assert.equal(parseIsoDay('2024-02-29'), '2024-02-29');
    assert.deepEqual(
      ['2023-02-29', '2024-13-01', '2024-3-1', 'today'].map(parseIsoDay),
      Array<undefined>(4).fill(undefined),
    );
    assert.equal(addDays('2024-02-28', 2), '2024-03-01');
    assert.equal(addDays('2024-01-01', -1), '2023-12-31');
    assert.equal(isoDayAt(Date.UTC(2024, 2, 14, 23, 59)), '2024-03-14');
  });

  test('have weekdays, and weeks of ISO 8601', () => {
    assert.deepEqual(['2024-03-11', '2024-03-17'].map(weekdayOf), [1, 7]);
    const weeks = ['2024-03-14', '2020-12-31', '2021-01-03', '2021-01-04', '2024-12-30', '2027-01-01'].map(
      isoWeekOf,
    );
    assert.deepEqual(weeks, ['2024-W11', '2020-W53', '2020-W53', '2021-W01', '2025-W01', '2026-W53']);
    assert.deepEqual(daysOfWeek('2024-03-14'), daysBetween('2024-03-11', '2024-03-17'));
  });

  test('make up months', () => {
    assert.deepEqual(
      ['2024-02', '2023-02', '2024-12'].map((month) => daysOfMonth(month).length),
      [29, 28, 31],
    );
    assert.deepEqual(daysOfMonth('2024-13'), []);
    assert.equal(daysOfMonth('2024-02').filter(isWorkday).length, 21);
  });
});

suite('The days that are missing', () => {
  const cases: readonly (readonly [
    what: string,
    last: string | undefined,
    today: string,
    missing: readonly string[],
  ])[] = [
    ['are just today at first', undefined, '2024-03-14', ['2024-03-14']],
    ['are none after today', '2024-03-14', '2024-03-14', []],
    ['leave weekends out', '2024-03-07', '2024-03-12', ['2024-03-08', '2024-03-11', '2024-03-12']],
    ['are none on a weekend', '2024-03-15', '2024-03-17', []],
  ];
  for (const [what, last, today, missing] of cases) {
    test(what, () => assert.deepEqual(missingDays(last, today), missing));
  }

  test('do not go back for ever, and leave out stored days', () => {
    assert.deepEqual(missingDays('2020-01-01', '2024-03-14', undefined, 3), [
      '2024-03-12',
      '2024-03-13',
      '2024-03-14',
    ]);
    assert.deepEqual(
      missingDays('2024-03-11', '2024-03-14', (day) => day === '2024-03-13'),
      ['2024-03-12', '2024-03-14'],
    );
  });
});

suite('When a subscription fetches', () => {
  const at = (time: string): number => Date.parse(time);

  test('is when the next list is out, on a working day', () => {
    assert.equal(
      nextDue('huggingface', '2024-03-15', at('2024-03-16T10:00:00Z'), 0),
      at('2024-03-18T09:00:00Z'),
    );
    assert.equal(nextDue('arxiv', '2024-03-13', at('2024-03-13T12:00:00Z'), 0.5), at('2024-03-14T05:30:00Z'));
  });

  test('is now when a list was missed', () => {
    const now = at('2024-03-14T12:00:00Z');
    assert.equal(nextDue('huggingface', '2024-03-12', now, 0.9), now);
  });
});
