import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths';

/**
 * What takes time in a test file, and how long beside a test of its kind: windows and reloads in test/ui; in test/unit
 * properties, large texts, and all seed papers.
 */
const costOfText: readonly (readonly [what: RegExp, cost: number])[] = [
  [/\btest\(/g, 1],
  [/\b(?:openWorkbench|openServerless|openWorkspace|runWebHostTests)\(|\.reload\(\)/g, 8],
  [/\bfc\.(?:assert|sample)\(/g, 10],
  // Parses all seeds as pages, searches by definition, shows huge papers, or waits for a clock.
  [/\b(?:pageText|referenceSearch|assertShown|ScaledClock)\b/g, 40],
  [/\d_000|\.repeat\(\d/g, 8],
  [/\b(?:seedDocuments|allSeeds|bench\w+)\(/g, 12],
];
/** Suites that share a window, and those of the reader's page, which has no workbench around it. */
const [sharedWindow, onStage] = [8, 0.2] as const;

/**
 * Divides the test files below test/<name> into shares that take about as long. Each file, the longest first, goes to the share
 * that has the least to do so far.
 */
export function testFiles(name: string, shares: number): readonly (readonly string[])[] {
  const folder = join(root, 'test', name);
  const costs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => ({ file: join(folder, file), cost: costOf(join(folder, file)) }))
    .sort((a, b) => b.cost - a.cost || (a.file < b.file ? -1 : 1));
  const divided = Array.from({ length: shares }, () => ({ total: 0, files: [] as string[] }));
  for (const { file, cost } of costs) {
    const least = divided.reduce((least, each) => (each.total < least.total ? each : least));
    least.total += cost;
    least.files.push(file);
  }
  return divided.map(({ files }) => files);
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
