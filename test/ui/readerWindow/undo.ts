import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectWords } from '../../support/selectWords';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Undo and redo by key', () => {
  let workbench: Workbench;
  const first = 'Robustifying State-space Models';
  const second = 'Consistency-guided Prompt Learning';
  const digests = () => workbench.view('Digests');
  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
  const notes = (): string => join(workbench.folder ?? '', '.papers', 'notes');
  const noteTexts = async (): Promise<readonly string[]> => {
    const names = await readdir(notes()).catch(() => []);
    return Promise.all(names.toSorted().map((name) => readFile(join(notes(), name), 'utf8')));
  };
  const becomes = (title: string, icon: string): Promise<void> =>
    eventually(async () => {
      const row = (await digests().rows()).find(({ label }) => label.startsWith(title));
      assert.equal(row?.icon, icon);
    });
  const focusedRow = async (title: string): Promise<void> =>
    eventually(async () => assert.match(await workbench.focused(), new RegExp(`^treeitem ${title}`, 'u')));
  const says = (text: string | RegExp): Promise<void> =>
    workbench.page.locator('.part.statusbar').getByText(text).first().waitFor();
  const heading = (title: string): Promise<void> =>
    workbench.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor();

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    await digests().expand('Jul 29');
    await digests().row(first).click();
    await heading(first);
  });
  /** The next suites list the notes of the folder. */
  suiteTeardown(() => rm(notes(), { recursive: true, force: true }));

  test('in a list: the last change of any kind is undone, its row gets the focus and its paper is shown', async () => {
    await digests().row(first).click();
    await press('s');
    await focusedRow(second);
    await workbench.addTag('walked');
    await eventually(async () => assert.equal((await noteTexts()).length, 1));
    const [tagged] = await noteTexts();
    const third = (await digests().rows())[3]?.label ?? '';
    await digests().row(third).click();
    await heading(third);
    await press('Control+z');
    await says(/Undid “Edit Tags” on “Consistency-guided/);
    await focusedRow(second);
    await heading(second);
    assert.deepEqual(await noteTexts(), []);
    await becomes(first, 'circle-slash');
    await press('Control+z');
    await says(/Undid “Skip” on “Robustifying/);
    await focusedRow(first);
    await heading(first);
    await becomes(first, 'circle-filled');
    await press('Control+Shift+z');
    await says(/Redid “Skip”/);
    await becomes(first, 'circle-slash');
    await press('Control+y');
    await says(/Redid “Edit Tags”/);
    await eventually(async () => assert.deepEqual(await noteTexts(), [tagged]));
    await press('Control+z');
    await press('Control+z');
    await focusedRow(first);
    await becomes(first, 'circle-filled');
    assert.deepEqual(await noteTexts(), []);
    await press('Control+z');
    await says('Nothing to undo');
  });

  test('in the reader: highlights and comments, but a text box has its own', async () => {
    const reader = workbench.readerFrame();
    await reader.getByRole('heading', { level: 1 }).click();
    await selectWords(reader, 'complicated structure');
    await press('1');
    const card = reader.locator('.card').filter({ hasText: 'complicated structure' });
    await card.waitFor();
    // A card is one line until it is chosen.
    await card.locator('.quote').click();
    await card.getByRole('button', { name: 'Add a comment' }).click();
    const box = card.locator('textarea.comment');
    await box.pressSequentially('Whyy');
    await press('Control+z');
    await eventually(async () => assert.notEqual(await box.inputValue(), 'Whyy'));
    await card.waitFor();
    await box.fill('Why?');
    await press('Enter');
    await card.getByText('Why?').waitFor();
    await press('Control+z');
    await says(/Undid “Edit Comment” on “Robustifying/);
    await card.getByText('Why?').waitFor({ state: 'detached' });
    await press('Control+z');
    await says(/Undid “Highlight” on “Robustifying/);
    await card.waitFor({ state: 'detached' });
    assert.deepEqual(await noteTexts(), []);
    await press('Control+y');
    await card.waitFor();
    await press('Control+Shift+z');
    await says(/Redid “Edit Comment” on “Robustifying/);
    await card.getByText('Why?').waitFor();
    const [commented] = await noteTexts();
    await card.locator('.quote').click();
    await card.getByRole('button', { name: 'Delete highlight' }).click();
    await card.waitFor({ state: 'detached' });
    const withoutHighlight = await noteTexts();
    await press('Control+z');
    await card.getByText('Why?').waitFor();
    assert.deepEqual(await noteTexts(), [commented]);
    await press('Control+Shift+z');
    await says(/Redid “Delete Highlight” on “Robustifying/);
    await card.waitFor({ state: 'detached' });
    assert.deepEqual(await noteTexts(), withoutHighlight);
    await press('Control+z');
    await card.getByText('Why?').waitFor();
    await press('Control+z');
    await card.getByText('Why?').waitFor({ state: 'detached' });
    await card.waitFor();
  });

  test('in the reader: a mark and a tag', async () => {
    const reader = workbench.readerFrame();
    await workbench.addTag('read-twice');
    const tag = reader.getByText('read-twice');
    await tag.waitFor();
    await reader.locator('.abstract h2').click();
    await press('l');
    await becomes(first, 'bookmark');
    await heading(second);
    await press('Control+z');
    await says(/Undid “Read Later” on “Robustifying/);
    await becomes(first, 'circle-filled');
    await heading(first);
    await press('Control+z');
    await says(/Undid “Edit Tags” on “Robustifying/);
    await tag.waitFor({ state: 'detached' });
    await press('Control+y');
    await says(/Redid “Edit Tags” on “Robustifying/);
    await tag.waitFor();
    await press('Control+Shift+z');
    await says(/Redid “Read Later” on “Robustifying/);
    await becomes(first, 'bookmark');
    await press('Control+z');
    await becomes(first, 'circle-filled');
    await press('Control+z');
    await tag.waitFor({ state: 'detached' });
  });

  test('a step whose note was changed by another hand is refused with a sentence', async () => {
    const [name = ''] = await readdir(notes());
    const changed = `${await readFile(join(notes(), name), 'utf8')}By hand.\n`;
    await writeFile(join(notes(), name), changed);
    await workbench.readerFrame().getByText('By hand.').waitFor();
    await press('Control+z');
    await workbench.message(
      /“Highlight” on “Robustifying.*was not undone, since this has changed: the note of “Robustifying/,
    );
    assert.deepEqual(await noteTexts(), [changed]);
  });

  test('Undo of a message undoes that step alone; if later steps changed the same, it lists them and asks', async () => {
    await workbench.addTag('old');
    await workbench.view('Tags').setExpanded(true);
    await workbench.view('Tags').row('old').click();
    await press('F2');
    await workbench.quickPick.input.waitFor();
    await workbench.quickPick.type('new');
    await press('Enter');
    const message = await workbench.message('Renamed “old” to “new” in 1 note.');
    const renamed = await noteTexts();
    await workbench.addTag('later');
    await eventually(async () => assert.notDeepEqual(await noteTexts(), renamed));
    await message.getByRole('button', { name: 'Undo' }).click();
    await workbench.dialog
      .getByText('A later step has changed the same as “Rename Tag “old” to “new””')
      .waitFor();
    await workbench.dialog.getByText('• “Edit Tags” on “Robustifying').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Undo 2 Steps' }).click();
    await eventually(async () => {
      const [text = ''] = await noteTexts();
      assert.match(text, /^ {2}- old$/mu);
      assert.doesNotMatch(text, /^ {2}- (?:later|new)$/mu);
    });
  });

  test('the history lists steps, and undoes the chosen one', async () => {
    await workbench.ask('Papers: Show History', async ({ quickPick }) => {
      await quickPick.box.getByText('“Edit Tags” on “Robustifying').first().click({ timeout: 3000 });
    });
    await eventually(async () => assert.doesNotMatch((await noteTexts())[0] ?? '', /^ {2}- old$/mu));
  });
});
