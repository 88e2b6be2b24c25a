import assert from 'node:assert/strict';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

suite('Search', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench();
    await workbench.showPapers();
    await workbench.view('Digests').row('Jul 29').waitFor();
  });
  suiteTeardown(() => workbench.close());

  teardown(async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.quickPick.box.waitFor({ state: 'hidden' });
  });

  const ask = async (query: string): Promise<void> => {
    // A reader that is just opening may take the key with the focus.
    await eventually(async () => {
      await workbench.page.keyboard.press('Control+Alt+p');
      await workbench.quickPick.input.waitFor({ timeout: 3000 });
    });
    await workbench.quickPick.type(query);
  };

  test('rows stand in the order of the engine, with day, state and the sentence that matched', async () => {
    await ask('scaling laws');
    await eventually(async () => {
      const rows = await workbench.quickPick.rows();
      assert.ok(rows.length >= 3, `${rows.length} rows`);
      const [first] = rows;
      assert.equal(first?.label, 'Scaling Laws for Autoregressive Generative Modeling');
      assert.equal(first.description, 'Mar 14 · unread');
      assert.match(first.detail, /scaling law/i);
      // VS Code would sort by where the label matches, and then by label.
      const labels = rows.map(({ label }) => label);
      assert.notDeepEqual(labels, labels.toSorted());
    });
  });

  test('it answers at each keystroke and forgives typos', async () => {
    await ask('');
    await workbench.page.keyboard.type('autoregresive generativ');
    await eventually(async () => {
      const [first] = await workbench.quickPick.rows();
      assert.equal(first?.label, 'Scaling Laws for Autoregressive Generative Modeling');
    });
  });

  test('it says when nothing matches', async () => {
    await ask('zzzqqqxxx');
    await workbench.quickPick.row('No paper matches “zzzqqqxxx”').waitFor();
  });

  test('Enter opens, and an empty query shows what was opened', async () => {
    await ask('scaling laws autoregressive');
    const title = 'Scaling Laws for Autoregressive Generative Modeling';
    await workbench.quickPick.row(title).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor();
    await ask('');
    await eventually(async () => assert.equal((await workbench.quickPick.rows())[0]?.label, title));
  });

  test('Ctrl+Enter opens to the side', async () => {
    await ask('variational rnn');
    await workbench.quickPick
      .row('A Novel Predictive-Coding-Inspired Variational RNN Model for Online Prediction and Recognition')
      .waitFor();
    await workbench.page.keyboard.press('Control+Enter');
    await eventually(async () =>
      assert.equal(await workbench.page.locator('.part.editor .editor-group-container').count(), 2),
    );
  });
});
