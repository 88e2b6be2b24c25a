import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PaperSearch } from '../../src/services/search/paperSearch';
import { root } from '../support/paths';
import { benchCorpus, knownItems } from './corpus';
import { longestBlock } from './longestBlock';
import { forkScript } from '../../src/platform/node/isolation/forkScript';
import { type MadeLibrary, madeLibrary } from './madeLibrary';

/** In a process of its own. Prints what it measured. */
export function benchHostBlocks(size: string, queries: string): Promise<void> {
  const execArgv = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8192'];
  const child = fork(import.meta.filename, [size, queries], { execArgv });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The measurement of the host stopped with code ${code ?? 'none'}`));
    });
  });
}

/** Queries that are typed letter by letter. */
const typedQueries: readonly string[] = [
  '"image model"',
  '"of the"',
  'title:"diffusion model" is:unread',
  'diffusion -image -video',
  'tag:method/diffusion OR "neural network"',
  'author:hinton after:2001-03 model',
  '(is:later OR has:note) cat:cs.LG transformer',
  'source:arxiv before:2003 has:note',
  'day:2000-03 learning OR tag:to-read',
];

/**
 * The extension's side of search over a made library: building the index, finding it again on disk, typing. Nothing but
 * the library, `PaperSearch` and its process runs here.
 */
async function measureHost(size: number, queries: number): Promise<void> {
  const documents = await benchCorpus(size);
  const made = await madeLibrary(documents);
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  const items = knownItems(documents, queries);
  // Garbage from making the corpus does not count as the extension's.
  globalThis.gc?.();
  try {
    await inTurn(made, folder, [
      ['index built', (search) => search.search('diffusion', 50)],
      ['typed', (search) => typeAll(search, items)],
    ]);
    await inTurn(made, folder, [
      ['index found on disk', (search) => search.search('diffusion', 50)],
      ['typed', (search) => typeAll(search, items)],
      ['a mark, then a search', (search) => markAndSearch(search, made)],
      ...typedQueries.map((query): Part => [query, (search) => typeAll(search, [{ query }, { query }])]),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A measurement; `run` may return the time of each keystroke, in milliseconds. */
type Part = readonly [name: string, run: (search: PaperSearch) => Promise<unknown>];

async function inTurn({ corpus }: MadeLibrary, folder: string, parts: readonly Part[]): Promise<void> {
  const file = join(folder, 'papers.index');
  const notesFile = join(folder, 'notes.index');
  const search = new PaperSearch(corpus, {
    start: forkScript(join(root, 'dist', 'indexProcess.js'), []),
    file,
    notesFile,
    report: (cause) => console.error(cause),
  });
  for (const [part, run] of parts) {
    const { took, blocked, value } = await longestBlock(() => run(search));
    const figures = Array.isArray(value) ? percentiles(value as readonly number[]) : `${took.toFixed(0)} ms`;
    console.log(`${part.padEnd(46)} ${figures}; the host held for at most ${blocked.toFixed(1)} ms`);
  }
  while (!existsSync(notesFile)) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const path of [file, notesFile])
    console.log(`${basename(path).padEnd(46)} ${(statSync(path).size / 1e6).toFixed(1)} MB`);
  search.dispose();
}

function percentiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, worst ${at(1)} ms`;
}

async function typeAll(
  search: PaperSearch,
  items: readonly { readonly query: string }[],
): Promise<readonly number[]> {
  const times: number[] = [];
  for (const { query } of items) {
    for (let length = 1; length <= query.length; length += 1) {
      const started = performance.now();
      await search.search(query.slice(0, length), 50);
      times.push(performance.now() - started);
    }
  }
  return times;
}

async function markAndSearch(
  search: PaperSearch,
  { library, triage }: MadeLibrary,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (const id of [...library.paperIds()].slice(0, 100)) {
    await triage.set([id], 'later');
    const started = performance.now();
    await search.search('is:later model', 50);
    times.push(performance.now() - started);
  }
  return times;
}

if (process.send) {
  const [, , size = '', queries = ''] = process.argv;
  await measureHost(Number(size), Number(queries));
  process.exit();
}
