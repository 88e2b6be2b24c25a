import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DateParts, DateWriter, numberText } from '../../../../src/core/base/intl';

const languages = fc.constantFrom('en', 'en-GB', 'de', 'zh-cn');
const nameLength = fc.constantFrom('short' as const, 'long' as const);
const shown = fc.constant('numeric' as const);

/** The parts that names of days are made of. */
const parts: fc.Arbitrary<DateParts> = fc.oneof(
  fc.record({ weekday: nameLength, month: nameLength, day: shown, year: shown }),
  fc.record({ weekday: nameLength, month: nameLength, day: shown }),
  fc.record({ month: nameLength, day: shown, year: shown }),
  fc.record({ month: nameLength, day: shown }),
  fc.record({ month: nameLength, year: shown }),
  fc.record({ month: nameLength }),
  fc.record({ weekday: nameLength, day: shown }),
);

suite('Numbers and dates in a language', () => {
  test('Numbers are as Intl writes them', () => {
    const numbers = fc.oneof(
      fc.maxSafeNat(),
      fc.nat(2000),
      fc.integer(),
      fc.double(),
      fc.constantFrom(-0, 999, 1000),
    );
    fc.assert(
      fc.property(numbers, languages, (value, language) => {
        assert.equal(numberText(value, language), new Intl.NumberFormat(language).format(value));
      }),
    );
  });

  test('Dates are as Intl writes them', () => {
    const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, parts, languages, (date, wanted, language) => {
        assert.equal(
          new DateWriter(language).write(date, wanted),
          new Intl.DateTimeFormat(language, { ...wanted, timeZone: 'UTC' }).format(date),
        );
      }),
    );
  });
});
