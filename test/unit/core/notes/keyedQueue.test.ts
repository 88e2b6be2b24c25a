import assert from 'node:assert/strict';
import { KeyedQueue } from '../../../../src/core/notes/keyedQueue';

const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Tasks that say when they begin and end, and end when they are told to. */
function controlled() {
  const events: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    events,
    task: (name: string) => async (): Promise<void> => {
      events.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      events.push(`${name} ends`);
    },
    end: async (name: string): Promise<void> => {
      ends.get(name)?.();
      await aTurn();
    },
  };
}

suite('KeyedQueue', () => {
  test('runs tasks of one key in order, and those of other keys meanwhile', async () => {
    const queue = new KeyedQueue();
    const { events, task, end } = controlled();
    const all = Promise.all([
      queue.run('a', task('first of a')),
      queue.run('a', task('second of a')),
      queue.run('b', task('first of b')),
    ]);
    await aTurn();
    assert.deepEqual(events.splice(0), ['first of a begins', 'first of b begins']);
    await end('first of a');
    assert.deepEqual(events.splice(0), ['first of a ends', 'second of a begins']);
    await end('second of a');
    await end('first of b');
    await all;
  });

  test('rejects with the error of a task, and runs the next one of the key', async () => {
    const queue = new KeyedQueue();
    const failed = queue.run('a', () => Promise.reject(new Error('full disk')));
    const next = queue.run('a', () => Promise.resolve('result'));
    await assert.rejects(failed, /full disk/u);
    assert.equal(await next, 'result');
  });

  test('a key is used again, in order, whenever its earlier tasks end', async () => {
    const queue = new KeyedQueue();
    let running = 0;
    const task = async (ticks: number): Promise<void> => {
      running += 1;
      assert.equal(running, 1);
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      running -= 1;
    };
    const runs: Promise<void>[] = [];
    // A task is added after each number of ticks, so that some are when the key becomes idle.
    for (let at = 0; at < 60; at++) {
      runs.push(queue.run('a', () => task(at % 7)));
      for (let tick = 0; tick < at % 13; tick++) await Promise.resolve();
    }
    await Promise.all(runs);
  });
});
