import assert from 'node:assert/strict';
import { parseDayRange } from '../../../../src/core/remote/dayRange';
import {
  daysUntil,
  fixedSpans,
  listableDays,
  proposedRange,
} from '../../../../src/features/fetch/daySelection';

const thursday = '2024-03-14';

suite('Days to fetch', () => {
  const spans: readonly (readonly [string, string, readonly [string, readonly string[]][]])[] = [
    [
      'a Thursday',
      thursday,
      [
        ['Today', ['2024-03-14']],
        ['Yesterday', ['2024-03-13']],
        ['This Week', ['2024-03-11', '2024-03-12', '2024-03-13', '2024-03-14']],
      ],
    ],
    [
      'the first day of a year, a Monday',
      '2024-01-01',
      [
        ['Today', ['2024-01-01']],
        ['Yesterday', ['2023-12-31']],
        ['This Week', ['2024-01-01']],
      ],
    ],
  ];
  for (const [what, today, expected] of spans)
    test(`fixed spans on ${what}`, () => {
      assert.deepEqual(
        fixedSpans(today).map(({ label, days }) => [label, days]),
        expected,
      );
    });

  test('the week is described by its first day', () => {
    assert.equal(fixedSpans(thursday).at(-1)?.description, 'since 2024-03-11');
  });

  test('a month ends with today, and a past month is complete', () => {
    assert.equal(daysUntil(thursday, '2024-03').at(-1), thursday);
    assert.equal(daysUntil(thursday, '2024-02').length, 29);
    assert.deepEqual(daysUntil(thursday, '2024-04'), []);
  });

  test('the proposed range is one that can be read, and lasts a week', () => {
    assert.equal(parseDayRange(proposedRange(thursday), thursday).days?.length, 8);
  });

  test('weekends are left out', () => {
    assert.deepEqual(listableDays(['2024-03-08', '2024-03-09', '2024-03-10', '2024-03-11']), [
      '2024-03-08',
      '2024-03-11',
    ]);
  });

  test('a weekend alone is requested all the same', () => {
    assert.deepEqual(listableDays(['2024-03-09', '2024-03-10']), ['2024-03-09', '2024-03-10']);
  });
});
