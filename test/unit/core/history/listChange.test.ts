import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedList } from '../../../../src/core/history/listChange';

interface Item {
  readonly id: string;
  readonly text: string;
}

const items = (text: string): readonly Item[] =>
  text.split(' ').map((one) => ({ id: one.slice(0, 1), text: one }));
const keyOf = ({ id }: Item): string => id;
const texts = (list: readonly Item[] | undefined): string | undefined =>
  list?.map(({ text }) => text).join(' ');

suite('A change of some items of a list', () => {
  const cases: readonly (readonly [string, string, string, string, string | undefined])[] = [
    ['exactly, if nothing else has changed', 'a b', 'a b', 'b a c', 'b a c'],
    ['beside an item that was added since', 'a b c', 'a b', 'a', 'a c'],
    ['beside an item that was changed since', 'a2 b', 'a b', 'a b c', 'a2 b c'],
    ['after the item that it stood behind', 'a c d', 'a c', 'a b c', 'a b c d'],
    ['in place', 'a b c', 'a b', 'a b2', 'a b2 c'],
    ['not if its item was changed since', 'a b2 c', 'a b', 'a', undefined],
    ['not if its item was removed since', 'a c', 'a b', 'a b2', undefined],
    ['not if an item to be added is there', 'a b2 c', 'a', 'a b', undefined],
  ];
  for (const [what, now, from, to, expected] of cases) {
    test(`is made ${what}`, () =>
      assert.equal(texts(changedList(items(now), items(from), items(to), keyOf)?.list), expected));
  }

  test('a list that was not stored is not stored again', () => {
    const one = items('a');
    assert.deepEqual(changedList(one, one, undefined, keyOf), { list: undefined });
    assert.deepEqual(changedList(undefined, undefined, one, keyOf), { list: one });
    assert.equal(texts(changedList(items('a b'), one, undefined, keyOf)?.list), 'b');
  });

  test('of equal items one is added or removed', () => {
    const self = (text: string): string => text;
    assert.deepEqual(changedList(['x', 'a', 'a'], ['a', 'a'], ['a'], self), { list: ['x', 'a'] });
    assert.deepEqual(changedList(['x', 'a'], ['a'], ['a', 'a'], self), { list: ['x', 'a', 'a'] });
  });

  test('leads back and forth between any two lists', () => {
    const list = fc.option(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'b2', 'c', 'd'), { selector: (one) => one[0] }),
      {
        nil: undefined,
      },
    );
    fc.assert(
      fc.property(list, list, (from, to) => {
        const key = (one: string): string => one.slice(0, 1);
        assert.deepEqual(changedList(from, from, to, key), { list: to });
        assert.deepEqual(changedList(to, to, from, key), { list: from });
      }),
    );
  });
});
