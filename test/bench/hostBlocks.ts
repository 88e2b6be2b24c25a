import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Emitter } from '../../src/core/base/event';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { PaperSearch, type SearchCorpus } from '../../src/host/search/paperSearch';
import { root } from '../support/paths';
import { benchCorpus, knownItems } from './corpus';
import { longestBlock } from './longestBlock';

/** For how long the thread that asks the index was held up at most, in milliseconds, and how long each part took. */
interface HostFigures {
  readonly part: string;
  readonly took: number;
  readonly blocked: number;
}

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

/**
 * The extension's side of search over a made library: building the index, finding it again on disk, typing. Nothing but
 * `PaperSearch` and its worker runs here, as in the extension host.
 */
async function measureHost(size: number, queries: number): Promise<void> {
  const documents = await benchCorpus(size);
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  const items = knownItems(documents, queries);
  // What making the corpus left behind is not the extension's.
  globalThis.gc?.();
  try {
    const figures = [
      ...(await inTurn(documents, folder, [
        ['index built', (search) => search.search('diffusion', 50)],
        ['typed', (search) => typeAll(search, items)],
      ])),
      ...(await inTurn(documents, folder, [
        ['index found on disk', (search) => search.search('diffusion', 50)],
        ['typed', (search) => typeAll(search, items)],
      ])),
    ];
    for (const { part, took, blocked } of figures)
      console.log(
        `${part}: ${took.toFixed(0)} ms, the host blocked for at most ${blocked.toFixed(1)} ms (to reach: 20 ms)`,
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Part = readonly [name: string, run: (search: PaperSearch) => Promise<unknown>];

async function inTurn(
  documents: readonly SearchDocument[],
  folder: string,
  parts: readonly Part[],
): Promise<HostFigures[]> {
  const file = join(folder, 'search.index');
  const search = new PaperSearch(corpusOf(documents), {
    worker: join(root, 'dist', 'indexWorker.cjs'),
    file,
    report: (cause) => console.error(cause),
  });
  const figures: HostFigures[] = [];
  for (const [part, run] of parts) {
    const { took, blocked } = await longestBlock(() => run(search));
    figures.push({ part, took, blocked });
  }
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 50));
  search.dispose();
  return figures;
}

async function typeAll(search: PaperSearch, items: readonly { readonly query: string }[]): Promise<void> {
  for (const { query } of items) {
    for (let length = 1; length <= query.length; length += 1) await search.search(query.slice(0, length), 50);
  }
}

function corpusOf(documents: readonly SearchDocument[]): SearchCorpus {
  const byId = new Map(documents.map((document) => [document.id, document]));
  return {
    ready: () => Promise.resolve(),
    ids: () => byId.keys(),
    document: (id) => byId.get(id),
    facts: () => undefined,
    title: (id) => byId.get(id)?.title,
    onDidChange: new Emitter<readonly string[]>().event,
  };
}

if (process.send) {
  const [, , size = '', queries = ''] = process.argv;
  await measureHost(Number(size), Number(queries));
  process.exit();
}
