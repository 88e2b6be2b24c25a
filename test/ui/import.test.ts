import assert from 'node:assert/strict';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

suite('Import Digest', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');

  suiteSetup(async () => {
    workbench = await openWorkbench();
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
  });
  suiteTeardown(() => workbench.close());

  const importClipboard = async (text: string): Promise<void> => {
    await workbench.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await workbench.runCommand('Papers: Import Digest…');
    await workbench.quickPick.box.getByText('From the Clipboard').click();
  };

  test('the clipboard becomes a day, and what could not be read is said by line', async () => {
    const text =
      'Daily Papers\n\nMar 12, 2025\n\nA Digest From the Clipboard\n\n' +
      'This abstract was copied from a page and pasted here. It is long enough to be an abstract.\n\n' +
      'Feb 30\n\nA Paper of No Day\n\nIts date is in no calendar. The person should be told so, and at which line.\n';
    await importClipboard(text);
    await workbench.toast(/Clipboard: 2 new papers, 1 place could not be read/).waitFor();
    await eventually(async () => {
      const labels = (await digests().rows()).map(({ label }) => label);
      assert.equal(labels[0], 'Mar 12, 2025');
      assert.ok(labels.includes('Feb 30'), labels.join());
    });
    await workbench.toastButton(/could not be read/, 'Show Problems').click();
    await eventually(async () => {
      const [row] = await workbench.quickPick.rows();
      assert.match(row?.description ?? '', /Clipboard, line 9/);
    });
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.monaco-editor .view-line', { hasText: 'Feb' }).first().waitFor();
  });

  test('an imported digest is removed, with undo', async () => {
    await digests().row('Mar 12, 2025').click({ button: 'right' });
    await workbench.page
      .locator('.context-view .action-label', { hasText: 'Remove Imported Digest' })
      .click();
    await workbench.toast(/Removed the digest/).waitFor();
    await eventually(async () => assert.equal((await digests().rows())[0]?.label, 'Jul 29'));
    await workbench.toastButton(/Removed the digest/, 'Undo').click();
    await digests().row('Mar 12, 2025').waitFor();
  });
});
