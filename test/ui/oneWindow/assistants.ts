import { selectWords } from '../../support/selectWords';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';
import assert from 'node:assert/strict';

suite('Assistants', () => {
  let workbench: Workbench;
  const title = 'Scaling Laws for Autoregressive Generative Modeling';
  /** What stands in the input of the chat. */
  const input = async (): Promise<string> =>
    (await workbench.page.locator('.interactive-input-part .view-lines .view-line').allTextContents())
      .join('\n')
      .replaceAll('\u00a0', ' ');

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    const file = join(workbench.userFolder, 'User/settings.json');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace(
        '"chat.disableAIFeatures": true',
        '"chat.disableAIFeatures": false',
      ),
    );
    await workbench.showPapers();
    await workbench.view('Digests').expand('Mar 14');
    await workbench.choosePaper(workbench.view('Digests').row(title), title);
  });

  test('a paper is named in the input of the chat', async () => {
    const started = Date.now();
    await eventually(async () => {
      await workbench.contextMenu(workbench.view('Digests').row(title), 'Add to Chat');
      console.log(Date.now() - started, JSON.stringify(await input()));
      await workbench.screenshot('chat-try');
      assert.match(await input(), /About “Scaling Laws/u);
    });
    await workbench.screenshot('chat-paper');
  });

  test('selected words are quoted there', async () => {
    const words = 'We identify empirical scaling laws';
    await selectWords(workbench.readerFrame(), words);
    await workbench.page.keyboard.press('Shift+C');
    await eventually(async () => assert.match(await input(), /We identify empirical/u));
    await workbench.screenshot('chat-words');
  });
});
