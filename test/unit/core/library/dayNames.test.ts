import assert from 'node:assert/strict';
import { DayNames } from '../../../../src/core/library/dayNames';

const english = new DayNames('en', () => 2026);
const march = { year: 2024, month: 3, day: 12, label: '2024-03-12' };

suite('Names of days', () => {
  const table: readonly [string, string, string][] = [
    ['with the weekday, and the year if it is another', english.name(march), 'Tue, Mar 12, 2024'],
    ['without this year', english.name({ ...march, year: 2026 }), 'Thu, Mar 12'],
    [
      'without a weekday where no year is printed',
      english.name({ month: 2, day: 29, label: '29 Feb' }),
      'Feb 29',
    ],
    ['the label where there is no date', english.name({ label: 'Reading list' }), 'Reading list'],
    ['in a row, of another year', english.shortName(march, false), 'Mar 12, 2024'],
    ['in a row, of this year', english.shortName({ ...march, year: 2026 }, false), 'Thu, Mar 12'],
    ['in a row below its month', english.shortName(march, true), '12 Tue'],
    ['in a row, without a date', english.shortName({ label: 'Reading list' }, true), 'Reading list'],
    ['in full', english.longName(march), 'Tuesday, March 12, 2024'],
    ['of a month', english.month(2024, 3), 'March 2024'],
    ['of a month below its year', english.shortMonth(2024, 3), 'March'],
    ['in German', new DayNames('de', () => 2026).name(march), 'Di., 12. März 2024'],
    ['in Chinese', new DayNames('zh-cn', () => 2026).month(2024, 3), '2024年3月'],
    ['of a year before 100', english.longName({ ...march, year: 24 }), 'Tuesday, March 12, 24'],
  ];
  for (const [name, found, expected] of table) test(name, () => assert.equal(found, expected));
});
