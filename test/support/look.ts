/**
 * Takes pictures of the extension to look at: `tsx test/support/look.ts` opens the first paper in each colour theme and
 * in a narrow window, and leaves test-results/screenshots/look-<name>.png.
 */
import type { Theme } from './themes';
import { closeAll, openWorkbench } from './workbench';

const themes: Readonly<Record<string, Theme>> = {
  light: 'Visual Studio Light',
  dark: 'Visual Studio Dark',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

const workbench = await openWorkbench({ allBuiltIn: true });
await workbench.showPapers();
await openFirstPaper();
for (const [name, theme] of Object.entries(themes)) {
  await workbench.setTheme(theme);
  console.log(await workbench.screenshot(`look-${name}`));
}
await workbench.page.setViewportSize({ width: 560, height: 800 });
console.log(await workbench.screenshot('look-narrow'));
await closeAll();
process.exit();

async function openFirstPaper(): Promise<void> {
  const digests = workbench.view('Digests');
  const day = digests.pane.locator('.monaco-list-row[aria-level="1"]').first();
  if ((await day.getAttribute('aria-expanded')) === 'false') await day.locator('.monaco-tl-twistie').click();
  await digests.pane.locator('.monaco-list-row[aria-level="2"]').first().click();
  await workbench.readerFrame().locator('h1').waitFor();
}
