import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { benchCorpus, type KnownItem, knownItems } from './corpus';
import { type BenchEngine, benchEngine, type EngineName } from './searchEngines';

/** The results of one engine at one size. Milliseconds and megabytes; absent where the engine cannot do it. */
export interface SearchFigures {
  readonly build: number;
  readonly memory: number;
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
  readonly mrrTyped: number;
  readonly mrrMistyped: number;
  readonly firstAnswer?: number;
  /** The papers related to one: the 95th percentile. */
  readonly related?: number;
  readonly day: number;
  readonly note: number;
}

/** Queries that are typed before any is measured. */
const warmUps = 4;
/** Items that are looked for with the whole query at once; with fewer, one more or less would be much. */
const sought = 200;

/** Measured in a process of its own, started with `--expose-gc`: argument by argument engine, size, queries. */
async function measureEngine(name: EngineName, size: number, queries: number): Promise<SearchFigures> {
  const documents = await benchCorpus(size);
  const items = knownItems(documents, Math.max(sought, queries + warmUps));
  const engine = benchEngine(name);
  const before = await usedMemory();
  const build = timed(() => engine.put(documents));
  const firstAnswer = reload(engine);
  const memory = (await usedMemory()) - before;
  return {
    build,
    memory,
    ...typing(engine, items.slice(0, queries), items.slice(queries, queries + warmUps)),
    ...knownItemRanks(engine, items),
    ...(firstAnswer === undefined ? {} : { firstAnswer }),
    ...relating(engine, documents),
    ...freshness(engine, documents),
  };
}

function reload(engine: BenchEngine): number | undefined {
  if (!engine.save || !engine.load) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  const file = join(folder, 'index');
  try {
    engine.save(file);
    return timed(() => {
      engine.load?.(file);
      engine.search('diffusion model', 10);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every query is typed letter by letter, each letter answered; a few others first, for V8 to compile what is used. */
function typing(
  engine: BenchEngine,
  items: readonly KnownItem[],
  before: readonly KnownItem[],
): Pick<SearchFigures, 'p50' | 'p95' | 'worst'> {
  const type = ({ query }: KnownItem): number[] =>
    Array.from({ length: query.length }, (_, at) => timed(() => engine.search(query.slice(0, at + 1), 50)));
  for (const item of before) type(item);
  const times = items.flatMap(type);
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), worst: at(1) };
}

function relating(engine: BenchEngine, documents: readonly SearchDocument[]): Pick<SearchFigures, 'related'> {
  if (!engine.related) return {};
  const every = Math.max(1, Math.floor(documents.length / 40));
  const asked = documents.filter((_, at) => at % every === 0);
  const times = asked.map(({ id }) => timed(() => engine.related?.(id, 6))).toSorted((a, b) => a - b);
  return { related: times[Math.floor(times.length * 0.95)] ?? 0 };
}

function knownItemRanks(
  engine: BenchEngine,
  items: readonly KnownItem[],
): Pick<SearchFigures, 'mrrTyped' | 'mrrMistyped'> {
  const mrr = (mistyped: boolean): number => {
    const chosen = items.filter((item) => item.mistyped === mistyped);
    const ranks = chosen.map(({ id, query }) => engine.search(query, 10).indexOf(id));
    return ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / chosen.length;
  };
  return { mrrTyped: mrr(false), mrrMistyped: mrr(true) };
}

/** How long until a day of 60 papers, and a note, are found. */
function freshness(
  engine: BenchEngine,
  documents: readonly SearchDocument[],
): Pick<SearchFigures, 'day' | 'note'> {
  const fresh = documents.slice(0, 60).map((document, i) => ({ ...document, id: `fresh${i}` }));
  const day = timed(() => {
    engine.put(fresh);
    engine.search('diffusion', 10);
  });
  const [first] = documents;
  const note = timed(() => {
    if (first) engine.put([{ ...first, abstract: `${first.abstract} quokka` }]);
    engine.search('quokka', 10);
  });
  return { day, note };
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/** Collected until there is no less of it: one round leaves what only the next one can free. */
async function usedMemory(): Promise<number> {
  let used = Infinity;
  for (let now = rawMemory(); now < used - 0.1; now = rawMemory()) {
    used = now;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return used;
}

function rawMemory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

if (process.send) {
  process.once('disconnect', () => process.exit());
  const [, , name = '', size = '', queries = ''] = process.argv;
  process.send(await measureEngine(name as EngineName, Number(size), Number(queries)));
}
