import assert from 'node:assert/strict';
import { memoizeSuccess } from '../../../../src/core/base/memoizeSuccess';

suite('memoizeSuccess', () => {
  test('loads once for concurrent and later calls', async () => {
    let calls = 0;
    const load = memoizeSuccess(() => Promise.resolve((calls += 1)));
    assert.deepEqual(await Promise.all([load(), load()]), [1, 1]);
    assert.equal(await load(), 1);
  });

  test('loads again after a failure', async () => {
    let calls = 0;
    const load = memoizeSuccess(async () => {
      calls += 1;
      if (calls === 1) throw new Error('first');
      return Promise.resolve(calls);
    });
    const [one, other] = [load(), load()];
    await assert.rejects(one, /first/);
    await assert.rejects(other, /first/);
    assert.equal(await load(), 2);
    assert.equal(await load(), 2);
  });
});
