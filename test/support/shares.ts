import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths';

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

/**
 * Divides the test files below test/<name> into shares that take about as long. Each file, the longest first, goes to the share
 * that has the least to do so far; those that share what takes long to read go together.
 */
export function testFiles(name: string, shares: number): readonly (readonly string[])[] {
  const folder = join(root, 'test', name);
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
  const divided = Array.from({ length: shares }, () => ({ total: 0, files: [] as string[] }));
  for (const { group, cost } of costs) {
    const least = divided.reduce((least, each) => (each.total < least.total ? each : least));
    least.total += cost;
    least.files.push(...group);
  }
  return divided.map(({ files: share }) => share);
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
