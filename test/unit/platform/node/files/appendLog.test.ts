import assert from 'node:assert/strict';
import { appendFileSync, renameSync, rmSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TriageRecord } from '../../../../../src/core/triage/triageRecord';
import { AppendLog } from '../../../../../src/platform/node/files/appendLog';
import { SharedTriageLog } from '../../../../../src/services/triage/sharedTriageLog';
import type { StepRunner, CooperativeTask } from '../../../../../src/core/base/cooperativeTask';
import { temporaryFolder } from './temporaryFolder';

/** Fails a test that reaches it. */
const unexpected = (error: unknown): void => {
  throw error;
};

/** A compaction that leaves everything. */
function* all(values: readonly unknown[]): CooperativeTask<readonly unknown[]> {
  yield;
  return values;
}

suite('A log that processes share', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'deep', 'log.jsonl');
  const lock = (): string => join(folder(), 'deep', '.log.jsonl.lock');

  test('is empty if the file does not exist', async () => {
    assert.deepEqual((await new AppendLog(path()).read()).values, []);
  });

  test('keeps every value of many writers, in whole lines', async () => {
    const logs = Array.from({ length: 4 }, () => new AppendLog(path()));
    await Promise.all(
      logs.map(async (log, at) => {
        for (let count = 0; count < 10; count += 1) await log.append([{ at, count }, 'second\nline']);
      }),
    );
    const { values } = await new AppendLog(path()).read();
    assert.equal(values.length, 80);
  });

  test('goes on after a line that a crash tore', async () => {
    const log = new AppendLog(path());
    await log.append([1]);
    await appendFile(path(), '{"torn":');
    await log.append([2]);
    assert.deepEqual((await log.read()).values, [1, 2]);
    assert.equal(await readFile(path(), 'utf8'), '1\n{"torn":\n2\n');
  });

  test('loses no addition to a compaction', async () => {
    const log = new AppendLog(path());
    const other = new AppendLog(path());
    const additions = Array.from({ length: 20 }, (_, value) => other.append([value]));
    await Promise.all([...additions, log.append([-1]), log.compact(all)].map((one) => one.catch(() => 0)));
    const { values } = await log.read();
    assert.deepEqual(
      (values as number[]).toSorted((a, b) => a - b),
      [-1, ...Array.from({ length: 20 }, (_, i) => i)],
    );
  });

  test('loses nothing if two are compacting it, and a third adds to it', async () => {
    const logs = [1, 2, 3].map(() => new AppendLog(path()));
    const [adding, one, other] = logs as [AppendLog, AppendLog, AppendLog];
    await adding.append([-1]);
    const additions = async (): Promise<void> => {
      for (let value = 0; value < 20; value += 1) await adding.append([value]);
    };
    const compactions = async (log: AppendLog): Promise<void> => {
      for (let count = 0; count < 10; count += 1) await log.compact(all);
    };
    await Promise.all([additions(), compactions(one), compactions(other)]);
    assert.deepEqual(
      (await adding.read()).values,
      Array.from({ length: 21 }, (_, i) => i - 1),
    );
  });

  /** What happens while a window is stopped: another takes the lock over, works, and lets go. */
  const meanwhile: readonly (readonly [string, (log: string) => void])[] = [
    ['adds to the log', (log) => appendFileSync(log, '"theirs"\n')],
    [
      'replaces the log',
      (log) => {
        appendFileSync(`${log}.new`, '"mine"\n"theirs"\n');
        renameSync(`${log}.new`, log);
      },
    ],
  ];
  for (const [what, work] of meanwhile) {
    test(`loses nothing if another window ${what} while this one is stopped in compacting it`, async () => {
      const log = new AppendLog(path());
      await log.append(['mine']);
      let tries = 0;
      await log.compact(function* (values) {
        yield;
        tries += 1;
        if (tries === 1) {
          rmSync(lock());
          work(path());
        }
        return values;
      });
      assert.deepEqual((await log.read()).values, ['mine', 'theirs']);
    });

    test(`loses nothing if another window ${what} while this one is stopped in adding to it`, async () => {
      const log = new AppendLog(path());
      await log.append(['mine']);
      let looks = 0;
      class Stopped extends AppendLog {
        override async stamp(): Promise<string> {
          looks += 1;
          if (looks === 1) {
            rmSync(lock());
            work(path());
          }
          return super.stamp();
        }
      }
      await new Stopped(path()).append(['mine too']);
      assert.deepEqual((await log.read()).values, ['mine', 'theirs', 'mine too']);
    });
  }

  test('is read from where it was read to, unless it was replaced', async () => {
    const steps: number[] = [];
    const counting: StepRunner = (work) => {
      let count = 0;
      for (;;) {
        const step = work.next();
        count += 1;
        if (step.done !== true) continue;
        steps.push(count);
        return Promise.resolve(step.value);
      }
    };
    const log = new AppendLog(path(), counting);
    await log.append(Array.from({ length: 3200 }, (_, value) => value));
    const whole = await log.readAfter(undefined);
    assert.deepEqual([whole.values.length, whole.isWhole], [3200, true]);
    const parsed = steps.reduce((sum, count) => sum + count, 0);
    assert.ok(parsed >= 100, `3200 lines in ${parsed} steps`);
    await log.append(['more']);
    steps.length = 0;
    const part = await log.readAfter(whole.position);
    assert.deepEqual([part.values, part.isWhole], [['more'], false]);
    assert.ok(Math.max(...steps) === 1, `one line in ${String(steps)} steps`);
    await log.compact(all);
    const again = await log.readAfter(part.position);
    assert.deepEqual([again.values.length, again.isWhole], [3201, true]);
    await writeFile(path(), '1\n2\n');
    assert.deepEqual((await log.readAfter(again.position)).values, [1, 2]);
  });

  test('is read to the end of its last whole line, and of a half one when it is whole', async () => {
    const log = new AppendLog(path());
    await log.append([1]);
    await appendFile(path(), '{"half":');
    const before = await log.readAfter(undefined);
    assert.deepEqual(before.values, [1]);
    await appendFile(path(), '2}\n');
    assert.deepEqual((await log.readAfter(before.position)).values, [{ half: 2 }]);
  });

  test('with lines longer than one read, and letters of several bytes, is read unchanged', async () => {
    const log = new AppendLog(path());
    const values = ['é'.repeat(200_000), 'x', '漢'.repeat(100_001), 'y'];
    await log.append(values);
    assert.deepEqual((await log.read()).values, values);
  });

  const record = (id: string, state: TriageRecord['state'], at = 1): TriageRecord => ({ id, state, at });

  test('tells a window of what another added, and not of its own', async () => {
    const [here, there] = [
      new SharedTriageLog(new AppendLog(path()), unexpected),
      new SharedTriageLog(new AppendLog(path()), unexpected),
    ];
    const heard: (readonly TriageRecord[])[] = [];
    here.onDidChange((records) => heard.push(records));
    await Promise.all([here.load(), there.load()]);
    await here.append([record('a', 'read')]);
    await here.poll();
    assert.equal(heard.length, 0);
    await there.append([record('b', 'later')]);
    await here.append([record('c', 'read')]);
    await here.poll();
    assert.deepEqual(
      heard.map((records) => records.map(({ id }) => id)),
      [['a', 'b', 'c']],
    );
    here.dispose();
    there.dispose();
  });

  test('tells a window of all records if another has replaced the log', async () => {
    const [here, there] = [
      new SharedTriageLog(new AppendLog(path()), unexpected),
      new SharedTriageLog(new AppendLog(path()), unexpected),
    ];
    await there.append([record('a', 'read'), record('b', 'later')]);
    await here.load();
    const heard: (readonly TriageRecord[])[] = [];
    here.onDidReplace((records) => heard.push(records));
    await there.append([{ ...record('a', 'unread'), undecided: true }]);
    await there.compact();
    await here.poll();
    assert.deepEqual(heard, [[record('b', 'later')]]);
    here.dispose();
    there.dispose();
  });

  test('is compacted when most of it counts no more, and what it does not know stays', async () => {
    const log = new SharedTriageLog(new AppendLog(path()), unexpected);
    await new AppendLog(path()).append([{ future: true }]);
    const lines = Array.from(
      { length: 6_000 },
      (_, at) => `${JSON.stringify(record('a', at % 2 ? 'read' : 'later', at))}\n`,
    );
    await appendFile(path(), `${lines.join('')}nonsense\n`);
    assert.equal((await log.load()).length, 6_000);
    assert.equal(
      await readFile(path(), 'utf8'),
      `{"future":true}\n${JSON.stringify(record('a', 'read', 5_999))}\n`,
    );
    assert.deepEqual(await log.load(), [record('a', 'read', 5_999)]);
    log.dispose();
  });

  test('rejects where it cannot be written, and says nothing else', async () => {
    await writeFile(join(folder(), 'deep'), 'a file');
    await assert.rejects(
      new SharedTriageLog(new AppendLog(path()), unexpected).append([record('a', 'read')]),
    );
  });
});
