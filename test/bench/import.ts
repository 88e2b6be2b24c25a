import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Library } from '../../src/core/library/library';
import { addDays, type IsoDay, isWorkday } from '../../src/core/remote/isoDay';
import { runInTimeSlices } from '../../src/platform/common/runInTimeSlices';
import { IsolatedProcess } from '../../src/platform/common/isolation/isolatedProcess';
import type { ParsingCalls } from '../../src/services/parsing/parsingCalls';
import { forkWithin } from '../../src/platform/node/isolation/forkScript';
import { parseDigest } from '../../src/services/parsing/parseDigest';
import { ResponseFolder } from '../../src/services/sources/responseFolder';
import type { DayListClient } from '../../src/services/sources/dayListClient';
import { FetchedDayLibrary } from '../../src/services/sources/fetchedDayLibrary';
import { ParseCache } from '../../src/services/library/parseCache';
import { eventually } from '../support/eventually';
import { madeCorpus } from './corpus';
import { loggedTimes } from './loggedTimes';
import { LocalStoreFolder } from '../../src/platform/node/files/localStoreFolder';
import { type Blocks, longestBlock } from './longestBlock';
import { directResponses } from '../support/directResponses';

const dayCount = 600;
const paperCount = 10_000;

/** `npm run bench -- import`: 600 days with 10,000 papers, each step in a process of its own. */
export async function benchImport(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bench-'));
  try {
    const days = madeDays();
    mkdirSync(join(folder, 'lists'));
    for (const [day, items] of days) writeFileSync(join(folder, 'lists', day), JSON.stringify(items));
    writeFileSync(join(folder, 'days.json'), JSON.stringify([...days.values()].flat()));
    console.log(
      `${dayCount} days, ${paperCount} papers, in Node (to reach: 10 s, 300 MB, 300 ms to reopen, 50 ms)`,
    );
    for (const step of Object.keys(steps)) await inProcess(step, folder);
    await inVSCode(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const steps: Readonly<Record<string, (folder: string) => Promise<void>>> = { file, fetch, again, reopen };

/** A window that finds the days in its storage for the first time, then others that are loaded anew on them. */
async function inVSCode(folder: string): Promise<void> {
  const { closeAll, openWorkbench } = await import('../support/workbench');
  const workbench = await openWorkbench({ allBuiltIn: true });
  try {
    const ready = (windows: number): Promise<readonly number[]> =>
      loggedTimes(workbench.userFolder, /of \d+ days ready in ([\d.]+) ms/g, windows);
    const storage = join(workbench.userFolder, 'User/globalStorage/daily-papers.daily-papers');
    await ready(1);
    await cp(join(folder, 'answers'), join(storage, 'answers'), { recursive: true });
    await workbench.reload();
    await ready(2);
    await eventually(() => stat(join(storage, parsedFile)));
    for (let windows = 3; windows <= 5; windows++) {
      await workbench.reload();
      await ready(windows);
    }
    const [none = NaN, first = NaN, ...others] = await ready(5);
    const again = others.map((time) => `${time.toFixed(0)} ms`).join(', ');
    console.log(
      `in VS Code: ready after ${first.toFixed(0)} ms with all to be read, ${again} when opened again; ` +
        `${none.toFixed(0)} ms in a new window with the packaged days alone`,
    );
  } finally {
    await closeAll();
  }
}

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
async function file(folder: string): Promise<void> {
  await measured('one file imported', async () => {
    const library = new Library();
    const script = join(import.meta.dirname, '../../dist/isolated.js');
    const isolated = new IsolatedProcess<ParsingCalls>({ start: forkWithin(script, 1024), idle: 10_000 });
    const bytes = await readFile(join(folder, 'days.json'));
    const { batch } = await parseDigest(isolated, 'file', bytes, { name: 'days.json' });
    isolated.dispose();
    await runInTimeSlices(library.addInSteps(batch));
    return library;
  });
}

/** Every day as an answer of Hugging Face, with no time lost on a network. */
async function fetch(folder: string): Promise<void> {
  const lists = join(folder, 'lists');
  const source: DayListClient = {
    service: 'huggingface',
    query: '',
    async *responses(day) {
      yield { part: 'p0', bytes: await readFile(join(lists, day)) };
    },
  };
  await measured('days fetched and stored', () =>
    withFetchedDays(folder, async (days) => {
      for await (const { outcome } of days.fetch(source, readdirSync(lists).toSorted()))
        if (outcome !== 'whole') throw new Error(`A day came ${outcome}`);
    }),
  );
  rmSync(join(folder, parsedFile), { force: true });
}

/** With a new version of the extension, whose parsers may read what was fetched otherwise. */
async function again(folder: string): Promise<void> {
  await measured('opened, all read again', () => withFetchedDays(folder, (days) => days.ready()));
  while (!existsSync(join(folder, parsedFile))) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function reopen(folder: string): Promise<void> {
  await measured('reopened', () => withFetchedDays(folder, (days) => days.ready()));
}

const parsedFile = 'fetched.parsed';

/** As they are when VS Code is opened. */
async function withFetchedDays(
  folder: string,
  run: (days: FetchedDayLibrary) => Promise<unknown>,
): Promise<Library> {
  const library = new Library();
  const parsed = new ParseCache({
    folder: new LocalStoreFolder(folder),
    name: parsedFile,
    reader: () => Promise.resolve('bench'),
    run: runInTimeSlices,
    delay: 1000,
    report: (cause) => console.error(cause),
  });
  const days = new FetchedDayLibrary({
    library,
    after: () => Promise.resolve(),
    store: new ResponseFolder(new LocalStoreFolder(join(folder, 'answers'))),
    parsed,
    run: runInTimeSlices,
    reader: directResponses,
    watch: () => ({ dispose: () => undefined }),
    report: (cause) => console.error(cause),
  });
  await run(days);
  return library;
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
