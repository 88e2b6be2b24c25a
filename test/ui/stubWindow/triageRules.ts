import assert from 'node:assert/strict';
import { eventually, type Workbench } from '../../support/workbench';
import type { StubServer } from '../../support/stubServer';
import type { TreeRow } from '../../support/view';
import { stubWindow } from './stubWindow';

suite('Triage rules', () => {
  let workbench: Workbench;
  let stub: StubServer;
  const hidden = 'Making Reconstruction-based Method Great Again for Video Anomaly Detection';
  const badRule = { match: 'tagg:x', action: 'hide' };
  /** Set before VS Code starts. */
  const earlyRule = { match: 'title:"error feedback"', action: 'hide', name: 'early' };
  const digests = () => workbench.view('Digests');
  const described = async (view: string, label: string): Promise<TreeRow> => {
    const row = (await workbench.view(view).rows()).find((one) => one.label === label);
    assert.ok(row, `“${label}” is in sight`);
    return row;
  };
  /** Types what the steps of Add Triage Rule ask for. */
  const addRule = async (match: string, action: string, name: string): Promise<void> => {
    await workbench.ask('Papers: Add Triage Rule…', async ({ quickPick, page }) => {
      await quickPick.fill('Add Triage Rule (1/3)', match);
      await quickPick.box.getByText(/^\d+ of 159 papers match/).waitFor({ timeout: 5000 });
      await page.keyboard.press('Enter');
      await quickPick.choose(action);
      await quickPick.enter('Add Triage Rule (3/3)', name);
    });
    await workbench.message(`The rule “${name}”`);
  };

  suiteSetup(async () => {
    const settings = { 'dailyPapers.triageRules': [badRule, earlyRule] };
    ({ workbench, stub } = await stubWindow({ width: 1200, height: 1000 }, settings));
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
  });

  const closeSettings = async (): Promise<void> => {
    const settings = workbench.page.locator('.monaco-modal-editor-block');
    // The first may only close a list of suggestions.
    await eventually(async () => {
      await workbench.page.keyboard.press('Escape');
      await settings.waitFor({ state: 'hidden', timeout: 1000 });
    });
  };
  const dayOf = (label: string) => digests().row(new RegExp(`^${label}`));

  test('an invalid rule is reported, with a button that opens the settings', async () => {
    const message = 'A triage rule is left out. Rule 1 (“tagg:x”): There is no “tagg:”';
    await workbench.pressInMessage(message, 'Open Settings');
    await workbench.page.locator('.monaco-editor .view-line', { hasText: '"tagg:x"' }).waitFor();
    await closeSettings();
    assert.equal(await workbench.badge('Papers'), '58');
  });

  test('a rule that the settings held at the start hides its papers', async () => {
    const { description, spoken } = await described('Digests', 'Mar 11');
    assert.equal(description, '55 unread · 1 hidden by rules');
    assert.match(spoken, /1 hidden by rules: early \(1\)/);
  });

  test('a query that is wrong is not taken, and a good one says how many papers match', async () => {
    await workbench.ask('Papers: Add Triage Rule…', ({ quickPick }) =>
      quickPick.fill('Add Triage Rule (1/3)', '***'),
    );
    await workbench.quickPick.box
      .getByText('The query matches every paper. Name a word or a filter.')
      .waitFor();
    await workbench.quickPick.type('title:diffusion');
    await workbench.quickPick.box.getByText('15 of 159 papers match.').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  test('papers that a rule hides leave their day, which says so, and the counts', async () => {
    await dayOf('Jul 29').click();
    await digests().row(hidden).waitFor();
    await addRule('title:"video anomaly"', 'Hide', 'anomaly');
    await digests().row(hidden).waitFor({ state: 'detached' });
    await eventually(async () => {
      const { description, spoken } = await described('Digests', 'Jul 29');
      assert.equal(description, '57 unread · 1 hidden by rules');
      assert.match(spoken, /1 hidden by rules: anomaly \(1\)/);
      assert.equal(await workbench.badge('Papers'), '57');
    });
  });

  test('search finds it all the same, and says which rule hides it, as the reader does', async () => {
    // Focus that comes back late after the message of the rule closes the box.
    await eventually(async () => {
      await workbench.search(hidden);
      const found = (await workbench.quickPick.rows()).find(({ label }) => label === hidden);
      assert.match(found?.description ?? '', /hidden by rule: anomaly/);
    });
    await workbench.quickPick.row(hidden).click();
    await workbench.readerFrame().getByText('Hidden by rule: anomaly').waitFor();
  });

  test('hidden papers can be shown, dimmed and with the rule, and marked as unread they stay', async () => {
    await workbench.runCommand('Papers: Show Papers Hidden by Rules');
    await digests().row(hidden).waitFor();
    const row = await described('Digests', hidden);
    assert.equal(row.description, 'hidden by rule: anomaly');
    assert.equal(row.icon, 'eye-closed');
    assert.equal(row.spoken, `${hidden}, hidden by rule: anomaly, code`);
    const color = async (title: string) =>
      digests()
        .row(title)
        .locator('.label-name')
        .first()
        .evaluate((label) => getComputedStyle(label).color);
    const [other] = (await digests().rows()).filter(({ level, label }) => level === 2 && label !== hidden);
    await eventually(async () => assert.notEqual(await color(hidden), await color(other?.label ?? '')));

    await workbench.contextMenu(digests().row(hidden), 'Mark as Unread');
    await eventually(async () => assert.equal((await described('Digests', hidden)).description, ''));
    await workbench.runCommand('Papers: Hide Papers Matched by Rules');
    await digests().row(hidden).waitFor();
    await workbench.runCommand('Papers: Undo');
    await digests().row(hidden).waitFor({ state: 'detached' });
  });

  test('without the rule the paper is as it was', async () => {
    await workbench.pressInMessage('The rule “anomaly”', 'Undo');
    await digests().row(hidden).waitFor();
    await eventually(async () => {
      assert.equal((await described('Digests', 'Jul 29')).description, '58 unread');
    });
  });

  test('a rule keeps papers for later until the person says otherwise, unread included', async () => {
    const later = workbench.view('Later');
    await addRule('title:"video anomaly"', 'Keep for Later', 'to read');
    await later.row(hidden).waitFor();
    for (const view of ['Later', 'Digests']) {
      await eventually(async () => {
        const { description, icon } = await described(view, hidden);
        assert.deepEqual([description, icon], ['for later by rule: to read', 'bookmark']);
      });
    }
    await workbench.contextMenu(later.row(hidden), 'Mark as Unread');
    await later.row(hidden).waitFor({ state: 'detached' });
    await eventually(async () => assert.equal((await described('Digests', hidden)).icon, 'circle-filled'));
    await workbench.runCommand('Papers: Undo');
    await later.row(hidden).waitFor();
    await workbench.pressInMessage('The rule “to read”', 'Undo');
    await later.row(hidden).waitFor({ state: 'detached' });
  });

  test('a rule is made from what a paper has in common with others', async () => {
    await workbench.contextMenu(digests().row(hidden), 'Hide Papers Like This');
    await workbench.quickPick.row('anomaly').waitFor();
    const rows = await workbench.quickPick.rows();
    assert.match(rows.find(({ label }) => label === 'video')?.description ?? '', /^title word · 3 papers$/);
    await workbench.quickPick.row('video').click();
    await workbench.message('The rule “video” matches 3 of');
    await digests().row(hidden).waitFor({ state: 'detached' });
    await eventually(async () => assert.equal(await workbench.badge('Papers'), '56'));
  });

  test('a day all of whose papers are hidden is still there and says so', async () => {
    await addRule('day:"Jul 29"', 'Hide', 'July');
    await eventually(async () => {
      assert.equal((await described('Digests', 'Jul 29')).description, 'all 58 hidden by rules');
    });
    const first = (await digests().rows())[1];
    assert.equal(first?.level, 1, 'nothing stands under it');
  });

  test('rules are gone when the setting is', async () => {
    await workbench.runCommand('Papers: Edit Triage Rules');
    // By another name, the setting is not there.
    await workbench.page.locator('.monaco-editor .view-line', { hasText: 'dailyPapers.triageRules' }).click();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.insertText('former.');
    await workbench.page.keyboard.press('Control+s');
    await eventually(async () => assert.equal(await workbench.badge('Papers'), '58'));
    await closeSettings();
  });

  test('no service gets a request before the person asks for it', () => {
    assert.deepEqual(stub.requests, []);
  });
});
