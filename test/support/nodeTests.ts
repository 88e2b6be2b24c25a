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

/**
 * What takes time in a test file, and how long beside a test of its kind: windows and reloads in test/ui; in test/unit
 * properties, large texts, all seed papers, and programs that are built and started.
 */
const costs: readonly (readonly [what: RegExp, cost: number])[] = [
  [/\btest\(/g, 1],
  [/\bopenWorkbench\(|\.reload\(\)/g, 8],
  [/\bfc\.(?:assert|sample)\(/g, 10],
  [/\b(?:builtModule|killWhileSaving)\(/g, 30],
  [/\d_000|\.repeat\(\d/g, 8],
  [/\b(?:seedDocuments|allSeeds|bench\w+|sourceFiles|superLinear)\(/g, 12],
];
/** Suites that share a window, and those of the reader's page, which has no workbench around it. */
const [sharedWindow, onStage] = [8, 0.2] as const;

// A process that exits ends what it started; one that a signal kills does not.
onInterrupt(() => process.exit(130));

const tally = await runMocha({
  files: testFiles(join(root, 'test', name)),
  grep: values.grep,
  timeout: name === 'unit' ? 60_000 : 90_000,
  print: console.log,
  // A workbench on a busy machine gives the focus back late; what had to be tried again is in the output, to be mended.
  ...(name === 'unit' ? {} : { retries: 1, hooks: await workbenchHooks() }),
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

/** About how long a test file takes, with the suites that it imports from the folder with its name. */
function costOf(file: string): number {
  const folder = file.replace(/\.test\.ts$/, '');
  const imported = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const text = [file, ...imported].map((each) => readFileSync(each, 'utf8')).join('\n');
  const cost = costs.reduce((sum, [what, each]) => sum + each * (text.match(what)?.length ?? 0), 0);
  if (text.includes('ReaderStage.open(')) return cost * onStage;
  return cost + (text.includes('sharedWorkbench(') ? sharedWindow : 0);
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
