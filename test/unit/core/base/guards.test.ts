import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  hasFields,
  isBoolean,
  isCount,
  isNumber,
  isRecord,
  isSafeInteger,
  isText,
  isTexts,
  list,
  object,
  oneOf,
  text,
  withFields,
} from '../../../../src/core/base/guards';

suite('Guards', () => {
  const isPoint = object<{ x: number; label?: string }>({ x: isCount }, { label: text(5) });

  const isStored = withFields<{ x: number; label?: string }>({ x: isCount }, { label: text(5) });

  const table: readonly [string, (value: unknown) => boolean, unknown, boolean][] = [
    ['a count from zero', isCount, 0, true],
    ['a negative count', isCount, -1, false],
    ['a fraction', isCount, 1.5, false],
    ['not a number', isCount, NaN, false],
    ['a count in words', isCount, '1', false],
    ['a count beyond exactness', isCount, 2 ** 53, false],
    ['a boolean', isBoolean, false, true],
    ['a boolean in words', isBoolean, 'false', false],
    ['a text of the longest length', text(3), 'abc', true],
    ['a text too long', text(3), 'abcd', false],
    ['a String object', text(3), new String('a'), false],
    ['one of the allowed', oneOf('a', 'b'), 'b', true],
    ['none of the allowed', oneOf('a', 'b'), 'toString', false],
    ['a list', list(isCount), [1, 2], true],
    ['a list with a stranger', list(isCount), [1, 'a'], false],
    ['a list too long', list(isCount, 1), [1, 2], false],
    ['something like a list', list(isCount), { length: 0 }, false],
    ['no record', isRecord, null, false],
    ['a list as record', isRecord, [], false],
    ['an object with all fields', isPoint, { x: 1, label: 'a' }, true],
    ['an object without the optional field', isPoint, { x: 1 }, true],
    ['an optional field that is undefined', isPoint, { x: 1, label: undefined }, true],
    ['an optional field that is wrong', isPoint, { x: 1, label: 1 }, false],
    ['a required field that is missing', isPoint, { label: 'a' }, false],
    ['a required field that is inherited', isPoint, Object.create({ x: 1 }), false],
    ['fields that nobody asked for', isPoint, { x: 1, y: 2 }, true],
    ['an array with all fields', isPoint, Object.assign([], { x: 1 }), false],
    ['a stored object with all fields', isStored, { x: 1, label: 'a' }, true],
    ['a stored object without the optional field', isStored, { x: 1 }, true],
    ['a stored field that is optional and wrong', isStored, { x: 1, label: null }, false],
    ['a stored field that is missing', isStored, { label: 'a' }, false],
    ['a stored field that is wrong', isStored, { x: -1 }, false],
    ['a stored field that is inherited', isStored, Object.create({ x: 1 }), true],
    ['a stored array with all fields', isStored, Object.assign([], { x: 1 }), true],
    ['a stored null', isStored, null, false],
    ['stored fields that nobody asked for', isStored, { x: 1, y: 2 }, true],
    ['an object that may have fields', hasFields, {}, true],
    ['an array that may have fields', hasFields, [], true],
    ['null, which has no fields', hasFields, null, false],
    ['a text, which has no fields of its own', hasFields, 'a', false],
    ['a negative integer', isSafeInteger, -1, true],
    ['an integer beyond exactness', isSafeInteger, 2 ** 53, false],
    ['any number', isNumber, NaN, true],
    ['a number in words', isNumber, '1', false],
    ['a text', isText, '', true],
    ['null as a text', isText, null, false],
    ['a list of texts', isTexts, ['a', ''], true],
    ['a list of texts and a number', isTexts, ['a', 1], false],
    ['a text as a list of texts', isTexts, 'a', false],
  ];
  for (const [name, guard, value, expected] of table) {
    test(`${expected ? 'accept' : 'reject'} ${name}`, () => assert.equal(guard(value), expected));
  }

  test('never throw for any value', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        for (const guard of [isPoint, isStored, list(isPoint), oneOf(1), text(1), isCount, isRecord]) {
          assert.equal(typeof guard(value), 'boolean');
        }
      }),
    );
  });
});
