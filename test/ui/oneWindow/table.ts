import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { axeProblems } from '../../support/axe';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';
import type { Theme } from '../../support/themes';

suite('Papers as a table', () => {
  let workbench: Workbench;
  let frame: FrameLocator;
  const title = 'Residual Denoising Diffusion Models';
  const titles = (): Promise<readonly string[]> => frame.locator('tbody th').allTextContents();
  const heading = (name: string) => frame.getByRole('columnheader', { name });

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    await eventually(async () => assert.ok((await workbench.view('Digests').rows()).length > 0));
  });

  suiteTeardown(async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.setTheme('Visual Studio Light');
  });

  test('lists the papers of a search with headings that sort', async () => {
    await workbench.ask('Papers: Show as Table…', async ({ quickPick }) => {
      await quickPick.row('Papers of a Search…').click({ timeout: 5000 });
      await quickPick.enter('Show as Table', 'diffusion');
    });
    frame = workbench.readerFrame();
    await frame.getByRole('rowheader', { name: title }).waitFor();
    const before = await titles();
    assert.ok(before.length > 1);
    await heading('Title').getByRole('button').click();
    await eventually(async () => assert.equal(await heading('Title').getAttribute('aria-sort'), 'ascending'));
    const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
    assert.deepEqual(await titles(), before.toSorted(compare));
    await heading('Title').getByRole('button').click();
    await eventually(async () => assert.deepEqual(await titles(), before.toSorted(compare).toReversed()));
  });

  test('is read by screen readers as a table, in every theme', async () => {
    const found: string[] = [];
    const themes: readonly Theme[] = ['Visual Studio Dark', 'Default High Contrast', 'Visual Studio Light'];
    for (const theme of themes) {
      await workbench.setTheme(theme);
      found.push(...(await axeProblems(frame)));
      await workbench.screenshot(`table-${theme}`);
    }
    assert.deepEqual(found, []);
  });

  test('is filtered as one types, and walked with the arrow keys; Enter opens the paper', async () => {
    await frame.locator('#filter').fill('residual denoising');
    await eventually(async () => assert.deepEqual(await titles(), [title]));
    await frame.locator('#filter').fill('');
    await eventually(async () => assert.ok((await titles()).length > 1));
    await frame.locator('tbody a').first().focus();
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('ArrowUp');
    const all = await titles();
    const focused = (): Promise<string | null> => frame.locator('tbody a:focus').textContent();
    assert.equal(await focused(), all.at(-2));
    await workbench.page.keyboard.press('Enter');
    const opened = all.at(-2) ?? '';
    await workbench.tab(opened).waitFor();
    // The reader comes to the front again when its page can take the keyboard.
    const page = workbench.readerFrame().getByRole('heading', { level: 1, name: opened });
    await eventually(async () =>
      assert.ok(await page.evaluate(() => document.hasFocus(), undefined, { timeout: 3000 })),
    );
  });

  test('follows the tags of a paper that is opened beside it', async () => {
    await workbench.tab('Table: diffusion').click();
    await frame.locator('#filter').fill('residual denoising');
    await eventually(async () => assert.deepEqual(await titles(), [title]));
    await frame.locator('tbody a').first().focus();
    await workbench.page.keyboard.press('Control+Enter');
    await workbench.tab(title).waitFor();
    await workbench.addTag('in-a-table');
    await frame.getByRole('cell', { name: 'in-a-table' }).waitFor();
  });
});
