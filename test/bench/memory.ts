import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { createSelector } from '../../src/core/highlights/selector';
import { editNote } from '../../src/core/notes/editNote';
import { noteTemplate } from '../../src/core/notes/noteTemplate';
import { paperId } from '../../src/core/library/paperId';
import { madeCorpus } from './corpus';
import { quietSettings, writeMachineSettings } from '../support/server';
import { root } from '../support/paths';
import { StubServer } from '../support/stubServer';

const paperCount = 10_000;
const noteCount = 1000;
const dayCount = 600;
/** In MB, of the extension host at its end. */
const memoryToReach = 500;

/** A time in which nothing else had a turn, in milliseconds, and what was running. */
export interface Block {
  readonly time: number;
  /** How much of it this extension was running. */
  readonly own: number;
  readonly where: string;
}

export interface PhaseFigures {
  readonly name: string;
  readonly took: number;
  /** Those over 20 ms, longest first. */
  readonly longest: readonly Block[];
  /** Bytes at its end. */
  readonly rss: number;
  readonly heap: number;
  /** What the heap has taken from the system. */
  readonly heapTotal: number;
  readonly external: number;
}

export interface DayFigures {
  readonly phases: readonly PhaseFigures[];
}

/**
 * `npm run bench -- memory`: a day of work with 10,000 papers and 1,000 notes in the extension host of VS Code Server:
 * how much memory it takes, and for how long the host lets nothing else have a turn. All extensions of the host are in
 * the figures; `before` is what it takes without this one. `BENCH_OPENED` opens fewer papers than 1,000, which take
 * five minutes; with `HEAP_SNAPSHOT`, a snapshot of the heap is left in the folder `BENCH_RESULTS`.
 */
export async function benchMemory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  const today = new Date().toISOString().slice(0, 10);
  const stub = await StubServer.start({ today, papersOn: () => 60 });
  try {
    await build({
      ...{
        entryPoints: [join(root, 'test/bench/host/index.ts')],
        outfile: join(root, 'dist/bench/host.cjs'),
      },
      ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] },
    });
    const user = join(folder, 'user');
    const papers = madeCorpus(paperCount).map(({ title, abstract }) => ({ title, abstract }));
    writeDigest(join(user, 'User/globalStorage/daily-papers.daily-papers/digests'), papers);
    writeNotes(join(folder, 'workspace/.papers/notes'), papers);
    await writeMachineSettings(
      { user, extensions: '' },
      { ...quietSettings, 'dailyPapers.huggingFace.url': stub.base },
    );
    print(await theDay(folder, user));
  } finally {
    await stub.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function theDay(folder: string, user: string): Promise<DayFigures> {
  const results = process.env['BENCH_RESULTS'] ?? join(folder, 'results');
  mkdirSync(results, { recursive: true });
  await runTests({
    vscodeExecutablePath: join(root, 'test/support/code-headless.mjs'),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/bench/host.cjs'),
    extensionTestsEnv: { ...process.env, DAILY_PAPERS_RESULTS: results, VSCODE_HEADLESS_SECONDS: '1200' },
    launchArgs: [
      join(folder, 'workspace'),
      '--user-data-dir',
      user,
      '--extensions-dir',
      join(folder, 'extensions'),
    ],
  });
  return JSON.parse(readFileSync(join(results, 'figures.json'), 'utf8')) as DayFigures;
}

interface MadePaper {
  readonly title: string;
  readonly abstract: string;
}

function writeDigest(folder: string, papers: readonly MadePaper[]): void {
  mkdirSync(folder, { recursive: true });
  const perDay = Math.ceil(paperCount / dayCount);
  const items = papers.map((paper, at) => {
    const date = new Date(Date.UTC(2023, 4, 4) + Math.floor(at / perDay) * 86_400_000).toISOString();
    const authors = ['First Author', 'Second Author', 'Third Author'];
    return { ...paper, authors, date: date.slice(0, 10), upvotes: at % 90 };
  });
  writeFileSync(join(folder, 'made.json'), JSON.stringify(items));
}

/** Each with two tags, three highlights and some words. */
function writeNotes(folder: string, papers: readonly MadePaper[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [at, { title, abstract }] of papers.slice(0, noteCount).entries()) {
    const id = paperId(title);
    const text = noteTemplate({ id, title, abstract });
    const edited = editNote(text, id, {
      addTags: ['topic/shared', `topic/t${at % 50}`],
      addHighlights: [0, 1, 2].map((number) => ({
        ...createSelector(abstract, 10 + 40 * number, 40 + 40 * number),
        ...{ id: `h${number}`, field: 'abstract', color: 'yellow', comment: `Why ${number}?`, tags: [] },
        ...{ created: '2025-03-12T10:00:00Z', state: 'anchored' },
      })),
    });
    if (!edited.ok) throw new Error(edited.error.message);
    writeFileSync(join(folder, `${id}.md`), `${edited.value}\nWhat a person writes about ${title}.\n`);
  }
}

function print({ phases }: DayFigures): void {
  const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
  for (const { name, took, longest, rss, heap, heapTotal, external } of phases) {
    const most = Math.max(0, ...longest.map(({ own }) => own));
    const all = Math.max(0, ...longest.map(({ time }) => time));
    console.log(
      `${name}: ${took.toFixed(0)} ms, held for ${most.toFixed(0)} ms by this extension (to reach: 20 ms), ` +
        `${all.toFixed(0)} ms by all that runs here; memory ${megabytes(rss)} MB, ` +
        `heap ${megabytes(heap)} of ${megabytes(heapTotal)} MB, outside it ${megabytes(external)} MB`,
    );
    const longestOwn = longest.filter(({ own }) => own > 20).toSorted((a, b) => b.own - a.own);
    for (const { own, where } of longestOwn.slice(0, 3)) console.log(`    ${own.toFixed(0)} ms: ${where}`);
  }
  const last = phases.at(-1)?.rss ?? Number.NaN;
  console.log(`memory at the end: ${megabytes(last)} MB (to reach: ${memoryToReach} MB)`);
}
