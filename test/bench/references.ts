import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findReferences, type KnownPapers } from '../../src/core/references/findReferences';
import { type KnownTitle, TitleMatcher } from '../../src/core/references/titleMatcher';
import { forkWithin } from '../../src/platform/node/isolation/forkScript';
import { FolderScanner, type ScannedTitles } from '../../src/services/references/folderScanner';
import { type Blocks, longestBlock } from './longestBlock';
import { pick, seededRandom } from './random';

const words = (
  'model layer batch train loss step data return self input output shape value index token weight learning with of the for ' +
  'in attention network deep graph robust efficient neural sparse scaling transformer state space diffusion'
).split(' ');
const endings = ['py', 'ts', 'md', 'cpp', 'rs', 'txt', 'json', 'yaml', 'tex', 'go'] as const;

/** Each with a process of its own. */
const runs = 5;

/**
 * `npm run bench -- references [--files 10000] [--papers 10000]`: the first scan of a made tree of files of 6 KB, one in
 * ten of which names papers; opening it again; one saved file; what a hover takes in a document that was not read yet. The middle
 * of five runs in milliseconds, with the longest block of this process.
 */
export async function benchReferences(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { files: { type: 'string', default: '10000' }, papers: { type: 'string', default: '10000' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'papers-references-'));
  const script = join(import.meta.dirname, '../../dist/referenceProcess.js');
  const scanners: FolderScanner[] = [];
  const start = (): FolderScanner => {
    const scanner = new FolderScanner(forkWithin(script, 1024));
    scanners.push(scanner);
    return scanner;
  };
  try {
    const root = join(folder, 'tree');
    makeTree(root, Number(values.files));
    const titles = madeTitles(Number(values.papers));
    const index = join(folder, 'references.index');
    const first = await medianOf(async () => {
      rmSync(index, { force: true });
      const scanner = start();
      const scan = await longestBlock(() => scanner.scanFolder(titles, root, index));
      await scanner.stored();
      return scan;
    });
    print(`first scan of ${first.value.listed} files`, first, '≤ 1,000; blocked ≤ 20');
    console.log(`  ${first.value.files.length} files name something; listed by ${first.value.by}`);
    const reopened = await medianOf(() => longestBlock(() => start().scanFolder(titles, root, index)));
    print(`reopening, ${reopened.value.read} files read`, reopened, '≤ 200');
    const [scanner = start()] = scanners;
    const saved = await longestBlock(() => scanner.scanFiles(titles, root, ['d0/file0.py']));
    print('a saved file', saved, '≤ 100');
    benchHover(Number(values.papers));
  } finally {
    for (const scanner of scanners) scanner.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The middle one of several runs, by the time that they took; with the longest block of all. */
async function medianOf<T>(run: () => Promise<Blocks<T>>): Promise<Blocks<T>> {
  const all: Blocks<T>[] = [];
  while (all.length < runs) all.push(await run());
  const [middle] = all.toSorted((a, b) => a.took - b.took).slice(Math.floor(runs / 2));
  if (!middle) throw new RangeError('There was no run.');
  return { ...middle, blocked: Math.max(...all.map(({ blocked }) => blocked)) };
}

/** A hover finds the references of its document, unless that was read since its last change. */
function benchHover(papers: number): void {
  const titles = new TitleMatcher(madeTitleList(papers));
  const known: KnownPapers = {
    onArxiv: (id) => id,
    withDoi: (doi) => doi,
    withId: (id) => id,
    titled: (title) => title,
    cited: () => undefined,
  };
  const random = seededRandom(9);
  const times = Array.from({ length: 400 }, (_, at) => {
    const text = madeText(random, at);
    const started = performance.now();
    findReferences(text, 'python', titles, known);
    return performance.now() - started;
  }).toSorted((a, b) => a - b);
  console.log(
    `hover, 95th percentile: ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(1)} ms (≤ 10)`,
  );
}

function print(title: string, { took, blocked }: Blocks<unknown>, target: string): void {
  console.log(`${title}: ${took.toFixed(0)} ms, blocked ${blocked.toFixed(1)} ms (${target})`);
}

function makeTree(root: string, files: number): void {
  const random = seededRandom(5);
  for (let at = 0; at < files; at++) {
    const folder = join(root, `d${Math.floor(at / 100)}`);
    if (at % 100 === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file${at}.${endings[at % endings.length] ?? 'txt'}`), madeText(random, at));
  }
}

function madeText(random: () => number, at: number): string {
  const lines: string[] = [];
  for (let length = 0; length < 6_000;) {
    const line = Array.from({ length: 9 }, () => pick(words, random)).join(' ');
    lines.push(random() < 0.2 ? `# ${line}` : `    ${line} = ${(random() * 1000).toFixed(3)}`);
    length += line.length + 8;
  }
  if (at % 10 === 0) lines.splice(20, 0, `# arXiv:${2000 + (at % 12) + 1}.${10_000 + at}`);
  return lines.join('\n');
}

function madeTitleList(papers: number): readonly KnownTitle[] {
  const random = seededRandom(7);
  return Array.from({ length: papers }, (_, at) => ({
    paperId: `paper-${at}-0123abcd`,
    title: Array.from({ length: 9 }, () => pick(words, random)).join(' '),
  }));
}

function madeTitles(papers: number): ScannedTitles {
  const lines = madeTitleList(papers).map(({ paperId, title }) => `${paperId}\t${title}\n`);
  const encoded = { name: 'made', lines: new TextEncoder().encode(lines.join('')) };
  return { name: 'made', encoded: () => Promise.resolve(encoded) };
}
