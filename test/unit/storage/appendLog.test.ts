import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TriageRecord } from '../../../src/core/triage/triageRecord';
import { AppendLog } from '../../../src/host/storage/appendLog';
import { SharedTriageLog } from '../../../src/host/storage/sharedTriageLog';
import { temporaryFolder } from './temporaryFolder';

/** What no test here should come to. */
const unexpected = (error: unknown): void => {
  throw error;
};

suite('A log that processes share', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'deep', 'log.jsonl');

  test('is empty where there is none', async () => {
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
    await Promise.all(
      [...additions, log.append([-1]), log.compact((values) => values)].map((one) => one.catch(() => 0)),
    );
    const { values } = await log.read();
    assert.deepEqual(
      (values as number[]).toSorted((a, b) => a - b),
      [-1, ...Array.from({ length: 20 }, (_, i) => i)],
    );
  });

  const record = (id: string, state: TriageRecord['state'], at = 1): TriageRecord => ({ id, state, at });

  test('tells a window of what another added, and not of its own', async () => {
    const [here, there] = [new SharedTriageLog(path(), unexpected), new SharedTriageLog(path(), unexpected)];
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

  test('is compacted when most of it counts no more, and what it does not know stays', async () => {
    const log = new SharedTriageLog(path(), unexpected);
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
    await assert.rejects(new SharedTriageLog(path(), unexpected).append([record('a', 'read')]));
  });
});
