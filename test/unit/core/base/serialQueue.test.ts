import assert from 'node:assert/strict';
import { SerialQueue } from '../../../../src/core/base/serialQueue';

suite('Serial queue', () => {
  test('runs tasks one at a time, in the order in which they were added', async () => {
    const queue = new SerialQueue();
    const events: string[] = [];
    const task = (name: string, steps: number) => async () => {
      events.push(`${name} starts`);
      for (let step = 0; step < steps; step++) await Promise.resolve();
      events.push(`${name} ends`);
    };
    await Promise.all([queue.run(task('first', 9)), queue.run(task('second', 0))]);
    assert.deepEqual(events, ['first starts', 'first ends', 'second starts', 'second ends']);
  });

  test('resolves to the result of the task', async () => {
    assert.equal(await new SerialQueue().run(() => 'result'), 'result');
  });

  test('rejects with the error of a task, and runs the next one', async () => {
    const queue = new SerialQueue();
    const failed = queue.run(() => Promise.reject(new Error('full disk')));
    const thrown = queue.run(() => {
      throw new Error('bad argument');
    });
    const next = queue.run(() => Promise.resolve('result'));
    await assert.rejects(failed, /full disk/u);
    await assert.rejects(thrown, /bad argument/u);
    assert.equal(await next, 'result');
  });

  test('is settled when all tasks are, whether they failed or not', async () => {
    const queue = new SerialQueue();
    let isDone = false;
    const failed = queue.run(() => Promise.reject(new Error('full disk')));
    const done = queue.run(() => {
      isDone = true;
    });
    await queue.settled();
    assert.ok(isDone);
    await assert.rejects(failed);
    await done;
  });
});
