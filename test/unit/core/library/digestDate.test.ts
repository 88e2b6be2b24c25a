import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DigestDate } from '../../../../src/core/library/day';
import { compareDays, dayId, type DayKey } from '../../../../src/core/library/dayOrder';
import { isDate, parseDateLine } from '../../../../src/core/library/digestDate';
import { runs } from '../../../support/testLength';

suite('parseDateLine', () => {
  const march11: DigestDate = { month: 3, day: 11 };
  const in2025: DigestDate = { year: 2025, month: 3, day: 11 };
  const dates: readonly (readonly [line: string, date: DigestDate])[] = [
    ['Mar 11', march11],
    ['MAR 11', march11],
    ['March 11', march11],
    ['Mar. 11th', march11],
    ['11 March', march11],
    ['11th of March', march11],
    ['  Mar   11\t', march11],
    ['Mar 11, 2025', in2025],
    ['March 11, 2025', in2025],
    ['March 11 2025', in2025],
    ['11 March 2025', in2025],
    ['11 Mar, 2025', in2025],
    ['2025-03-11', in2025],
    ['2025-3-11', in2025],
    ['2025/03/11', in2025],
    ['Tue, Mar 11, 2025', in2025],
    ['Tuesday 11 March 2025', in2025],
    ['Tuesday, 2025-03-11', in2025],
    ['30/12/2025', { year: 2025, month: 12, day: 30 }],
    ['12/30/2025', { year: 2025, month: 12, day: 30 }],
    ['05.05.2025', { year: 2025, month: 5, day: 5 }],
    ['Sept 5', { month: 9, day: 5 }],
    ['Feb 29', { month: 2, day: 29 }],
    ['Feb 29, 2024', { year: 2024, month: 2, day: 29 }],
  ];
  for (const [line, date] of dates) {
    test(`reads ${JSON.stringify(line)}`, () => {
      const label = line.trim().replace(/\s+/g, ' ');
      assert.deepEqual(parseDateLine(line), { kind: 'date', date, label });
    });
  }

  for (const line of [
    'Feb 30',
    'Apr 31, 2025',
    'Mar 0',
    'Mar 99',
    '2025-13-01',
    '2025-00-10',
    'Feb 29, 2023',
    '31/02/2025',
  ]) {
    test(`rejects the impossible date ${line}`, () =>
      assert.deepEqual(parseDateLine(line), { kind: 'impossible', label: line }));
  }

  test('reports a date as ambiguous if either number could be the month', () =>
    assert.deepEqual(parseDateLine('03/04/2025'), { kind: 'ambiguous', label: '03/04/2025' }));

  const others = [
    '',
    'Mar',
    'March 2025',
    '2025',
    'Mar 11 papers',
    'On Mar 11',
    'May I',
    'Mar 11.',
    'Marc 11',
    '11',
    'x'.repeat(1e6),
  ];
  for (const line of others) {
    test(`returns undefined for ${JSON.stringify(line.slice(0, 20))}`, () =>
      assert.equal(parseDateLine(line), undefined));
  }

  test('uses the given year only if none is printed', () => {
    assert.deepEqual(parseDateLine('Mar 11', 2025), { kind: 'date', date: in2025, label: 'Mar 11' });
    assert.deepEqual(parseDateLine('2024-03-11', 2025), {
      kind: 'date',
      date: { ...in2025, year: 2024 },
      label: '2024-03-11',
    });
    assert.equal(parseDateLine('Feb 29', 2025)?.kind, 'impossible');
  });

  test('accepts exactly the dates that exist according to Date', () => {
    const days = fc.record({
      year: fc.integer({ min: 1900, max: 2199 }),
      month: fc.nat(14),
      day: fc.nat(33),
    });
    fc.assert(
      fc.property(days, (date) => {
        const { year, month, day } = date;
        const real = new Date(Date.UTC(year, month - 1, day));
        const exists =
          real.getUTCFullYear() === year && real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
        assert.equal(isDate(date), exists);
      }),
      { numRuns: runs(2000) },
    );
  });
});

suite('dayId and compareDays', () => {
  const key = (
    label: string,
    date: Partial<DigestDate> = {},
    source: DayKey['source'] = 'digest',
  ): DayKey => ({
    label,
    source,
    ...date,
  });

  test('build the id from source and date, or from the label', () => {
    assert.equal(dayId(key('Mar 11', { month: 3, day: 11 })), 'digest/03-11');
    assert.equal(dayId(key('x', { year: 2025, month: 3, day: 11 }, 'arxiv')), 'arxiv/2025-03-11');
    assert.match(dayId(key('My Notes.txt')), /^digest\/undated-my-notes-txt-[0-9a-f]{8}$/);
  });

  test('order days newest first, those without a year after those with one, undated ones last', () => {
    const ordered = [
      key('2025-01-02', { year: 2025, month: 1, day: 2 }),
      key('2025-01-02', { year: 2025, month: 1, day: 2 }, 'huggingface'),
      key('2025-01-01', { year: 2025, month: 1, day: 1 }),
      key('Dec 31, 2024', { year: 2024, month: 12, day: 31 }),
      key('Jul 29', { month: 7, day: 29 }),
      key('Mar 14', { month: 3, day: 14 }),
      key('Mar 11', { month: 3, day: 11 }),
      key('Clipboard'),
      key('notes.txt'),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) =>
        assert.deepEqual(shuffled.sort(compareDays), ordered),
      ),
    );
  });
});
