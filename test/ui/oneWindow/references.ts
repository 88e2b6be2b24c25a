import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takePicture } from '../../support/pictures';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Papers in the code', () => {
  let workbench: Workbench;
  const title = 'Forward Learning of Graph Neural Networks';

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    await eventually(async () => assert.ok((await workbench.view('Digests').rows()).length > 0));
  });
  suiteTeardown(async () => {
    await workbench.runCommand('View: Close All Editors');
  });

  test('the view References lists the papers that the workspace names, with their places', async () => {
    await workbench.runCommand('Papers: Focus on References View');
    const view = workbench.view('References');
    await view.row(title).waitFor({ timeout: 30_000 });
    await view.row(title).click();
    await eventually(async () => {
      const rows = await view.rows();
      const place = rows.find(({ label }) => label === 'forward/layers.py:21');
      assert.equal(place?.description, '# Forward Learning of Graph Neural Networks');
    });
    await workbench.screenshot('references-view');
  });

  test('the reader lists the places under In your code, and opens them', async () => {
    await workbench.search(title);
    await workbench.quickPick.row(title).click();
    const reader = workbench.readerFrame();
    const section = reader.locator('.code-places').first();
    await section.waitFor({ timeout: 30_000 });
    await section.scrollIntoViewIfNeeded();
    await workbench.screenshot('references-reader');
    await reader.getByRole('button', { name: /forward\/layers\.py:\d+/ }).click();
    await workbench.page.locator('.tab[data-resource-name="layers.py"]').waitFor();
  });

  test('a title in a comment shows its paper, with commands', async () => {
    const line = workbench.page.locator('.monaco-editor .view-line', { hasText: 'Forward\u00a0Learning' });
    await line.first().waitFor();
    await eventually(async () => {
      await line.first().hover({ position: { x: 120, y: 8 } });
      await workbench.page
        .locator('.monaco-hover', { hasText: 'Read Later' })
        .first()
        .waitFor({ timeout: 4000 });
    });
    await takePicture(workbench, 'code');
  });

  test('a title in a Markdown cell of a notebook shows its paper while the cell is edited', async () => {
    const { page } = workbench;
    await eventually(async () => {
      await page.keyboard.press('Control+p');
      await workbench.quickPick.input.fill('experiments.ipynb', { timeout: 3000 });
      await workbench.quickPick.row('experiments.ipynb').click({ timeout: 3000 });
      await page.locator('.tab.active[data-resource-name="experiments.ipynb"]').waitFor({ timeout: 5000 });
    });
    const line = page.locator('.notebookOverlay .view-line', { hasText: 'Forward\u00a0Learning' });
    await eventually(async () => {
      await page.locator('.notebookOverlay .markdown-cell-row.focused').waitFor({ state: 'attached' });
      await page.keyboard.press('Enter');
      await line.first().waitFor({ timeout: 2000 });
    });
    await eventually(async () => {
      await line.first().hover({ position: { x: 220, y: 8 } });
      await page.locator('.monaco-hover', { hasText: 'Read Later' }).first().waitFor({ timeout: 4000 });
    });
    await eventually(async () => {
      const labels = (await workbench.view('References').rows()).map(({ label }) => label);
      assert.ok(
        labels.some((label) => /^(?:.*\/)?experiments\.ipynb, cell \d+:\d+$/.test(label)),
        labels.join('\n'),
      );
    });
    await workbench.screenshot('references-notebook');
    await workbench.runCommand('View: Close Editor');
  });

  test('the state of the paper is marked beside the number of the line if the setting says so', async () => {
    const marks = workbench.page.locator(
      '.monaco-editor .glyph-margin-widgets .cgmr[class*="TextEditorDecoration"]',
    );
    assert.equal(await marks.count(), 0);
    const folder = join(workbench.folder ?? '', '.vscode');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), '{ "dailyPapers.references.gutter": true }');
    await eventually(async () => assert.equal(await marks.count(), 2));
    await workbench.screenshot('references-gutter');
    await writeFile(join(folder, 'settings.json'), '{}');
    await eventually(async () => assert.equal(await marks.count(), 0));
  });
});
