import assert from 'node:assert/strict';
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
});
