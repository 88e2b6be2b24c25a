import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { selectWords } from '../support/selectWords';
import { closeAll, eventually, openServerless, type Workbench } from '../support/workbench';
import type { Scenario } from './scenario';

/** Actions of a person with a text of their own before the tab ends. */
const kinds = [
  'begins a paragraph',
  'adds a paragraph',
  'begins a comment',
  'saves a comment',
  'begins the comment of a new highlight',
  'saves the comment of a new highlight',
] as const;

/** Results for the texts of all tabs. */
interface TypingFigures {
  readonly typed: number;
  /** Texts that the next tab shows neither in a box nor in the note. */
  readonly gone: readonly string[];
  /** Texts that it shows more than once. */
  readonly doubled: readonly string[];
}

/**
 * Types texts into readers in a browser without a server, and closes each tab, or crashes its process, right after a key or
 * some milliseconds later. The next tab saves what it finds in text boxes, and counts how often it shows each text.
 */
export async function typeAndKill(
  kills: number,
  say: (figure: string) => void = () => undefined,
): Promise<TypingFigures> {
  const first = await openServerless();
  const [gone, doubled]: [string[], string[]] = [[], []];
  let typed = 0;
  let last: { readonly paper: string; readonly text: string; readonly how: string } | undefined;
  for (let kill = 0; kill <= kills; kill += 1) {
    const tab = await first.openTab();
    await tab.showPapers();
    await tab.view('Digests').expand('Jul 29');
    if (last) {
      await openPaper(tab, last.paper);
      const count = await settled(tab, last.text);
      if (count === 0) gone.push(`${last.how}: ${last.text}`);
      if (count > 1) doubled.push(`${last.how}: ${last.text}`);
      if (count !== 1) say(`${count} times: ${last.how}: ${last.text}`);
    }
    if (kill < kills) {
      const kind = kinds[kill % kinds.length] ?? kinds[0];
      const papers = (await tab.view('Digests').rows()).filter(({ level }) => level === 2);
      const paper = papers[Math.floor(kill / kinds.length) % papers.length]?.label ?? '';
      await openPaper(tab, paper);
      const text = `Text ${kill} ${'of a person '.repeat(Math.floor(Math.random() * 3))}ends.`;
      await type(tab, kind, text, kill);
      const [wait, crashes] = [Math.random() < 0.4 ? 0 : Math.random() * 60, Math.random() < 0.3];
      await sleep(wait);
      await (crashes ? crash(tab) : tab.page.close({ runBeforeUnload: false }));
      typed += 1;
      last = { paper, text, how: `${kind}, ${crashes ? 'crashed' : 'closed'} after ${wait.toFixed(0)} ms` };
      if (typed % 10 === 0) say(`${typed} texts typed, ${gone.length} gone, ${doubled.length} twice`);
    } else await tab.page.close();
  }
  await first.close();
  return { typed, gone, doubled };
}

async function openPaper(tab: Workbench, title: string): Promise<void> {
  // A click is lost if the view is redrawn between mouse down and mouse up, as may happen while the tab is loading.
  await eventually(async () => {
    await tab.view('Digests').row(title).first().click();
    await tab.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor({ timeout: 5000 });
  });
  await tab.readerFrame().locator('.abstract').waitFor();
}

const boxOf = (tab: Workbench): Locator =>
  tab.readerFrame().getByRole('textbox', { name: 'Add a paragraph to the note' });
async function type(tab: Workbench, kind: (typeof kinds)[number], text: string, kill: number): Promise<void> {
  const box = kind.endsWith('paragraph')
    ? boxOf(tab)
    : await openComment(tab, kind.endsWith('new highlight'), kill);
  await box.pressSequentially(text);
  if (!kind.startsWith('begins')) await box.press('Enter');
}

/** The box for the comment of a highlight: one that is stored, or is on its way to the note. */
async function openComment(tab: Workbench, isNew: boolean, kill: number): Promise<Locator> {
  const reader = tab.readerFrame();
  const words = await wordsOf(tab, kill);
  // Updates of the paper after it is shown remove the selection, and the bar needs visible words.
  await eventually(async () => {
    await reader.locator('h1').scrollIntoViewIfNeeded();
    await selectWords(reader, words);
    const name = isNew ? 'Highlight with a comment' : 'Highlight in green';
    await reader.getByRole('button', { name }).click({ timeout: 2000 });
  });
  const card = reader.locator('.card', { hasText: words });
  if (!isNew) {
    await card.locator('.quote').click();
    await card.getByRole('button', { name: 'Add a comment' }).click();
  }
  return card.getByRole('textbox', { name: 'Comment' });
}

/** Words of the abstract that are not highlighted yet, of a text without formulas. */
function wordsOf(tab: Workbench, kill: number): Promise<string> {
  return tab
    .readerFrame()
    .locator('.abstract p')
    .first()
    .evaluate((paragraph, at) => {
      const words = (paragraph.firstChild?.textContent ?? '').split(' ').filter((word) => word !== '');
      return words.slice(at, at + 2).join(' ');
    }, kill % kinds.length);
}

/** How often the reader shows a text, once all boxes that have it are sent and stored. */
async function settled(tab: Workbench, text: string): Promise<number> {
  const reader = tab.readerFrame();
  const shown = async (): Promise<string> =>
    (await reader.locator('.note-text, .cards').allInnerTexts()).join('\n');
  const boxes = reader.locator('textarea');
  const typedIn = (): Promise<readonly string[]> =>
    boxes.evaluateAll((all) => all.map((box) => (box as HTMLTextAreaElement).value));
  await eventually(async () => {
    const all = [...(await typedIn()), await shown()].join('\n');
    assert.ok(all.includes(text), text);
  }).catch(() => undefined);
  const values = await typedIn();
  const at = values.findIndex((value) => value.includes(text));
  if (at >= 0) {
    await boxes.nth(at).press('Enter');
    await eventually(async () => assert.ok((await shown()).includes(text), text));
  }
  return (await shown()).split(text).length - 1;
}

/** Ends the process of a tab at once. Playwright closes such a page with its context. */
async function crash({ page }: Workbench): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

export const typedText: Scenario = {
  name: 'tabs of a browser without a server that end while a person types',
  isFullOnly: true,
  async run(bench) {
    try {
      const { typed, gone, doubled } = await typeAndKill(120, (figure) => bench.say(figure));
      bench.say(`${typed} texts typed, ${gone.length} gone, ${doubled.length} twice`);
      assert.deepEqual([gone, doubled], [[], []]);
    } finally {
      await closeAll();
    }
  },
};
