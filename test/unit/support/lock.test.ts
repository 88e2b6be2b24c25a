import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../support/lock.mjs';

suite('Lock between processes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'papers-lock-'));
  const file = join(folder, 'lock');
  suiteTeardown(() => rmSync(folder, { recursive: true }));

  test('one works while the others wait', async () => {
    const order: string[] = [];
    const work = (name: string) =>
      withLock(file, async () => {
        order.push(`${name} starts`);
        await new Promise(setImmediate);
        order.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b')]);
    assert.deepEqual(order, ['a starts', 'a ends', 'b starts', 'b ends']);
    assert.equal(existsSync(file), false);
  });

  test('it is given back after a failure', async () => {
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await withLock(file, () => 'free'), 'free');
  });

  test('the lock of a dead process is taken over', async () => {
    writeFileSync(file, '999999999');
    assert.equal(await withLock(file, () => 'mine'), 'mine');
  });
});
