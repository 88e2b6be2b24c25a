import assert from 'node:assert/strict';
import {
  type IsolatedProcessOptions,
  IsolatedProcess,
  IsolationError,
} from '../../../../../src/platform/common/isolation/isolatedProcess';
import { eventually } from '../../../../support/eventually';
import { forkWithin } from '../../../../../src/platform/node/isolation/forkScript';
import { builtModule } from '../../../../support/builtModule';
import type { TestCalls } from './functions';

suite('IsolatedProcess', () => {
  const made: IsolatedProcess<TestCalls>[] = [];
  let script = '';

  suiteSetup(async () => {
    script = await builtModule('test/processes/platform/common/isolation/functions.ts');
  });
  teardown(() => {
    for (const one of made.splice(0)) one.dispose();
  });

  const open = (options: Partial<IsolatedProcessOptions> = {}): IsolatedProcess<TestCalls> => {
    const process = new IsolatedProcess<TestCalls>({
      start: forkWithin(script, 64),
      idle: 60_000,
      ...options,
    });
    made.push(process);
    return process;
  };
  const limit = 60_000;
  const kindOf = (error: unknown): unknown => (error instanceof IsolationError ? error.kind : error);
  const pidOf = async (process: IsolatedProcess<TestCalls>): Promise<number> =>
    (await process.call('pid', [], { limit })).result;

  test('gives results in order, and bytes of any length both ways', async () => {
    const isolated = open();
    const lengths = [0, 1, 524_288, 3_000_001];
    const answers = await Promise.all(
      lengths.map((length, at) =>
        isolated.call('echo', [at], { limit, input: new Uint8Array(length).fill(at + 1) }),
      ),
    );
    for (const [at, { result, output }] of answers.entries()) {
      const length = lengths[at] ?? 0;
      assert.deepEqual(result, [at, length]);
      assert.ok(Buffer.concat(output).equals(Buffer.alloc(length, at + 1)));
    }
  });

  test('the parts of the output can be received as they arrive', async () => {
    const taken: Uint8Array[] = [];
    const input = Uint8Array.from({ length: 1_200_000 }, (_, at) => at % 251);
    const { output } = await open().call('echo', [], { limit, input, take: (part) => void taken.push(part) });
    assert.deepEqual(output, []);
    assert.ok(taken.length > 1);
    assert.ok(Buffer.concat(taken).equals(input));
  });

  test('an error of the function rejects its call and keeps the process', async () => {
    const isolated = open();
    const before = await pidOf(isolated);
    await assert.rejects(isolated.call('fail', [], { limit }), /It does not read/);
    await assert.rejects(isolated.call('unknown' as 'fail', [], { limit }), /There is no function “unknown”/);
    assert.equal(await pidOf(isolated), before);
  });

  for (const [name, kind, own] of [
    ['loop', 'time', 100],
    ['fill', 'memory', limit],
    ['abort', 'crash', limit],
  ] as const)
    test(`${name}: that call alone is rejected, for its ${kind}`, async () => {
      const isolated = open();
      const calls = [
        isolated.call('echo', ['before'], { limit }),
        isolated.call(name, [], { limit: own }),
        isolated.call('echo', ['after'], { limit, input: new Uint8Array(700_000) }),
        isolated.call(name, [], { limit: own }),
        isolated.call('echo', ['last'], { limit }),
      ];
      const settled = await Promise.allSettled(calls);
      assert.deepEqual(
        settled.map((one) => (one.status === 'fulfilled' ? one.value.result : kindOf(one.reason))),
        [['before', 0], kind, ['after', 700_000], kind, ['last', 0]],
      );
    });

  test('an abort ends the call that runs, and takes back one that waits', async () => {
    const isolated = open();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const loop = isolated.call('loop', [], { limit, signal: running.signal });
    const queued = Array.from({ length: 10 }, (_, at) => isolated.call('echo', [at], { limit }));
    const taken = isolated.call('loop', [], { limit, signal: waiting.signal });
    waiting.abort(new Error('taken back'));
    running.abort(new Error('ended'));
    await assert.rejects(taken, /taken back/);
    await assert.rejects(loop, /ended/);
    for (const [at, answer] of (await Promise.all(queued)).entries())
      assert.deepEqual(answer.result, [at, 0]);
  });

  test('an abort of a call that was sent and has not started rejects only this call', async () => {
    const isolated = open();
    const first = isolated.call('loop', [], { limit: 150 });
    const second = new AbortController();
    const taken = isolated.call('loop', [], { limit, signal: second.signal });
    const third = isolated.call('echo', ['third'], { limit });
    setImmediate(() => second.abort(new Error('taken back')));
    await Promise.all([assert.rejects(first, { kind: 'time' }), assert.rejects(taken, /taken back/)]);
    assert.deepEqual((await third).result, ['third', 0]);
  });

  test('a program that cannot be started rejects all calls once', async () => {
    const isolated = open({ start: forkWithin(`${script}.missing`, 64) });
    const calls = [1, 2, 3].map((at) => isolated.call('echo', [at], { limit }));
    for (const one of await Promise.allSettled(calls))
      assert.equal(one.status === 'rejected' && kindOf(one.reason), 'start');
  });

  test('the process ends when it is idle or closed, and starts again when it is called', async () => {
    const isolated = open({ idle: 1 });
    const first = await pidOf(isolated);
    await eventually(() => assert.throws(() => process.kill(first, 0)));
    const second = await pidOf(isolated);
    assert.notEqual(second, first);
    isolated.dispose();
    await eventually(() => assert.throws(() => process.kill(second, 0)));
    await assert.rejects(isolated.call('pid', [], { limit }), /was closed/);
  });
});
