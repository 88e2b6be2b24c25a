// The entry that the extension host calls: what typing in Papers: Search, marking papers and the public API's search cost.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../../src/publicApi';
import { longestBlock } from '../longestBlock';
import type { Block } from '../memory';
import { heldTime } from '../heldTime';
import type { Held, Took, TypingFigures } from '../typing';
import { watchBlocks } from './blocks';

const marks = 100;
const views = ['digests', 'later', 'tags', 'highlights', 'searches', 'recommended'];
/** Milliseconds between two letters. */
const pause = 30;
/** So many milliseconds after a mark the views have been drawn. */
const settled = 400;
/** About how long a letter takes, in milliseconds. */
const letterTime = 15;

/** Resolves when all is measured; leaves the figures in the folder `DAILY_PAPERS_RESULTS`. */
export async function run(): Promise<void> {
  const results = process.env['DAILY_PAPERS_RESULTS'];
  if (results === undefined) throw new Error('DAILY_PAPERS_RESULTS names no folder.');
  const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  if (!extension) throw new Error('The extension is not installed.');
  const api = await extension.activate();
  await api.days();
  for (const view of views) {
    await vscode.commands.executeCommand(`dailyPapers.${view}.focus`);
    await wait(300);
  }
  const ids = (await api.days()).flatMap(({ paperIds }) => paperIds);
  const titles = await Promise.all(ids.slice(0, 400).map(async (id) => (await api.paper(id))?.title ?? ''));
  const queries = [
    ...titles.filter((_, at) => at % 20 === 0).map((title) => title.split(' ').slice(0, 4).join(' ')),
    ...['"image model"', 'diffusion is:unread', 'tag:topic/shared model', 'author:first learning'],
  ];
  // Also makes the index.
  await api.search('diffusion');
  const figures: TypingFigures = {
    papers: ids.length,
    nothing: await nothing(),
    searches: await searchAll(api, queries),
    ...(await watched(() => typeAll(queries, 'dailyPapers.search'), 'keystrokes', 'blocksOfLetters')),
    citations: await typeCitations(queries),
    ...(await watched(() => markAll(api, ids), 'marks', 'blocksOfMarks')),
  };
  writeFileSync(join(results, 'figures.json'), JSON.stringify(figures));
}

/** The result of some work, and the times in which it blocked other work. */
async function watched<T, Name extends string, Blocks extends string>(
  work: () => Promise<T>,
  name: Name,
  blocks: Blocks,
): Promise<Record<Name, T> & Record<Blocks, readonly Block[]>> {
  let result: T | undefined;
  const { longest } = await watchBlocks(async () => (result = await work()));
  return { [name]: result, [blocks]: longest } as Record<Name, T> & Record<Blocks, readonly Block[]>;
}

function prefixes(queries: readonly string[]): readonly string[] {
  return queries.flatMap((query) => Array.from(query, (_, at) => query.slice(0, at + 1)));
}

/** Types queries into Insert Citation, for a new Markdown document. */
async function typeCitations(queries: readonly string[]): Promise<readonly Held[]> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown' }));
  const measured = await typeAll(queries, 'dailyPapers.insertCitation');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  return measured;
}

/** Types queries into the quick pick of a command. Measures each letter until the rows are set. */
async function typeAll(queries: readonly string[], command: string): Promise<readonly Held[]> {
  const { type, restore } = takeKeyboard();
  try {
    // Not awaited: the command Insert Citation ends only when its quick pick is closed.
    void vscode.commands.executeCommand(command);
    await wait(1000);
    const measured: Held[] = [];
    for (const value of prefixes(queries)) {
      measured.push(await longestBlock(() => type(value)));
      await wait(pause);
    }
    return measured;
  } finally {
    restore();
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
}

/** Wraps the next quick pick that the extension creates, so that text can be typed into it. */
function takeKeyboard(): { readonly type: (value: string) => Promise<void>; readonly restore: () => void } {
  const create = vscode.window.createQuickPick;
  const typed = new vscode.EventEmitter<string>();
  let value = '';
  let rowsSet = (): void => undefined;
  const createQuickPick = (): vscode.QuickPick<vscode.QuickPickItem> => {
    const pick = create();
    return new Proxy(pick, {
      get: (target, key) => {
        if (key === 'onDidChangeValue') return typed.event;
        if (key === 'value') return value;
        const found: unknown = Reflect.get(target, key, target);
        return typeof found === 'function' ? (found.bind(target) as unknown) : found;
      },
      set: (target, key, to) => {
        const isSet = Reflect.set(target, key, to, target);
        if (key === 'items') rowsSet();
        return isSet;
      },
    });
  };
  Object.assign(vscode.window, { createQuickPick });
  return {
    type: (next) =>
      new Promise((resolve) => {
        rowsSet = resolve;
        value = next;
        typed.fire(next);
        // A letter that was overtaken sets none.
        setTimeout(resolve, 1000);
      }),
    restore: () => void Object.assign(vscode.window, { createQuickPick: create }),
  };
}

async function searchAll(api: DailyPapersApi, queries: readonly string[]): Promise<readonly Took[]> {
  const searches: Took[] = [];
  for (const query of prefixes(queries)) {
    const [started, heldBefore] = [performance.now(), heldTime()];
    await api.search(query, { limit: 50 });
    searches.push({ took: performance.now() - started, held: heldTime() - heldBefore });
    await wait(5);
  }
  return searches;
}

/** For how long each mark holds the host, until the views have been drawn again. */
async function markAll(api: DailyPapersApi, ids: readonly string[]): Promise<readonly Held[]> {
  const each: Held[] = [];
  for (const id of ids.slice(0, marks)) {
    const mark = async (): Promise<void> => {
      await api.setTriage(id, 'later');
      await wait(settled);
    };
    each.push(await longestBlock(mark));
  }
  return each;
}

/** The same measure while nothing is done, for as long as a mark and for as long as a letter. */
async function nothing(): Promise<TypingFigures['nothing']> {
  const during = async (time: number, times: number): Promise<readonly Held[]> => {
    const each: Held[] = [];
    for (let at = 0; at < times; at++) {
      each.push(await longestBlock(() => wait(time)));
    }
    return each;
  };
  return { letters: await during(letterTime, 400), marks: await during(settled, marks) };
}
