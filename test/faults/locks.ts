import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppendLog } from '../../src/platform/node/files/appendLog';
import { readImage, replaceFile } from '../../src/platform/node/files/atomicFile';
import { withFileLock } from '../../src/platform/node/files/fileLock';
import { type Bench, type Scenario, random } from './scenario';
import { LockTimeout } from '../../src/platform/common/fileErrors';
import { Worker } from './workers';

/** In milliseconds: how far the clocks of two machines are from the file server's. */
const shifts = [-3_600_000, -15_000, 15_000, 3_600_000];
/** Those that are far have the other clock. */
const writers = ['near 1', 'near 2', 'far 1', 'far 2'];

export const otherClocks: Scenario = {
  name: 'the clock of the file server is another',
  waits: true,
  async run(bench) {
    const saves = bench.short ? 10 : 50;
    const failed: unknown[] = [];
    let lost = 0;
    for (const shift of shifts) {
      const folder = join(bench.folder, `${shift}`);
      await mkdir(folder);
      const workers = writers.map(
        (writer) =>
          new Worker(bench.lockWorker, [
            ...['save', folder, writer, `${saves}`],
            writer.startsWith('far') ? `${shift}` : '0',
          ]),
      );
      await Promise.all(workers.map((worker) => worker.end()));
      failed.push(...workers.flatMap(({ told }) => told.filter((one) => one !== 'done')));
      const lines = new Set<unknown>([
        ...(await readFile(join(folder, 'file.txt'), 'utf8')).split('\n'),
        ...(await new AppendLog(join(folder, 'log.jsonl')).read()).values,
      ]);
      for (const writer of writers)
        for (let at = 0; at < saves; at += 1) if (!lines.has(`${writer}-${at}`)) lost += 1;
    }
    bench.say(
      `${saves * shifts.length * writers.length} saves, by clocks 15 s and 1 h off either way: ${failed.length} failed, ${lost} lost`,
    );
    assert.deepEqual([failed, lost], [[], 0]);
  },
};

const inOtherNamespace = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

export const otherNamespace: Scenario = {
  name: 'a process of another pid namespace holds a lock',
  waits: true,
  async run(bench) {
    if (spawnSync(inOtherNamespace[0], [...inOtherNamespace.slice(1), 'true']).status !== 0) {
      bench.say('no namespace can be made here');
      return;
    }
    const path = join(bench.folder, 'file.txt');
    const holder = new Worker(bench.lockWorker, ['hold', bench.folder], false, [
      ...inOtherNamespace,
      process.execPath,
    ]);
    assert.equal(await holder.next(), 'held');
    await assert.rejects(
      withFileLock(path, () => Promise.resolve(), { patience: 7_000 }),
      LockTimeout,
    );
    await holder.kill();
    await withFileLock(path, () => Promise.resolve());
    bench.say('its lock is kept while it lives, and taken over when it was killed');
  },
};

/** In milliseconds: longer than a lock is waited for that its holder does not renew. */
const stopTime = ({ short }: Bench): number => (short ? 6_000 : 10_000);

export const stoppedCompaction: Scenario = {
  name: 'a window is stopped while it compacts a log',
  waits: true,
  async run(bench) {
    const rounds = bench.short ? 1 : 5;
    const marks = 20;
    await inRounds(bench, rounds, async (folder) => {
      const log = new AppendLog(join(folder, 'log.jsonl'));
      await log.append(Array.from({ length: 1000 }, (_, at) => `before-${at}`));
      const worker = new Worker(bench.lockWorker, ['compact', folder]);
      assert.equal(await worker.next(), 'compacting');
      worker.stop();
      const stopped = sleep(stopTime(bench));
      const other = new AppendLog(join(folder, 'log.jsonl'));
      for (let at = 0; at < marks; at += 1) await other.append([`mark-${at}`]);
      await stopped;
      worker.continue();
      // It finds its lock lost, and compacts what is there by then.
      while ((await worker.next()) !== 'compacted');
      await worker.kill();
      const { values } = await log.read();
      const lost = Array.from({ length: marks }, (_, at) => `mark-${at}`).filter(
        (mark) => !values.includes(mark),
      );
      assert.deepEqual([lost, values.length], [[], 1000 + marks]);
    });
    bench.say(`${rounds} stops: 0 of ${rounds * marks} marks of another window lost`);
  },
};

export const stoppedSave: Scenario = {
  name: 'a window is stopped while it saves',
  waits: true,
  async run(bench) {
    const rounds = bench.short ? 1 : 10;
    const draw = random(3);
    let saves = 0;
    await inRounds(bench, rounds, async (folder) => {
      const worker = new Worker(bench.lockWorker, ['saveForever', folder, 'stopped']);
      await worker.next();
      await sleep(draw() * 20);
      worker.stop();
      const stopped = sleep(stopTime(bench));
      const path = join(folder, 'file.txt');
      const lines: unknown[] = [];
      for (let at = 0; at < 20; at += 1) {
        lines.push(`other-${at}`);
        await addLine(path, `other-${at}`);
      }
      await stopped;
      worker.continue();
      await worker.next();
      await worker.kill();
      lines.push(...worker.told);
      const found = new Set<unknown>((await readFile(path, 'utf8')).split('\n'));
      assert.deepEqual(
        lines.filter((line) => !found.has(line)),
        [],
      );
      saves += lines.length;
    });
    bench.say(`${rounds} stops: 0 of ${saves} saves of two windows lost`);
  },
};

/** Does the rounds at once, each in a folder of its own. */
async function inRounds(bench: Bench, rounds: number, run: (folder: string) => Promise<void>): Promise<void> {
  const folders = Array.from({ length: rounds }, (_, round) => join(bench.folder, `${round}`));
  await Promise.all(
    folders.map(async (folder) => {
      await mkdir(folder);
      await run(folder);
    }),
  );
}

async function addLine(path: string, line: string): Promise<void> {
  for (;;) {
    const before = await readImage(path);
    const next = Buffer.concat([before?.bytes ?? Buffer.alloc(0), Buffer.from(`${line}\n`)]);
    if ((await replaceFile(path, next, before?.revision)) !== 'changed') return;
  }
}
