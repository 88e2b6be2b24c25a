/**
 * Runs the suites below test/<name> in this process: `nodeTests.ts ui --results <folder>`. Prints what mocha
 * reports, and leaves the tally in the folder of results. `--share 1/2` runs one of two shares that take about as long.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** The test files of this share. Each file, the longest first, goes to the share that has the least to do so far. */
function testFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
    .map((file) => ({ file, cost: costOf(file) }))
    .sort((a, b) => b.cost - a.cost || (a.file < b.file ? -1 : 1));
  const totals = Array.from({ length: shares }, () => 0);
  return files.flatMap(({ file, cost }) => {
    const least = totals.indexOf(Math.min(...totals));
    totals[least] = (totals[least] ?? 0) + cost;
    return least === share - 1 ? [file] : [];
  });
}

/**
 * About how long a test file takes, with the suites that it imports from the folder with its name: opening or reloading a
 * window takes as long as some eight tests.
 */
function costOf(file: string): number {
  const folder = file.replace(/\.test\.ts$/, '');
  const imported = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const text = [file, ...imported].map((each) => readFileSync(each, 'utf8')).join('\n');
  const count = (what: RegExp): number => text.match(what)?.length ?? 0;
  return count(/\btest\(/g) + 8 * count(/\bopenWorkbench\(|\.reload\(\)/g);
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
