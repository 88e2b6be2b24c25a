import assert from 'node:assert/strict';
import { HeldLock } from '../../../../src/platform/web/heldLock';
import { MemoryBrowser } from './memoryTabs';

suite('A lock that is held', () => {
  const browser = new MemoryBrowser();
  const [here, there] = [browser.open(), browser.open()];
  const acquire = (longest = 100_000): Promise<HeldLock> => HeldLock.acquire(here, 'a', longest);
  /** The events of a test in their order; the other tab waits for the lock. */
  const beside = (): { done: string[]; other: Promise<unknown> } => {
    const done: string[] = [];
    return { done, other: there.exclusively('a', () => Promise.resolve(done.push('other'))) };
  };

  test('keeps others waiting until its task is finished', async () => {
    const lock = await acquire();
    const { done, other } = beside();
    await new Promise((resolve) => setImmediate(resolve));
    await lock.finish(() => Promise.resolve(done.push('task')));
    await other;
    assert.deepEqual(done, ['task', 'other']);
  });

  test('is released by a task that fails', async () => {
    const lock = await acquire();
    const { done, other } = beside();
    await assert.rejects(
      lock.finish(() => Promise.reject(new Error('No'))),
      /No/u,
    );
    await other;
    assert.deepEqual(done, ['other']);
  });

  test('is released after its time, and acquired again for the task', async () => {
    const lock = await acquire(1);
    const { done, other } = beside();
    await other;
    await lock.finish(() => Promise.resolve(done.push('task')));
    lock.release();
    await there.exclusively('a', () => Promise.resolve());
    assert.deepEqual(done, ['other', 'task']);
  });

  test('is not there if it cannot be acquired', async () => {
    const locks = { exclusively: () => Promise.reject(new Error('No locks')) };
    const refusing = HeldLock.acquire(locks, 'a', 1);
    await assert.rejects(refusing, /No locks/u);
  });
});
