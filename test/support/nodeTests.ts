/**
 * Runs the suites below test/<name> in this process: `nodeTests.ts ui <results> [grep]`. Prints what mocha
 * reports, and leaves the tally in the folder of results.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, RootHookObject } from 'mocha';
import { onInterrupt } from './interrupt';
import { root } from './paths';
import { writeTally } from './tally';
import { runMocha } from './runMocha';

const [name = '', results = '', grep] = process.argv.slice(2);

// A process that exits ends what it started; one that a signal kills does not.
onInterrupt(() => process.exit(130));

const tally = await runMocha({
  files: testFiles(join(root, 'test', name)),
  grep,
  timeout: name === 'unit' ? 20_000 : 90_000,
  print: console.log,
  ...(name === 'unit' ? {} : { hooks: await workbenchHooks() }),
});
writeTally(results, tally);
process.exit(tally.failed > 0 ? 1 : 0);

function testFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(folder, file));
}

/** A failed test leaves a picture of what it saw; the end of the run closes what is open. */
async function workbenchHooks(): Promise<RootHookObject> {
  const { closeAll, photographAll } = await import('./workbench');
  return {
    async afterEach(this: Context) {
      const test = this.currentTest;
      if (test?.state === 'failed') await photographAll(`failed-${test.fullTitle().replace(/[^\w]+/g, '-')}`);
    },
    afterAll: closeAll,
  };
}
