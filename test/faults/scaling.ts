import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Scenario } from './scenario';
import type { Begun, Measured, Times } from './scalingWorker';
import { bundleWorker, Worker } from './workers';

/** Milliseconds after which a text is given up on. The largest has 32,768 units. */
const longest = 120_000;

/**
 * Every parser, renderer and matcher over texts of many shapes. Fails if one takes more than twelve times the time for
 * four times the text, and takes it noticeably, or throws.
 */
export const scaling: Scenario = {
  name: 'scaling of all that reads text',
  waits: true,
  async run(bench) {
    const script = join(bench.folder, 'scaling.mjs');
    await bundleWorker('scalingWorker', script);
    const told = await runWorker(script, [bench.short ? 'short' : 'full']);
    const measured = told.filter((each): each is Measured => 'done' in each);
    for (const { done, slowest } of measured) bench.say(`${done}: ${milliseconds(slowest)}`);
    bench.say(
      `${measured.length} readers, ${told.length - measured.length} texts; milliseconds for n, 2n and 4n`,
    );
    const faults = measured.flatMap((each) =>
      each.faults.map((fault) => `${each.done}: ${milliseconds(fault)}`),
    );
    assert.deepEqual(faults, []);
  },
};

function milliseconds({ shape, times, error }: Times): string {
  return `${error ?? times?.map((time) => time.toFixed(1)).join(' ') ?? ''} ${shape.slice(0, 80)}`;
}

/** Runs until the end, or until no message has come for too long. */
async function runWorker(script: string, args: readonly string[]): Promise<readonly (Begun | Measured)[]> {
  const worker = new Worker(script, args);
  let before = -1;
  const stalled = new Promise<never>((_, reject) => {
    const timer = setInterval(() => {
      const { told } = worker;
      if (told.length !== before) before = told.length;
      else reject(new Error(`No end was seen of ${JSON.stringify(told.at(-1))}`));
    }, longest);
    void worker.ended.finally(() => clearInterval(timer)).catch(() => undefined);
  });
  try {
    await Promise.race([worker.ended, stalled]);
  } catch (error) {
    await worker.kill();
    throw error;
  }
  return worker.told as readonly (Begun | Measured)[];
}
