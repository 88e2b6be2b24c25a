/**
 * Runs the suites below test/<name> in this process: `nodeTests.ts ui --results <folder>`. Prints what mocha
 * reports, and leaves the tally in the folder of results. `--share 1/2` runs one of two shares that take about as long.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Context, RootHookObject } from 'mocha';
import { bundleTests } from './bundleTests';
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
const costOfText: readonly (readonly [what: RegExp, cost: number])[] = [
  [/\btest\(/g, 1],
  [/\b(?:openWorkbench|openServerless|openWorkspace|runWebHostTests)\(|\.reload\(\)/g, 8],
  [/\bfc\.(?:assert|sample)\(/g, 10],
  [/\b(?:builtModule|killWhileSaving|importGraph)\(/g, 30],
  // Each test starts a process, or several.
  [/\b(?:forkScript|forkWithin|new Preparation)\(/g, 150],
  // Each starts several, or the whole build.
  [/\bnew IndexClient\(|'esbuild\.mjs'/g, 250],
  [/\bServerClient\.start\(/g, 500],
  [/\d_000|\.repeat\(\d/g, 8],
  [/\b(?:seedDocuments|allSeeds|bench\w+|sourceFiles|superLinear)\(/g, 12],
];
/** Folders whose tests parse all sources, or read all imports, once for all of them. */
const together: readonly string[] = [join('unit', 'architecture')];
/** Suites that share a window, and those of the reader's page, which has no workbench around it. */
const [sharedWindow, onStage] = [8, 0.2] as const;

// A process that exits ends what it started; one that a signal kills does not.
onInterrupt(() => process.exit(130));

const files = testFiles(join(root, 'test', name));
const tally = await runMocha({
  // Units are hundreds of files; those of other parts are few, and start programs that take longer than loading them.
  files: name === 'unit' && values.results !== undefined ? [await bundleTests(files, values.results)] : files,
  grep: values.grep,
  timeout: name === 'unit' ? 60_000 : 90_000,
  print: console.log,
  // A workbench on a busy machine gives the focus back late; what had to be tried again is in the output, to be mended.
  ...(name === 'unit' ? {} : { retries: 1, hooks: await workbenchHooks() }),
});
if (values.results !== undefined) writeTally(values.results, tally);
process.exit(tally.failed > 0 ? 1 : 0);

/**
 * The test files of this share. Each, the longest first, goes to the share that has the least to do so far; those that share
 * what takes long to read go together.
 */
function testFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(folder, file));
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const key = together.find((each) => file.includes(each)) ?? file;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  const costs = [...groups]
    .map(([key, group]) => ({ key, group, cost: group.reduce((sum, file) => sum + costOf(file), 0) }))
    .sort((a, b) => b.cost - a.cost || (a.key < b.key ? -1 : 1));
  const totals = Array.from({ length: shares }, () => 0);
  return costs.flatMap(({ group, cost }) => {
    const least = totals.indexOf(Math.min(...totals));
    totals[least] = (totals[least] ?? 0) + cost;
    return least === share - 1 ? group : [];
  });
}

/** About how long a test file takes, with the suites that it imports from the folder with its name. */
function costOf(file: string): number {
  const folder = file.replace(/\.test\.ts$/, '');
  const imported = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const text = [file, ...imported].map((each) => readFileSync(each, 'utf8')).join('\n');
  const cost = costOfText.reduce((sum, [what, each]) => sum + each * (text.match(what)?.length ?? 0), 0);
  if (text.includes('ReaderStage.open(') && !text.includes('openWorkbench(')) return cost * onStage;
  return cost + (/(?:sharedWorkbench|stubWindow)\(/.test(text) ? sharedWindow : 0);
}

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
