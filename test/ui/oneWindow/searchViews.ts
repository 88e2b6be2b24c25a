import assert from 'node:assert/strict';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Searches and recommendations', () => {
  let workbench: Workbench;
  const title = 'Scaling Laws for Autoregressive Generative Modeling';
  const searches = () => workbench.view('Searches');
  const described = async (view: string, label: string): Promise<string | undefined> =>
    (await workbench.view(view).rows()).find((row) => row.label === label)?.description;

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1200, height: 1000 });
    await workbench.showPapers();
    await workbench.view('Digests').row('Mar 14').waitFor();
  });

  test('before anything is marked, Recommended says what it goes by', async () => {
    const { pane } = workbench.view('Recommended');
    await pane.locator('.pane-header').click();
    await pane.getByText('Nothing to go by yet.').waitFor();
    await pane.locator('.pane-header').click();
  });

  test('results of a search become a list in the sidebar', async () => {
    await workbench.search('scaling laws');
    await workbench.quickPick.row(title).waitFor();
    await workbench.page.keyboard.press('Control+Shift+Enter');
    await searches().row(title).waitFor();
    assert.match(
      (await described('Searches', 'scaling laws')) ?? '',
      /^\d+ (?:papers, \d+ unread|unread papers)$/,
    );
  });

  test('a search is saved under a name, and its count changes as papers are read', async () => {
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

  test('a search is saved from the list of results', async () => {
    // A reader that is just opening may take the focus, which closes the list.
    await eventually(async () => {
      await workbench.search('diffusion is:unread');
      await workbench.quickPick
        .row('Exact Diffusion Inversion via Bi-directional Integration Approximation')
        .waitFor({ timeout: 5000 });
      await workbench.page.keyboard.press('Control+s');
      await workbench.quickPick.box.getByText('A name for the search').waitFor({ timeout: 5000 });
    });
    await workbench.quickPick.type('To read');
    await workbench.page.keyboard.press('Enter');
    await workbench.quickPick.box.waitFor({ state: 'hidden' });
    await searches().collapseAll();
    await eventually(async () =>
      assert.match((await described('Searches', 'To read')) ?? '', /^\d+ unread papers$/),
    );
  });

  test('a key marks the paper: no longer unread, it leaves the list, and comes back by undo', async () => {
    const before = await described('Searches', 'To read');
    await searches()
      .row(/^To read/)
      .locator('.monaco-tl-twistie')
      .click();
    const first = await eventually(async () => {
      const row = (await searches().rows()).find(({ level }) => level === 2);
      assert.ok(row);
      return row.label;
    });
    await workbench.choosePaper(searches().row(first), first);
    await workbench.page.keyboard.press('s');
    await searches().row(first).waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Control+z');
    await searches().row(first).waitFor();
    assert.equal(await described('Searches', 'To read'), before);
  });

  test('its query is changed, one that is wrong is not taken, and it is removed with undo', async () => {
    await workbench.contextMenu(searches().row(/^Laws/), 'Edit Search');
    await workbench.quickPick.type('tagg:x');
    await workbench.quickPick.box.getByText(/tagg/).first().waitFor();
    await workbench.quickPick.type('is:read');
    await workbench.page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await described('Searches', 'Laws'), '1 paper'));
    await workbench.contextMenu(searches().row(/^Laws/), 'Remove Search');
    await workbench.pressInMessage('Removed “Laws”', 'Undo');
    await searches().row(/^Laws/).waitFor();
  });

  test('unread papers like those that are kept are recommended, with the words that speak for them', async () => {
    const recommended = workbench.view('Recommended');
    await recommended.pane.locator('.pane-header').click();
    // The day of the paper in front is open.
    await workbench.view('Digests').collapseAll();
    await workbench.view('Digests').expand('Mar 14');
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

    // The first of the day: a long list draws only those in sight.
    const ofDay = async (): Promise<string[]> => {
      const digests = workbench.view('Digests');
      // The row of the paper that is open may come into sight after that.
      await eventually(async () => {
        await digests.pane.locator('.monaco-list').focus();
        await workbench.page.keyboard.press('Home');
        await digests.row(/^Jul 29/).waitFor({ timeout: 3000 });
      });
      return (await digests.rows())
        .filter(({ level }) => level === 2)
        .slice(0, 3)
        .map(({ label }) => label);
    };
    const asInDigest = await ofDay();
    await workbench.runCommand('Papers: Sort by Recommendation');
    await eventually(async () => {
      const best = await ofDay();
      assert.notDeepEqual(best, asInDigest);
      const all = (await recommended.rows()).map(({ label }) => label);
      // Recommended shortens titles, so that the words beside them are seen.
      const places = best.map((label) =>
        all.findIndex((short) => label.startsWith(short.replace(/ …$/, ''))),
      );
      const known = places.filter((place) => place >= 0);
      assert.ok(known.length > 0);
      assert.deepEqual(
        known,
        known.toSorted((one, other) => one - other),
      );
    });
    await workbench.runCommand('Papers: Sort as in the Digest');
    await eventually(async () => assert.deepEqual(await ofDay(), asInDigest));
  });

  test('recommendations are reset, and come back by undo', async () => {
    const recommended = workbench.view('Recommended');
    await workbench.runCommand('Papers: Reset Recommendations');
    await recommended.pane.getByText('Nothing to go by yet.').waitFor();
    await workbench.pressInMessage('Recommendations start anew', 'Undo');
    await eventually(async () => assert.ok((await recommended.rows()).length > 1));
  });
});
