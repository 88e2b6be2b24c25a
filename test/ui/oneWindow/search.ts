import assert from 'node:assert/strict';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Search', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    await workbench.view('Digests').row('Jul 29').waitFor();
  });

  teardown(async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.quickPick.box.waitFor({ state: 'hidden' });
  });

  const papers = async () =>
    (await workbench.quickPick.rows()).filter(({ description }) =>
      / · (unread|later|read|skipped)$/.test(description),
    );

  test('rows are in the order of the engine, with day, state and the sentence that matched', async () => {
    await workbench.search('scaling laws');
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
    await workbench.search('');
    await workbench.page.keyboard.type('autoregresive generativ');
    await eventually(async () => {
      const [first] = await workbench.quickPick.rows();
      assert.equal(first?.label, 'Scaling Laws for Autoregressive Generative Modeling');
    });
  });

  test('text typed as soon as the box is shown stays', async () => {
    for (let time = 0; time < 5; time++) {
      await workbench.page.keyboard.press('Control+Alt+p');
      await workbench.quickPick.type('scaling laws');
      await workbench.quickPick.row('Scaling Laws for Autoregressive Generative Modeling').waitFor();
      await eventually(async () => assert.ok((await workbench.quickPick.rows()).length >= 3));
      assert.equal(await workbench.quickPick.input.inputValue(), 'scaling laws');
      await workbench.page.keyboard.press('Escape');
      await workbench.quickPick.box.waitFor({ state: 'hidden' });
    }
  });

  test('it says when nothing matches', async () => {
    await workbench.search('zzzqqqxxx');
    await workbench.quickPick.row('No paper matches “zzzqqqxxx”').waitFor();
  });

  test('words are marked in the title and in the sentence that matched', async () => {
    await workbench.search('diffusion');
    const marked = (part: string) => workbench.quickPick.box.locator(`${part} .highlight`);
    await eventually(async () => {
      for (const part of ['.label-name', '.quick-input-list-label-meta']) {
        const words = (await marked(part).allTextContents()).map((word) => word.toLowerCase());
        assert.ok(words.length >= 3, `${words.length} in ${part}`);
        assert.deepEqual(new Set(words), new Set(['diffusion']));
      }
    });
  });

  test('Enter opens a paper, and an empty query lists opened papers', async () => {
    await workbench.search('scaling laws autoregressive');
    const title = 'Scaling Laws for Autoregressive Generative Modeling';
    await workbench.quickPick.row(title).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor();
    await workbench.search('');
    await eventually(async () => assert.equal((await workbench.quickPick.rows())[0]?.label, title));
  });

  test('Ctrl+Enter opens to the side', async () => {
    const title =
      'A Novel Predictive-Coding-Inspired Variational RNN Model for Online Prediction and Recognition';
    // The reader of the test before may still be opening, and close the box when it takes the focus.
    await eventually(async () => {
      await workbench.search('variational rnn');
      await workbench.quickPick.row(title).waitFor({ timeout: 5000 });
    });
    await workbench.page.keyboard.press('Control+Enter');
    await eventually(async () =>
      assert.equal(await workbench.page.locator('.part.editor .editor-group-container').count(), 2),
    );
  });

  test('buttons insert and remove filters, and the title says what is searched', async () => {
    await workbench.search('diffusion');
    const button = workbench.quickPick.box.getByRole('button', { name: 'is:unread' });
    await button.click();
    await eventually(async () =>
      assert.equal(await workbench.quickPick.input.inputValue(), 'diffusion is:unread '),
    );
    await eventually(async () =>
      assert.ok((await papers()).every(({ description }) => description.endsWith('unread'))),
    );
    await button.click();
    await eventually(async () => assert.equal(await workbench.quickPick.input.inputValue(), 'diffusion'));
    for (const name of ['has:note', 'has:code']) {
      await workbench.quickPick.box.getByRole('button', { name }).waitFor();
    }
  });

  test('a query that led to a paper is offered again', async () => {
    await workbench.search('');
    await workbench.quickPick.row('scaling laws autoregressive').click();
    await eventually(async () =>
      assert.equal(await workbench.quickPick.input.inputValue(), 'scaling laws autoregressive'),
    );
    await workbench.quickPick.row('Scaling Laws for Autoregressive Generative Modeling').waitFor();
  });

  test('filters and their values are completed', async () => {
    await workbench.search('is:unr');
    const offered = workbench.quickPick.row('unread');
    await offered.waitFor();
    await offered.click();
    await eventually(async () =>
      assert.equal((await workbench.quickPick.input.inputValue()).trim(), 'is:unread'),
    );
    await workbench.quickPick.type('day:"Mar');
    await workbench.quickPick.row('Mar 14').waitFor();
  });

  test('an error in a query is reported and its word named', async () => {
    await workbench.search('diffusion tagg:vision');
    await eventually(async () => {
      const problem = (await workbench.quickPick.rows()).find(({ detail }) => detail.includes('▸'));
      assert.match(problem?.label ?? '', /tagg/);
      assert.match(problem?.detail ?? '', /^diffusion ▸tagg[^◂]*◂/);
    });
  });
});
