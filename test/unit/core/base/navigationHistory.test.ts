import assert from 'node:assert/strict';
import { NavigationHistory } from '../../../../src/core/base/navigationHistory';

suite('Navigation history', () => {
  const historyOf = (
    places: readonly string[],
    at = places.length - 1,
    limit = 5,
  ): NavigationHistory<string> => new NavigationHistory((one, other) => one === other, limit, { places, at });

  test('goes back and forward, and no further than its ends', () => {
    const history = historyOf(['a', 'b', 'c']);
    assert.deepEqual([history.go(-1), history.go(-1), history.go(-1)], ['b', 'a', undefined]);
    assert.deepEqual([history.go(1), history.go(1), history.go(1)], ['b', 'c', undefined]);
  });

  test('an empty one leads nowhere', () => {
    const history = new NavigationHistory<string>((one, other) => one === other, 5);
    assert.equal(history.current, undefined);
    assert.deepEqual([history.canGo(-1), history.canGo(1), history.go(-1)], [false, false, undefined]);
    history.visit('a');
    assert.equal(history.current, 'a');
    assert.deepEqual([history.canGo(-1), history.canGo(1)], [false, false]);
  });

  test('a visit forgets what lay ahead; the same place again is no step', () => {
    const history = historyOf(['a', 'b', 'c'], 0);
    history.visit('d');
    history.visit('d');
    assert.deepEqual(history.stored, { places: ['a', 'd'], at: 1 });
  });

  test('keeps the last places, and continues a stored history at its place', () => {
    const history = historyOf(['a', 'b', 'c', 'd'], 1, 3);
    assert.deepEqual(history.stored, { places: ['b', 'c', 'd'], at: 0 });
    for (const place of ['x', 'y', 'z']) history.visit(place);
    assert.deepEqual(history.stored, { places: ['x', 'y', 'z'], at: 2 });
  });

  for (const at of [-7, 9, Number.NaN]) {
    test(`a stored position of ${String(at)} is brought into range`, () => {
      assert.ok(['a', 'b'].includes(historyOf(['a', 'b'], at).current ?? ''));
    });
  }
});
