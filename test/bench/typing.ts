import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { closeAll, openWorkbench } from '../support/workbench';
import { benchActivation } from './activation';
import type { Block } from './memory';
import { madePapers, measureInHost, writeDigest, writeNotes } from './inHost';

/** In milliseconds. */
export interface TypingFigures {
  readonly papers: number;
  /** Of each letter: until the rows are set, and the longest time in which nothing else of the host had a turn. */
  readonly keystrokes: readonly { readonly took: number; readonly blocked: number }[];
  /** The longest of these times, and what ran. */
  readonly blocksOfLetters: readonly Block[];
  readonly blocksOfMarks: readonly Block[];
  /** How long the public API's search takes. */
  readonly searches: readonly number[];
  /** For how long a mark holds the host, with all views shown. */
  readonly marks: readonly number[];
}

/** What is to be reached, in milliseconds, by the number of papers. */
const targets = {
  10_000: { held: '4 / 12', screen: '40 / 70', search: '2 / 10', mark: '4' },
  100_000: { held: '6 / 16', screen: '50 / 90', search: '8 / 30', mark: '8' },
} as const;

const notes = 1000;
/** Milliseconds between two letters that a person types. */
const letterEvery = 260;
const typed = ['diffusion models for image', 'graph neural network', 'reinforcement learning policy'];

/**
 * `npm run bench -- typing [--size 100000]`: what a person who types feels, in the activated extension. Times are of the
 * clock, so on a busy machine what other programs take is in them.
 */
export async function benchTyping(): Promise<void> {
  const at = process.argv.indexOf('--size');
  const size = at < 0 ? 10_000 : Number(process.argv[at + 1]);
  const wanted = size > 10_000 ? targets[100_000] : targets[10_000];
  const run = { entry: 'typing.ts', papers: size, notes };
  const figures = (await measureInHost(run)) as TypingFigures;
  const { papers, keystrokes, searches, marks, blocksOfLetters, blocksOfMarks } = figures;
  console.log(`${papers} papers, ${keystrokes.length} letters, ${marks.length} marks`);
  const row = (name: string, times: string, target: string): void =>
    console.log(`${name.padEnd(45)} ${times.padEnd(16)} (to reach: ${target} ms)`);
  const held = keystrokes.map(({ blocked }) => blocked);
  row('host held by one letter, 95 % / worst', `${share(held, 0.95)} / ${share(held, 1)}`, wanted.held);
  const took = keystrokes.map((letter) => letter.took);
  row('letter to rows set, 95 % / worst', `${share(took, 0.95)} / ${share(took, 1)}`, '–');
  row(
    'search of the public API, 95 % / worst',
    `${share(searches, 0.95)} / ${share(searches, 1)}`,
    wanted.search,
  );
  row('host held by one mark, 95 % / worst', `${share(marks, 0.95)} / ${share(marks, 1)}`, wanted.mark);
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
  for (const { time, own, where } of blocks.slice(0, 3))
    console.log(`  ${name}: ${time.toFixed(0)} ms, ${own.toFixed(0)} of them here: ${where}`);
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
    await page.waitForTimeout(20_000);
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
