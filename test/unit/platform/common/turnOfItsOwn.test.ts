import assert from 'node:assert/strict';
import { turnOfItsOwn } from '../../../../src/platform/common/turnOfItsOwn';

suite('turnOfItsOwn', () => {
  test('each caller goes on in another turn of the event loop, in the order of the calls', async () => {
    let turn = 0;
    let isOver = false;
    const count = (): void => {
      turn += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const turns: number[] = [];
    const call = async (): Promise<void> => {
      await turnOfItsOwn();
      turns.push(turn);
    };
    // The last one calls while the first goes on.
    await Promise.all([call().then(call), call(), call()]);
    isOver = true;
    assert.equal(turns.length, 4);
    assert.equal(new Set(turns).size, 4, turns.join());
    assert.deepEqual(
      turns,
      turns.toSorted((one, other) => one - other),
    );
  });
});
