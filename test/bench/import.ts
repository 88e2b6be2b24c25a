import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contributionInSteps } from '../../src/core/papers/contribution';
import { Library } from '../../src/core/papers/library';
import { addDays, type IsoDay, isWorkday } from '../../src/core/sources/protocol/isoDay';
import { inSlices } from '../../src/host/library/inSlices';
import { parseDigest } from '../../src/host/library/parseDigest';
import { AnswerFolder } from '../../src/host/sources/answerFolder';
import type { DaySource } from '../../src/host/sources/daySource';
import { FetchedDays } from '../../src/host/sources/fetchedDays';
import { madeCorpus } from './corpus';
import { type Blocks, longestBlock } from './longestBlock';

const dayCount = 600;
const paperCount = 10_000;

/** `npm run bench -- import`: 600 days with 10,000 papers, each step in a process of its own. */
export async function benchImport(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  try {
    console.log(
      `${dayCount} days, ${paperCount} papers, in Node (to reach: 10 s, 300 MB, 300 ms to reopen, 50 ms)`,
    );
    for (const step of Object.keys(steps)) await inProcess(step, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const steps: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  file: importFile,
  fetch: fetchAll,
  reopen: reopen,
};

function inProcess(step: string, folder: string): Promise<void> {
  const execArgv = ['--import', 'tsx', '--expose-gc'];
  const child = fork(import.meta.filename, [step, folder], { execArgv });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The measurement of “${step}” stopped with code ${code ?? 'none'}`));
    });
  });
}

/** One file with all days, as Papers: Import Digest… reads it. */
async function importFile(): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify([...madeDays().values()].flat()));
  await measured('one file imported', async () => {
    const library = new Library();
    const { days } = await parseDigest(bytes, { name: 'days.json' });
    await inSlices(library.adding(await inSlices(contributionInSteps('file', days))));
    return library;
  });
}

/** Every day as an answer of Hugging Face, with no time lost on a network. */
async function fetchAll(folder: string): Promise<void> {
  const answers = new Map(
    [...madeDays()].map(([day, items]) => [day, new TextEncoder().encode(JSON.stringify(items))]),
  );
  const source: DaySource = {
    service: 'huggingface',
    query: '',
    async *answers(day) {
      await Promise.resolve();
      yield { part: 'p0', bytes: answers.get(day) ?? new Uint8Array() };
    },
  };
  await measured('days fetched and stored', async () => {
    const library = new Library();
    for await (const { outcome } of fetchedDays(library, folder).fetch(source, answers.keys()))
      if (outcome !== 'whole') throw new Error(`A day came ${outcome}`);
    return library;
  });
}

async function reopen(folder: string): Promise<void> {
  await measured('reopened', async () => {
    const library = new Library();
    await fetchedDays(library, folder).ready();
    return library;
  });
}

function fetchedDays(library: Library, folder: string): FetchedDays {
  return new FetchedDays({
    library,
    store: new AnswerFolder(folder),
    run: inSlices,
    watch: () => ({ dispose: () => undefined }),
    report: (cause) => console.error(cause),
  });
}

async function measured(name: string, run: () => Promise<Library>): Promise<void> {
  globalThis.gc?.();
  const before = memory();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, memory())), 50);
  const { value, took, blocked }: Blocks<Library> = await longestBlock(run);
  clearInterval(watch);
  most = Math.max(most, memory());
  globalThis.gc?.();
  const [days, papers] = [value.days.length, [...value.papers()].length];
  console.log(
    `${name}: ${took.toFixed(0)} ms, blocked for at most ${blocked.toFixed(1)} ms, ` +
      `memory ${(most - before).toFixed(0)} MB at most and ${(memory() - before).toFixed(0)} MB after; ${days} days, ${papers} papers`,
  );
}

const memory = (): number => process.memoryUsage().rss / 2 ** 20;

/** What Hugging Face would answer for each day, as values. */
function madeDays(): ReadonlyMap<IsoDay, readonly object[]> {
  const corpus = madeCorpus(paperCount);
  const days: IsoDay[] = [];
  for (let day = '2023-05-04'; days.length < dayCount; day = addDays(day, 1))
    if (isWorkday(day)) days.push(day);
  return new Map(
    days.map((day, at) => {
      const from = Math.floor((at * paperCount) / dayCount);
      const to = Math.floor(((at + 1) * paperCount) / dayCount);
      return [day, corpus.slice(from, to).map((paper, index) => item(day, from + index, paper))];
    }),
  );
}

function item(
  day: IsoDay,
  number: number,
  { title, abstract }: { title: string; abstract?: string },
): object {
  const paper = {
    id: `${day.slice(2, 4)}${day.slice(5, 7)}.${String(number).padStart(5, '0')}`,
    authors: ['First Author', 'Second Author', 'Third Author'].map((name) => ({ name, hidden: false })),
    publishedAt: `${day}T00:00:00.000Z`,
    submittedOnDailyAt: `${day}T00:30:00.000Z`,
    title,
    summary: abstract,
    upvotes: number % 90,
  };
  return { paper, publishedAt: paper.publishedAt, title, summary: abstract, numComments: 1 };
}

if (process.send) {
  const [, , step = '', folder = ''] = process.argv;
  await steps[step]?.(folder);
  process.exit();
}
