/**
 * Runs the suites below test/<name> in this process: `nodeTests.ts ui --results <folder>`. Prints what mocha
 * reports, and leaves the tally in the folder of results. `--share 1/2` runs one of two shares that take about as long,
 * `--bundle <file>` the tests in that file.
 */
import { parseArgs } from 'node:util';
import type { Context, RootHookObject } from 'mocha';
import { onInterrupt } from './interrupt';
import { writeTally } from './tally';
import { runMocha } from './runMocha';
import { testFiles } from './shares';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    results: { type: 'string' },
    grep: { type: 'string' },
    share: { type: 'string', default: '1/1' },
    bundle: { type: 'string' },
  },
});
const [name = ''] = positionals;
const inWorkbench = name === 'ui' || name === 'package';
const [share = 1, shares = 1] = values.share.split('/').map(Number);

// A process that exits ends what it started; one that a signal kills does not.
onInterrupt(() => process.exit(130));

const tally = await runMocha({
  files: values.bundle === undefined ? (testFiles(name, shares)[share - 1] ?? []) : [values.bundle],
  grep: values.grep,
  timeout: inWorkbench ? 180_000 : 60_000,
  print: console.log,
  // A workbench on a busy machine gives the focus back late; what had to be tried again is in the output, to be mended.
  ...(inWorkbench && { retries: 1, hooks: await workbenchHooks() }),
});
if (values.results !== undefined) writeTally(values.results, tally);
process.exit(tally.failed > 0 ? 1 : 0);

/** Takes a picture of all open windows after each failed attempt of a test, and closes them at the end of the run. */
async function workbenchHooks(): Promise<RootHookObject> {
  const { closeAll, photographAll } = await import('./workbench');
  return {
    async afterEach(this: Context) {
      const test = this.currentTest;
      if (!test || test.state === 'passed' || test.isPending()) return;
      // A test that is tried again has no state.
      const outcome = test.state ?? 'tried-again';
      await photographAll(`${outcome}-${test.fullTitle().replace(/[^\w]+/g, '-')}`);
    },
    afterAll: closeAll,
  };
}
