import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { initialState, parsePageState, zoomed, zoomFactor } from '../../../src/webview/pageState';

suite('State of a reader tab', () => {
  test('is read back as it was stored', () => {
    const state = { scroll: 120, zoom: -2, raw: true, terms: ['noise'], dayId: 'mar-11' };
    assert.deepEqual(parsePageState(JSON.parse(JSON.stringify(state))), state);
  });

  for (const stored of [
    undefined,
    null,
    'scroll',
    {},
    { ...initialState, scroll: 'top' },
    { ...initialState, terms: [1] },
  ]) {
    test(`is the initial one where ${inspect(stored)} was stored`, () => {
      assert.deepEqual(parsePageState(stored), initialState);
    });
  }

  test('zooms in steps between two thirds and two and a half', () => {
    const all = (by: 1 | -1) => Array.from({ length: 50 }).reduce<number>((zoom) => zoomed(zoom, by), 0);
    assert.equal(zoomFactor(0), 1);
    assert.equal(zoomFactor(zoomed(0, 1)), 1.1);
    assert.equal(zoomFactor(all(1)), 2.59);
    assert.equal(zoomFactor(all(-1)), 0.68);
  });
});
