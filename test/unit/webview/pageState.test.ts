import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  initialState,
  type PageState,
  parsePageState,
  stateForPaper,
  zoomed,
  zoomFactor,
} from '../../../src/webview/pageState';

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

  suite('that shows another paper', () => {
    const pending = { paperId: 'a', field: 'title', start: 0, end: 3, color: 'blue' } as const;
    const drafts = [{ id: 'h', field: 'comment', text: 'Half a thou', pending }] as const;
    const ofFirst: PageState = {
      scroll: 120,
      zoom: 2,
      raw: true,
      terms: ['noise'],
      dayId: 'mar-11',
      paperId: 'a',
      drafts,
      attaching: 'o',
      isKept: true,
    };

    test('drops the state of the previous paper, and keeps the zoom and unsaved text', () => {
      const { places, ...ofSecond } = stateForPaper(ofFirst, 'b');
      assert.deepEqual(ofSecond, {
        scroll: 0,
        zoom: 2,
        raw: false,
        terms: [],
        paperId: 'b',
        drafts,
        isKept: true,
      });
      assert.deepEqual(places, [{ paperId: 'a', scroll: 120 }]);
    });

    test('comes back to where a paper was left', () => {
      const ofSecond = { ...stateForPaper(ofFirst, 'b'), scroll: 7 };
      const again = stateForPaper(ofSecond, 'a');
      assert.equal(again.scroll, 120);
      assert.equal(stateForPaper(again, 'b').scroll, 7);
    });

    test('is unchanged for the same paper, and for a state that names no paper', () => {
      assert.deepEqual(stateForPaper(ofFirst, 'a'), ofFirst);
      assert.deepEqual(stateForPaper(initialState, 'a'), { ...initialState, paperId: 'a' });
    });

    test('is read back after a thousand papers', () => {
      let state = ofFirst;
      for (let count = 0; count < 1000; count++) state = stateForPaper(state, `paper-${String(count)}`);
      assert.deepEqual(parsePageState(JSON.parse(JSON.stringify(state))), state);
      assert.ok((state.places ?? []).length <= 100);
    });
  });
});
