import assert from 'node:assert/strict';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

suite('Searches and recommendations', () => {
  let workbench: Workbench;
  const title = 'Scaling Laws for Autoregressive Generative Modeling';
  const searches = () => workbench.view('Searches');
  const described = async (view: string, label: string): Promise<string | undefined> =>
    (await workbench.view(view).rows()).find((row) => row.label === label)?.description;

  suiteSetup(async () => {
    workbench = await openWorkbench({ viewport: { width: 1200, height: 1000 } });
    await workbench.showPapers();
    await workbench.view('Digests').row('Mar 14').waitFor();
  });
  suiteTeardown(() => workbench.close());

  test('results of a search become a list in the sidebar', async () => {
    await workbench.runCommand('Papers: Search');
    await workbench.quickPick.type('scaling laws');
    await workbench.quickPick.row(title).waitFor();
    await workbench.page.keyboard.press('Control+Shift+Enter');
    await searches().row(title).waitFor();
    assert.match((await described('Searches', 'scaling laws')) ?? '', /^\d+ papers, \d+ unread$/);
  });

  test('a search is saved under a name, and its count follows what is read', async () => {
    await workbench.contextMenu(searches().row(/^scaling laws/), 'Save Search');
    await workbench.quickPick.type('Laws');
    await workbench.page.keyboard.press('Enter');
    await searches().row(/^Laws/).waitFor();
    const before = await described('Searches', 'Laws');
    await searches().row(title).click();
    await workbench.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor();
    await workbench.runCommand('Papers: Mark as Read');
    const unread = Number(/(\d+) unread/.exec(before ?? '')?.[1]);
    await eventually(async () =>
      assert.match((await described('Searches', 'Laws')) ?? '', new RegExp(`, ${unread - 1} unread$`)),
    );
  });

  test('its query is changed, one that is wrong is not taken, and it is removed with undo', async () => {
    await workbench.contextMenu(searches().row(/^Laws/), 'Edit Search');
    await workbench.quickPick.type('tagg:x');
    await workbench.quickPick.box.getByText(/tagg/).first().waitFor();
    await workbench.quickPick.type('is:read');
    await workbench.page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await described('Searches', 'Laws'), '1 paper'));
    await workbench.contextMenu(searches().row(/^Laws/), 'Remove Search');
    await workbench.toastButton('Removed “Laws”', 'Undo').click();
    await searches().row(/^Laws/).waitFor();
  });

  test('searches are there again after a reload', async () => {
    await workbench.reload();
    await workbench.showPapers();
    await eventually(async () => assert.equal(await described('Searches', 'Laws'), '1 paper'));
  });

  test('unread papers like those that are kept are recommended, with the words that speak for them', async () => {
    const recommended = workbench.view('Recommended');
    await recommended.pane.locator('.pane-header').click();
    await recommended.pane.getByText('Nothing to go by yet.').waitFor();
    await workbench.view('Digests').row('Mar 14').click();
    const kept = 'Optimizing Calibration by Gaining Aware of Prediction Correctness';
    await workbench.view('Digests').row(kept).click();
    await workbench.readerFrame().getByRole('heading', { level: 1, name: kept }).waitFor();
    await workbench.runCommand('Papers: Read Later');
    const first = await eventually(async () => {
      const [row] = await recommended.rows();
      assert.ok(row && row.description !== '', 'a paper is recommended');
      return row;
    });
    assert.notEqual(first.label, kept);

    const ofDay = async (): Promise<string[]> =>
      (await workbench.view('Digests').rows()).filter(({ level }) => level === 2).map(({ label }) => label);
    const asInDigest = await ofDay();
    await workbench.runCommand('Papers: Sort by Recommendation');
    await eventually(async () => {
      const best = await ofDay();
      assert.notDeepEqual(best, asInDigest);
      const all = (await recommended.rows()).map(({ label }) => label);
      const known = best.map((label) => all.indexOf(label)).filter((place) => place >= 0);
      assert.deepEqual(
        known,
        known.toSorted((one, other) => one - other),
      );
    });
    await workbench.runCommand('Papers: Sort as in the Digest');
    await eventually(async () => assert.deepEqual(await ofDay(), asInDigest));
  });

  test('recommendations start anew, and come back by undo', async () => {
    const recommended = workbench.view('Recommended');
    await workbench.runCommand('Papers: Reset Recommendations');
    await recommended.pane.getByText('Nothing to go by yet.').waitFor();
    await workbench.toastButton('Recommendations start anew', 'Undo').click();
    await eventually(async () => assert.ok((await recommended.rows()).length > 1));
  });
});
