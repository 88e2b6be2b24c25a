/**
 * Runs the suites below test/<name> in this process: `nodeTests.ts ui --results <folder>`. Prints what mocha
 * reports, and leaves the tally in the folder of results. `--share 1/2` takes the first of every two files.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Context, RootHookObject } from 'mocha';
import { onInterrupt } from './interrupt';
import { root } from './paths';
import { writeTally } from './tally';
import { runMocha } from './runMocha';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    results: { type: 'string' },
    grep: { type: 'string' },
    share: { type: 'string', default: '1/1' },
  },
});
const [name = ''] = positionals;
const [share = 1, shares = 1] = values.share.split('/').map(Number);

// A process that exits ends what it started; one that a signal kills does not.
onInterrupt(() => process.exit(130));

const tally = await runMocha({
  files: testFiles(join(root, 'test', name)),
  grep: values.grep,
  timeout: name === 'unit' ? 20_000 : 90_000,
  print: console.log,
  ...(name === 'unit' ? {} : { hooks: await workbenchHooks() }),
});
if (values.results !== undefined) writeTally(values.results, tally);
process.exit(tally.failed > 0 ? 1 : 0);

function testFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .filter((_, index) => index % shares === share - 1)
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
