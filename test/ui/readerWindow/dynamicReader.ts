import assert from 'node:assert/strict';
import { importFromClipboard } from '../../support/fetchDays';
import { selectWords } from '../../support/selectWords';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

const titles = ['On the First Paper', 'On the Second Paper', 'On the Third Paper'] as const;
const digest = `Daily Papers

Apr 2, 2025

${titles.map((title) => `${title}\n\nThese are the words of ${title}, which is one of three, in a sentence or two. They are short.`).join('\n\n')}
`;

suite('Reader that shows paper after paper', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');
  const reader = (index = 0) => workbench.readerFrame(index);
  const heading = (title: string, index = 0) =>
    reader(index).getByRole('heading', { level: 1, name: title, exact: true });
  const [first, second, third] = titles;

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1400, height: 800 });
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
    await importFromClipboard(workbench, digest);
    await digests().expand('Apr 2');
    await digests().row(third).waitFor();
  });

  const open = async (title: string): Promise<void> => {
    await digests().row(title).click();
    await heading(title).waitFor();
  };
  /** Leaves a mark on the document of the webview, by which it is known again. */
  const sign = (name: string) =>
    reader()
      .locator('body')
      .evaluate((body, value) => {
        body.dataset['sign'] = value;
      }, name);
  const signature = () =>
    reader()
      .locator('body')
      .evaluate((body) => body.dataset['sign']);

  test('Alt+Left and Alt+Right go back and forward in the same webview', async () => {
    for (const title of titles) await open(title);
    await sign('one');
    await reader().locator('.abstract').click();
    await workbench.page.keyboard.press('Alt+ArrowLeft');
    await heading(second).waitFor();
    await workbench.page.keyboard.press('Alt+ArrowLeft');
    await heading(first).waitFor();
    await workbench.page.keyboard.press('Alt+ArrowRight');
    await heading(second).waitFor();
    assert.equal(await signature(), 'one');
    assert.deepEqual(await workbench.editorTabs(), [second]);
  });

  test('Enter in a list opens a paper in a tab that stays', async () => {
    await open(first);
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await heading(second).waitFor();
    await workbench.tab(second).waitFor();
    await open(third);
    await eventually(async () =>
      assert.deepEqual((await workbench.editorTabs()).toSorted(), [second, third]),
    );
    await workbench.tab(second).click();
    await workbench.runCommand('View: Close Editor');
  });

  test('an edit keeps the reader in place: typed text, focus and webview stay; the next paper opens another reader', async () => {
    await open(first);
    await sign('kept');
    await selectWords(reader(), 'one of three');
    await reader().getByRole('button', { name: 'Highlight with a comment' }).click();
    const area = reader().getByRole('textbox', { name: 'Comment' });
    await eventually(async () => assert.ok(await area.evaluate((node) => node === document.activeElement)));
    await workbench.page.keyboard.type('Half a thou');
    assert.equal(await signature(), 'kept');
    await digests().row(second).click();
    await heading(second).waitFor();
    await eventually(async () =>
      assert.deepEqual((await workbench.editorTabs()).toSorted(), [first, second]),
    );
    await workbench.tab(first).click();
    await heading(first).waitFor();
    await eventually(async () => assert.equal(await area.inputValue(), 'Half a thou'));
    await area.press('Escape');
    await open(third);
    assert.deepEqual((await workbench.editorTabs()).toSorted(), [first, third]);
  });

  test('a paper can be open twice, side by side', async () => {
    await open(second);
    await workbench.runCommand('Papers: Open to the Side');
    await heading(second, 1).waitFor();
    assert.deepEqual((await workbench.editorTabs()).toSorted(), [first, second, second]);
    await workbench.runCommand('View: Close All Editors in Group');
  });

  test('Ctrl+Enter and Alt+Enter in a list open the selected papers to the side, all in one group', async () => {
    const groups = workbench.page.locator('.part.editor .editor-group-container');
    const start = async (): Promise<void> => {
      await workbench.runCommand('View: Close All Editors');
      await open(first);
    };
    /** Presses a key in the list; again if a reader that was just opening got it instead. */
    const openToSide = async (key: string, select: () => Promise<void>): Promise<void> =>
      eventually(async () => {
        if ((await groups.count()) > 1) return;
        await select();
        await workbench.page.keyboard.press(key);
        await groups.nth(1).waitFor({ timeout: 5000 });
      });
    await start();
    await openToSide('Control+Enter', async () => {
      await digests().row(first).click();
      assert.match(await workbench.focused(), /^treeitem On the First Paper/u);
    });
    await heading(first, 1).waitFor();
    assert.deepEqual(await workbench.editorTabs(), [first, first]);
    await start();
    await openToSide('Alt+Enter', async () => {
      await digests().row(first).click();
      await digests()
        .row(third)
        .click({ modifiers: ['Shift'] });
      assert.match(await workbench.focused(), /^treeitem On the Third Paper/u);
    });
    await heading(third, 1).waitFor();
    await eventually(async () => assert.equal((await workbench.editorTabs()).length, 4));
    assert.equal(await groups.count(), 2);
  });
});
