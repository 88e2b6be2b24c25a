/** A process of its own that takes locks: with a clock of its own, or to be stopped while it holds one. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppendLog } from '../../src/platform/node/files/appendLog';
import { readImage, replaceFile } from '../../src/platform/node/files/atomicFile';
import { withFileLock } from '../../src/platform/node/files/fileLock';

const [mode, base = '', ...args] = process.argv.slice(2);

/** At once, and before anything else can happen to this process. */
function tell(value: unknown): void {
  writeSync(1, `${JSON.stringify(value)}\n`);
}

/** Adds a line to a file that others add to as well. */
async function addLine(path: string, line: string): Promise<void> {
  for (;;) {
    const before = await readImage(path);
    const next = Buffer.concat([before?.bytes ?? Buffer.alloc(0), Buffer.from(`${line}\n`)]);
    if ((await replaceFile(path, next, before?.revision)) !== 'changed') return;
  }
}

/** Saves a number of times, with a clock that is wrong by some milliseconds, and reports each failure. */
async function save([writer = '', count = '', shift = '']: readonly string[]): Promise<void> {
  const now = Date.now;
  Date.now = () => now() + Number(shift);
  const log = new AppendLog(join(base, 'log.jsonl'));
  for (let at = 0; at < Number(count); at += 1) {
    const line = `${writer}-${at}`;
    const saving = at % 2 === 0 ? addLine(join(base, 'file.txt'), line) : log.append([line]);
    await saving.catch((error: unknown) => tell({ failed: line, error: String(error) }));
  }
  tell('done');
}

/** Compacts a log over and over, and says when it has read it and not yet replaced it. */
async function compact(): Promise<void> {
  const log = new AppendLog(join(base, 'log.jsonl'));
  for (;;) {
    await log.compact(function* (values) {
      tell('compacting');
      const until = performance.now() + 200;
      while (performance.now() < until) yield;
      return values;
    });
    tell('compacted');
  }
}

/** Saves without end, and tells of each save. */
async function saveForever([writer = '']: readonly string[]): Promise<void> {
  for (let at = 0; ; at += 1) {
    await addLine(join(base, 'file.txt'), `${writer}-${at}`);
    tell(`${writer}-${at}`);
  }
}

/** Holds a lock until it is killed. */
async function hold(): Promise<void> {
  await withFileLock(join(base, 'file.txt'), async () => {
    tell('held');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  });
}

const modes = { save, compact, saveForever, hold };
await modes[mode as keyof typeof modes](args);
