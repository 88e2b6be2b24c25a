import assert from 'node:assert/strict';
import { latestMonths, parseDayRange } from '../../../../src/core/remote/dayRange';
import { localized } from '../../../../src/core/base/localization';

suite('A range of days', () => {
  const today = '2024-03-14';
  const cases: readonly (readonly [string, readonly [string, string, number]])[] = [
    ['2024-03-14', ['2024-03-14', '2024-03-14', 1]],
    ['2024-02-28 to 2024-03-01', ['2024-02-28', '2024-03-01', 3]],
    [' 2024-03-01..2024-03-02 ', ['2024-03-01', '2024-03-02', 2]],
    ['2024-03-12 – 2024-03-31', ['2024-03-12', '2024-03-14', 3]],
    ['2024-03-12, 2024-03-13', ['2024-03-12', '2024-03-13', 2]],
  ];
  for (const [text, [first, last, count]] of cases)
    test(`“${text}” is ${count} days`, () => {
      const days = parseDayRange(text, today).days ?? [];
      assert.deepEqual([days[0], days.at(-1), days.length], [first, last, count]);
    });

  for (const text of [
    '',
    'yesterday',
    '2024-02-30',
    '2024-03-10 to 2024-03-01',
    '2024-03-15',
    '2020-01-01 to 2024-01-01',
  ])
    test(`“${text}” is refused in a sentence`, () => {
      assert.match(localized(parseDayRange(text, today).problem ?? ''), /^[A-Z].*\.$/u);
    });

  test('the latest months run over the turn of a year', () => {
    assert.deepEqual(latestMonths('2024-02-10', 4), ['2024-02', '2024-01', '2023-12', '2023-11']);
  });
});
