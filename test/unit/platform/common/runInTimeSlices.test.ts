import assert from 'node:assert/strict';
import { runInTimeSlices } from '../../../../src/platform/common/runInTimeSlices';

suite('runInTimeSlices', () => {
  /** A clock that steps move on, in place of the one of the machine. */
  let now = 0;
  const clock = performance.now.bind(performance);
  setup(() => {
    now = 0;
    performance.now = () => now;
  });
  teardown(() => {
    performance.now = clock;
  });

  /** Takes some steps of a millisecond each, and records the turn of the event loop of each. */
  function* stepping(count: number, turns: number[]): Generator<void, string> {
    for (let step = 0; step < count; step += 1) {
      now += 1;
      turns.push(turn);
      yield;
    }
    return `${count} steps`;
  }

  let turn = 0;
  /** Counts the turns of the event loop while something runs. */
  const counting = async <T>(run: () => Promise<T>): Promise<T> => {
    let isOver = false;
    const next = (): void => {
      turn += 1;
      if (!isOver) setImmediate(next);
    };
    next();
    try {
      return await run();
    } finally {
      isOver = true;
    }
  };
  const mostInOneTurn = (turns: readonly number[]): number =>
    Math.max(...new Set(turns.map((one) => turns.filter((other) => other === one).length)));

  test('computations that run at the same time share one turn', async () => {
    const turns: number[] = [];
    const results = await counting(() =>
      Promise.all(Array.from({ length: 6 }, () => runInTimeSlices(stepping(40, turns)))),
    );
    assert.deepEqual(
      results,
      Array.from({ length: 6 }, () => '40 steps'),
    );
    assert.equal(turns.length, 240);
    // One step begins at most at the end of each one's share.
    assert.ok(mostInOneTurn(turns) <= 18, `${mostInOneTurn(turns)} steps in one turn`);
  });

  test('a computation that may take little of a turn gets its share beside one that may take much', async () => {
    const [long, short]: number[][] = [[], []];
    assert.ok(long && short);
    await counting(() =>
      Promise.all([runInTimeSlices(stepping(400, long)), runInTimeSlices(stepping(40, short), undefined, 4)]),
    );
    assert.ok(mostInOneTurn(short) <= 4);
    assert.ok((short.at(-1) ?? 0) < (long.at(-1) ?? 0));
  });

  test('a computation that ends within the turn has its result without another', async () => {
    const turns: number[] = [];
    const [before, result, after] = await counting(async () => [
      turn,
      await runInTimeSlices(stepping(2, turns), undefined, 40),
      turn,
    ]);
    assert.equal(result, '2 steps');
    assert.equal(before, after);
  });

  test('ends with what its signal was aborted with', async () => {
    const abort = new AbortController();
    const turns: number[] = [];
    const running = runInTimeSlices(stepping(1000, turns), abort.signal);
    abort.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
    assert.ok(turns.length < 20);
  });

  test('rejects with what a step throws', async () => {
    const failing = (function* (): Generator<void, void> {
      yield;
      throw new Error('no');
    })();
    await assert.rejects(runInTimeSlices(failing), /no/);
  });
});
