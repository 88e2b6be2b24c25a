import assert from 'node:assert/strict';
import { CoalescedTask } from '../../../../src/platform/common/coalescedTask';

/** A task that ends when the test ends it, with the number of its runs. */
function controlled() {
  const ends: (() => void)[] = [];
  let runs = 0;
  return {
    task: (): Promise<void> => {
      runs += 1;
      return new Promise((resolve) => ends.push(resolve));
    },
    end: (): void => ends.splice(0).forEach((resolve) => resolve()),
    runs: (): number => runs,
  };
}

const failed: unknown[] = [];
const options = { delay: 0, report: (error: unknown) => void failed.push(error) };
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

suite('CoalescedTask', () => {
  test('runs once for the requests of a burst', async () => {
    let runs = 0;
    const task = new CoalescedTask(() => Promise.resolve(void (runs += 1)), options);
    for (let at = 0; at < 100; at++) task.request();
    assert.equal(runs, 0);
    await task.settled();
    assert.equal(runs, 1);
    await task.settled();
    assert.equal(runs, 1);
  });

  test('runs by itself after its delay', async () => {
    await new Promise<void>((resolve) => {
      const task = new CoalescedTask(() => {
        resolve();
        return Promise.resolve();
      }, options);
      task.request();
    });
  });

  test('runs once more, and not concurrently, for requests during a run', async () => {
    const run = controlled();
    const task = new CoalescedTask(run.task, options);
    task.request();
    const settled = task.settled();
    task.request();
    task.request();
    assert.equal(run.runs(), 1);
    run.end();
    while (run.runs() < 2) await nextTurn();
    run.end();
    await settled;
    assert.equal(run.runs(), 2);
  });

  test('reports a failure, and runs at the next request', async () => {
    let runs = 0;
    const task = new CoalescedTask(() => {
      runs += 1;
      throw new Error(`${runs}`);
    }, options);
    for (let at = 0; at < 2; at++) {
      task.request();
      await task.settled();
    }
    assert.deepEqual(failed.map(String), ['Error: 1', 'Error: 2']);
  });

  test('does not run once it is disposed', async () => {
    const run = controlled();
    const task = new CoalescedTask(run.task, options);
    task.request();
    task.dispose();
    task.request();
    await task.settled();
    assert.equal(run.runs(), 0);
  });
});
