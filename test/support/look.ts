/**
 * Takes pictures of the extension to look at: `tsx test/support/look.ts` shows a paper with all that a reader can show, in
 * four colour themes, at three widths of the sidebar and of the window, and leaves
 * test-results/screenshots/look-<name>.png. It prints what axe finds in the reader.
 */
import { axeProblems } from './axe';
import { fetchFromHuggingFace } from './fetchDays';
import { selectWords } from './selectWords';
import { StubServer } from './stubServer';
import type { Theme } from './themes';
import { closeAll, eventually, openWorkbench } from './workbench';

const themes: Readonly<Record<string, Theme>> = {
  light: 'Visual Studio Light',
  dark: 'Visual Studio Dark',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};
const windowWidths = [700, 900, 1280];
const sidebarWidths = [200, 320, 600];
const title = /\(2024-03-14, 1\)/u;

const stub = await StubServer.start({ today: '2024-03-14', papersOn: () => 3 });
const workbench = await openWorkbench({
  viewport: { width: 1600, height: 1300 },
  allBuiltIn: true,
  machineSettings: {
    'dailyPapers.huggingFace.url': stub.base,
    'dailyPapers.arxiv.url': stub.base,
    'dailyPapers.arxiv.htmlUrl': stub.base,
  },
});
const { page } = workbench;
const reader = workbench.readerFrame();
await prepare();
for (const [name, theme] of Object.entries(themes)) {
  await workbench.setTheme(theme);
  await takeSidebars(name);
  await takeWindows(name);
}
await closeAll();
await stub.stop();
process.exit();

/** A paper with tags, highlights, a comment, a note and its whole text, and rows in every view. */
async function prepare(): Promise<void> {
  const digests = workbench.view('Digests');
  await workbench.showPapers();
  await digests.row('Jul 29').waitFor();
  await fetchFromHuggingFace(workbench, '2024-03-14');
  await digests.expand('Mar 14, 2024');
  await workbench.contextMenu(digests.row('Mar 14, 2024'), 'Refresh Details');
  await digests.row(title).click();
  await reader.locator('.facts').getByText('42 upvotes').waitFor();
  await workbench.runCommand('Papers: Read Whole Paper');
  await reader
    .locator('.fulltext')
    .getByRole('heading', { name: 'References' })
    .waitFor({ state: 'attached' });
  for (const tag of ['method/diffusion', 'to-read']) await workbench.addTag(tag);
  const words = (await reader.locator('.abstract p').first().innerText()).split(' ');
  for (const [key, at] of [1, 12, 24].entries()) {
    await reader.locator('.abstract h2').click();
    await selectWords(reader, words.slice(at, at + 3).join(' '));
    await page.keyboard.press(String(key + 1));
    await eventually(async () => {
      if ((await reader.locator('.card').count()) !== key + 1) throw new Error('The card is not there yet.');
    });
  }
  await reader.locator('.card .quote').first().click();
  await reader.getByRole('button', { name: 'Add a comment' }).click();
  await page.keyboard.type('Is this what the second experiment measures?');
  await page.keyboard.press('Enter');
  const box = reader.getByRole('textbox', { name: 'Add a paragraph to the note' });
  await box.fill('Compare **this** with $x^2$ and `code`, item by item.');
  await box.press('Enter');
  await reader.locator('.note-text').waitFor();
  await digests.expand('Jul 29');
  await digests.row('Consistency-guided').first().click();
  await page.keyboard.press('l');
  await page.keyboard.press('s');
  await digests.row(title).click();
  for (const view of ['Recommended', 'Notes', 'Tags', 'Highlights'])
    await workbench.view(view).pane.locator('.pane-header').click();
  await workbench.runCommand('Notifications: Clear All Notifications');
}

async function takeSidebars(theme: string): Promise<void> {
  await page.setViewportSize({ width: 1600, height: 1300 });
  for (const width of sidebarWidths) {
    await workbench.resizeSidebar(width);
    await take(`${theme}-sidebar-${width}`);
  }
  await workbench.resizeSidebar(300);
}

/** Without the sidebar in the narrowest one: as wide as a person leaves it for reading. */
async function takeWindows(theme: string): Promise<void> {
  for (const width of windowWidths) {
    await page.setViewportSize({ width, height: 800 });
    await reader.locator('.card .quote').first().click();
    await take(`${theme}-window-${width}`);
    await reader.locator('.card.chosen').getByRole('button', { name: 'Close' }).click();
    await reader.locator('.abstract').click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('the');
    await take(`${theme}-window-${width}-find`);
    await page.keyboard.press('Escape');
  }
}

async function take(name: string): Promise<void> {
  console.log(await workbench.screenshot(`look-${name}`));
  for (const problem of await axeProblems(reader)) console.log(`axe: ${problem}`);
}
