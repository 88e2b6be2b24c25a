import assert from 'node:assert/strict';
import { fieldOf } from '../../../../src/core/exchange/jsonField';

suite('A field of JSON from another program', () => {
  const table: readonly (readonly [string, unknown, string, unknown])[] = [
    ['its value', { id: 'a', other: 1 }, 'id', 'a'],
    ['null, if it is', { id: null }, 'id', null],
    ['undefined, if it is missing', { other: 1 }, 'id', undefined],
    ['undefined, of null', null, 'id', undefined],
    ['undefined, of an array', ['a'], '0', undefined],
    ['undefined, of a text', 'a', 'length', undefined],
    ['undefined, if it is inherited', {}, 'toString', undefined],
    ['its value, also by the name of the prototype', JSON.parse('{"__proto__":1}'), '__proto__', 1],
  ];
  for (const [name, value, key, field] of table)
    test(`is ${name}`, () => assert.deepEqual(fieldOf(value, key), field));
});
