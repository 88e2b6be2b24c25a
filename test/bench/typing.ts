import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { closeAll, openWorkbench } from '../support/workbench';
import { benchActivation } from './activation';
import type { Block } from './memory';
import { madePapers, measureInHost, writeDigest, writeNotes } from './inHost';

/** How long something took, and the part of it without the time that other programs had (`heldTime`); milliseconds. */
export interface Took {
  readonly took: number;
  readonly held: number;
}

/** How long something took, with the longest block during it; `blocked` and `held` as in {@link longestBlock}. */
export interface Held extends Took {
  readonly blocked: number;
}

export interface TypingFigures {
  readonly papers: number;
  /** Of each letter, until the rows are set. */
  readonly keystrokes: readonly Held[];
  /** The same of letters in Insert Citation. */
  readonly citations: readonly Held[];
  /** The turns of the event loop that were longest, and what ran. */
  readonly blocksOfLetters: readonly Block[];
  readonly blocksOfMarks: readonly Block[];
  /** Of each call of the public API's search. */
  readonly searches: readonly Took[];
  /** Of each mark, with all views shown. */
  readonly marks: readonly Held[];
  /** Of times as long as those of letters and marks in which nothing is done. */
  readonly nothing: { readonly letters: readonly Held[]; readonly marks: readonly Held[] };
}

/** The targets in milliseconds, by the number of papers: 95 % and worst, of the screen median and 95 %. */
const targets = {
  10_000: { held: '4 / 12', screen: '40 / 70', search: '2 / 10', mark: '4' },
  100_000: { held: '6 / 16', screen: '50 / 90', search: '8 / 30', mark: '8' },
} as const;

const notes = 1000;
/** Milliseconds between two letters that a person types. */
const letterEvery = 260;
const typed = ['diffusion models for image', 'graph neural network', 'reinforcement learning policy'];

/**
 * `npm run bench -- typing [--size 100000]`: what a person who types feels, in the activated extension. Times of the clock
 * have in them what other programs take of a busy machine; where the thread had to wait for a processor is left out of the
 * other times (`heldTime`). The measure itself keeps the thread running, so that the system often has it wait: the rows with
 * “nothing” show for how long.
 */
export async function benchTyping(): Promise<void> {
  const at = process.argv.indexOf('--size');
  const size = at < 0 ? 10_000 : Number(process.argv[at + 1]);
  const wanted = size > 10_000 ? targets[100_000] : targets[10_000];
  const run = { entry: 'typing.ts', papers: size, notes };
  const figures = (await measureInHost(run)) as TypingFigures;
  const { papers, keystrokes, citations, searches, marks, nothing, blocksOfLetters, blocksOfMarks } = figures;
  console.log(`${papers} papers, ${keystrokes.length} letters, ${marks.length} marks`);
  const row = (name: string, times: string, target: string): void =>
    console.log(`${name.padEnd(62)} ${times.padEnd(20)} (to reach: ${target} ms)`);
  const worst = (times: readonly number[]): string =>
    [0.5, 0.95, 1].map((part) => share(times, part)).join(' / ');
  const held = (name: string, each: readonly Held[], target: string): void => {
    row(`host held by one ${name}, median / 95 % / worst`, worst(each.map(({ held }) => held)), target);
    row(`by the clock`, worst(each.map(({ blocked }) => blocked)), target);
  };
  held('letter', keystrokes, wanted.held);
  held('time of a letter with nothing', nothing.letters, '–');
  row('letter to rows set, median / 95 % / worst', worst(keystrokes.map(({ took }) => took)), '–');
  held('letter of Insert Citation', citations, wanted.held);
  row('letter to rows set, median / 95 % / worst', worst(citations.map(({ took }) => took)), '–');
  row(
    'search of the public API, median / 95 % / worst',
    worst(searches.map(({ held }) => held)),
    wanted.search,
  );
  row('by the clock', worst(searches.map(({ took }) => took)), '–');
  held('mark', marks, wanted.mark);
  held('time of a mark with nothing', nothing.marks, '–');
  printBlocks('letters', blocksOfLetters);
  printBlocks('marks', blocksOfMarks);
  const shown = await typeInWorkbench(size);
  row(
    'letter to rows on the screen, median / 95 %',
    `${share(shown, 0.5)} / ${share(shown, 0.95)}`,
    wanted.screen,
  );
  await benchActivation();
}

function printBlocks(name: string, blocks: readonly Block[]): void {
  for (const { time, held, own, where } of blocks.slice(0, 3))
    console.log(
      `  ${name}: ${held.toFixed(0)} ms (${time.toFixed(0)} by the clock), ${own.toFixed(0)} of them here: ${where}`,
    );
}

function share(times: readonly number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(1);
}

/** A letter every 260 ms into Papers: Search; of each that changed the rows, after how long they were drawn. */
async function typeInWorkbench(size: number): Promise<readonly number[]> {
  const papers = madePapers(size);
  const workbench = await openWorkbench({
    allBuiltIn: true,
    prepare: (folder) => {
      const stored = join(folder, '.papers');
      mkdirSync(stored, { recursive: true });
      writeDigest(join(stored, 'digests'), papers);
      writeNotes(join(stored, 'notes'), papers.slice(0, notes));
      return Promise.resolve();
    },
  });
  try {
    const { page } = workbench;
    await workbench.showPapers();
    await page.waitForTimeout(20_000);
    await workbench.search('model');
    await indexIsComplete(page);
    await watchRows(page);
    for (const query of typed) {
      await workbench.search('');
      await page.waitForTimeout(1000);
      await page.keyboard.type(query, { delay: letterEvery });
      await page.waitForTimeout(500);
    }
    return await page.evaluate(() => (globalThis as unknown as { drawn: number[] }).drawn);
  } finally {
    await closeAll();
  }
}

/** Waits until the index is complete. Before that, only titles are searched. */
async function indexIsComplete(page: Page): Promise<void> {
  const isComplete = (): boolean => {
    const rows = document.querySelector('.quick-input-widget .quick-input-list')?.textContent ?? '';
    return rows !== '' && !/titles only|Reading the papers/u.test(rows);
  };
  await page.waitForFunction(isComplete, undefined, { timeout: 600_000 });
  await page.waitForTimeout(20_000);
}

/** From now on the page notes in `drawn` how long it takes from each letter until other rows are drawn. */
function watchRows(page: Page): Promise<void> {
  return page.evaluate(() => {
    const drawn: number[] = [];
    Object.assign(globalThis, { drawn });
    const list = document.querySelector('.quick-input-widget .quick-input-list');
    if (!list) throw new Error('There is no list of rows.');
    const rows = (): string => list.textContent;
    let letter: { readonly at: number; readonly rows: string } | undefined;
    document.addEventListener(
      'keydown',
      ({ key }) => {
        letter = key.length === 1 ? { at: performance.now(), rows: rows() } : undefined;
      },
      true,
    );
    new MutationObserver(() => {
      if (!letter || rows() === letter.rows) return;
      const { at } = letter;
      letter = undefined;
      requestAnimationFrame(() => drawn.push(performance.now() - at));
    }).observe(list, { childList: true, subtree: true, characterData: true });
  });
}
