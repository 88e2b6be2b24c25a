import assert from 'node:assert/strict';
import { enableChat } from '../../support/enableChat';
import { selectWords } from '../../support/selectWords';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Assistants', () => {
  let workbench: Workbench;
  const title = 'Scaling Laws for Autoregressive Generative Modeling';
  /** The text in the input of the chat, without line breaks. */
  const input = async (): Promise<string> =>
    (await workbench.page.locator('.interactive-input-part .view-lines .view-line').allTextContents())
      .join('')
      .replaceAll('\u00a0', ' ');

  suiteSetup(async () => {
    // High enough for a day below those that other suites have added.
    workbench = await sharedWorkbench({ width: 1280, height: 1500 });
    // A window that has been open for long does not see the change.
    if (await enableChat(workbench)) await workbench.reload();
    await workbench.showPapers();
    await workbench.view('Digests').expand('Mar 14');
    await workbench.choosePaper(workbench.view('Digests').row(title), title);
  });

  test('a paper is named in the input of the chat', async () => {
    await eventually(async () => {
      await workbench.contextMenu(workbench.view('Digests').row(title), 'Add to Chat');
      assert.match(await input(), /^About “Scaling Laws .*” \(paper:\/scaling-laws-[a-z0-9-]+\)$/u);
    });
    await workbench.screenshot('chat-paper');
  });

  test('words that are selected in the reader are quoted there', async () => {
    const reader = workbench.readerFrame();
    await eventually(async () => {
      await reader.getByRole('heading', { level: 1 }).click({ timeout: 3000 });
      await selectWords(reader, 'We identify empirical scaling laws');
      await workbench.page.keyboard.press('Shift+C');
      await eventually(async () => assert.match(await input(), /> We identify empirical scaling laws$/u));
    });
    await workbench.screenshot('chat-words');
  });

  test('a highlight is quoted there with its comment', async () => {
    const { page } = workbench;
    const reader = workbench.readerFrame();
    const words = 'for the cross-entropy loss';
    await selectWords(reader, words);
    await reader.getByRole('button', { name: 'Highlight with a comment', exact: true }).click();
    const comment = reader.getByRole('textbox', { name: 'Comment' });
    await eventually(async () =>
      assert.ok(await comment.evaluate((node) => node === document.activeElement)),
    );
    await page.keyboard.type('In four domains.');
    await page.keyboard.press('Enter');
    await workbench.view('Highlights').setExpanded(true);
    await eventually(async () => {
      await workbench.contextMenu(workbench.view('Highlights').row(words), 'Add to Chat');
      assert.match(await input(), /> for the cross-entropy lossMy comment: In four domains\.$/u);
    });
    await workbench.screenshot('chat-highlight');
  });

  /** Asks a question in the chat, with a model of the tests. */
  const ask = async (question: string): Promise<void> => {
    const { page } = workbench;
    // VS Code lists the model a while after its window has opened.
    await page.locator('.interactive-input-part', { hasText: 'Fake' }).waitFor();
    await eventually(async () => {
      await page.locator('.interactive-input-part .view-lines').click();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(question);
      assert.equal(await input(), question);
    });
    await page.keyboard.press('Escape'); // The list of what may follow.
    await page.keyboard.press('Enter');
  };
  const answer = () => workbench.page.locator('.interactive-response').last();

  test('@papers answers by the model from what the library has, and its links lead to the reader', async () => {
    await ask('@papers /related ');
    const link = answer().getByRole('link').first();
    await link.waitFor();
    await eventually(async () =>
      assert.match((await answer().textContent()) ?? '', /The closest is .*, and <b>that<\/b> is all\./u),
    );
    const closest = (await link.textContent()) ?? '';
    assert.notEqual(closest, title);
    await workbench.screenshot('chat-answer');
    await link.click();
    await workbench.readerFrame().getByRole('heading', { level: 1, name: closest }).waitFor();
  });

  test('@papers shows papers of the library if the model fails', async () => {
    await ask('@papers state-space models. The model fails.');
    await answer()
      .getByText(/^No model answered: .*It has no time/u)
      .waitFor();
    const link = answer()
      .getByRole('link', { name: /State-space Models/iu })
      .first();
    await link.waitFor();
    await workbench.screenshot('chat-without-model');
  });

  test('the MCP server is listed', async () => {
    await workbench.ask('MCP: List Servers', ({ quickPick }) => quickPick.row('Daily Papers').waitFor());
    await workbench.closeBox();
  });
});
