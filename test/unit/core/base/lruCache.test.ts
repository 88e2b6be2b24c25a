import assert from 'node:assert/strict';
import { LruCache } from '../../../../src/core/base/lruCache';

/** A cache for three values that holds `a`, `b` and `c`, in this order of their use. */
function full(): LruCache<string, number> {
  const cache = new LruCache<string, number>(3);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('c', 3);
  return cache;
}

const held = (cache: LruCache<string, unknown>): string =>
  ['a', 'b', 'c', 'd', 'e'].filter((key) => cache.has(key)).join('');

suite('LruCache', () => {
  const uses: readonly (readonly [string, (cache: LruCache<string, number>) => void, string])[] = [
    ['the first one if none was used since', () => undefined, 'bcd'],
    ['none that was read', (cache) => cache.get('a'), 'acd'],
    ['none that was read or else made', (cache) => cache.getOrMake('a', () => assert.fail()), 'acd'],
    ['none that was set again', (cache) => cache.set('a', 9), 'acd'],
    ['one that was only looked for', (cache) => cache.has('a'), 'bcd'],
    ['nothing if one was deleted', (cache) => cache.delete('b'), 'acd'],
    ['nothing if all were', (cache) => cache.clear(), 'd'],
  ];
  for (const [title, use, left] of uses)
    test(`forgets ${title} when there are too many`, () => {
      const cache = full();
      use(cache);
      cache.set('d', 4);
      assert.equal(held(cache), left);
    });

  test('gives the value that was set last', () => {
    const cache = full();
    cache.set('a', 9);
    assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('x')], [9, 2, undefined]);
  });

  test('makes a value that is missing once, from its key', () => {
    const cache = full();
    const made: string[] = [];
    const make = (key: string): number => made.push(key);
    assert.deepEqual([cache.getOrMake('e', make), cache.getOrMake('e', make)], [1, 1]);
    assert.deepEqual(made, ['e']);
    assert.equal(held(cache), 'bce');
  });

  test('holds undefined as a value', () => {
    const cache = new LruCache<string, number | undefined>(2);
    cache.set('a', undefined);
    cache.set('b', undefined);
    assert.equal(cache.get('a'), undefined);
    cache.set('c', undefined);
    assert.equal(held(cache), 'ac');
  });

  test('returns whether a deleted key existed', () => {
    const cache = full();
    assert.deepEqual([cache.delete('a'), cache.delete('a')], [true, false]);
  });
});
