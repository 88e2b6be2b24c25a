import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ARXIV_RATE_LIMIT,
  HUGGING_FACE_RATE_LIMIT,
  type RateLimit,
} from '../../../../src/core/remote/rateLimit';
import { RequestQueue } from '../../../../src/core/remote/requestQueue';
import { FakeClock } from './fakeClock';
import { runs } from '../../../support/testLength';

interface Run {
  readonly started: number;
  readonly ended: number;
}

/** Runs requests that take so long each, and tells when each was under way. */
async function runAll(pace: RateLimit, lengths: readonly number[]): Promise<readonly Run[]> {
  const clock = new FakeClock();
  const queue = new RequestQueue(pace, clock);
  const runs = lengths.map((length) =>
    queue.run(async () => {
      const started = clock.now();
      await clock.wait(length);
      return { started, ended: clock.now() };
    }),
  );
  await clock.pass(10_000_000);
  return Promise.all(runs);
}

suite('The queue of requests to a host', () => {
  test('asks arXiv one thing at a time, three seconds after the last', async () => {
    const runs = await runAll(ARXIV_RATE_LIMIT, [1000, 10, 5000]);
    assert.deepEqual(runs, [
      { started: 0, ended: 1000 },
      { started: 4000, ended: 4010 },
      { started: 7010, ended: 12_010 },
    ]);
  });

  test('keeps any pace, and the order of the requests', async () => {
    const paces = fc.record({
      atOnce: fc.integer({ min: 1, max: 3 }),
      apart: fc.nat({ max: 3000 }),
      window: fc.record({
        starts: fc.integer({ min: 1, max: 5 }),
        milliseconds: fc.integer({ min: 1, max: 5000 }),
      }),
    });
    await fc.assert(
      fc.asyncProperty(paces, fc.array(fc.nat({ max: 2000 }), { maxLength: 15 }), async (pace, lengths) => {
        const runs = await runAll(pace, lengths);
        const starts = runs.map(({ started }) => started);
        assert.deepEqual(
          starts,
          starts.toSorted((a, b) => a - b),
        );
        for (const { started } of runs) {
          assert.ok(
            runs.filter((run) => run.started <= started && run.ended > started).length <= pace.atOnce,
          );
          const recent = starts.filter(
            (start) => start <= started && start > started - pace.window.milliseconds,
          );
          assert.ok(recent.length <= pace.window.starts);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('stays below the limit of Hugging Face', async () => {
    const runs = await runAll(HUGGING_FACE_RATE_LIMIT, Array<number>(900).fill(1));
    const late = runs.filter(({ started }) => started >= 300_000);
    assert.equal(late.length, 500);
  });

  test('waits as long as the host asks', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(HUGGING_FACE_RATE_LIMIT, clock);
    queue.hold(55_000);
    const started = queue.run(() => Promise.resolve(clock.now()));
    await clock.pass(60_000);
    assert.equal(await started, 55_000);
  });

  test('goes on after a request that fails', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(ARXIV_RATE_LIMIT, clock);
    const failing = queue.run(() => Promise.reject(new Error('refused')));
    const next = queue.run(() => Promise.resolve(clock.now()));
    await assert.rejects(failing, /refused/);
    await clock.pass(3000);
    assert.equal(await next, 3000);
  });

  test('lets a request that is cancelled before its turn go at once, and never starts it', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(ARXIV_RATE_LIMIT, clock);
    const first = queue.run(() => clock.wait(1000));
    const stop = new AbortController();
    let started = false;
    const second = queue.run(() => Promise.resolve((started = true)), stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(second, /enough/);
    await assert.rejects(
      queue.run(() => Promise.resolve(), stop.signal),
      /enough/,
    );
    await clock.pass(20_000);
    await first;
    assert.equal(started, false);
  });
});
