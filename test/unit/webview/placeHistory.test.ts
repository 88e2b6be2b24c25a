import assert from 'node:assert/strict';
import { PlaceHistory } from '../../../src/webview/placeHistory';

suite('Places left in a whole paper', () => {
  const place = (block: number): { block: number; offset: number } => ({ block, offset: 0 });

  test('lead back and forward, until another reference is followed', () => {
    const history = new PlaceHistory();
    assert.equal(history.go(-1, place(1)), undefined);
    history.leave(place(1));
    history.leave(place(2));
    assert.deepEqual(history.go(-1, place(3)), place(2));
    assert.deepEqual(history.go(-1, place(2)), place(1));
    assert.equal(history.go(-1, place(1)), undefined);
    assert.deepEqual(history.go(1, place(1)), place(2));
    history.leave(undefined);
    assert.equal(history.go(1, place(5)), undefined);
    assert.deepEqual(history.go(-1, place(5)), place(0));
    history.clear();
    assert.equal(history.go(-1, place(5)), undefined);
  });
});
