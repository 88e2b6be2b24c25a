import assert from 'node:assert/strict';
import { importFromClipboard } from '../../support/fetchDays';
import { isFullLength } from '../../support/testLength';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

const count = 24;
const titleOf = (index: number): string => `Paper ${String(index + 1).padStart(2, '0')} of the Morning`;
const titles = Array.from({ length: count }, (_, index) => titleOf(index));
const digest = `Daily Papers

Mar 12, 2025

${titles.map((title) => `${title}\n\nWe describe what is in ${title}, in one sentence that is long enough to be an abstract.`).join('\n\n')}

Mar 11, 2025

First Paper of the Day Before

This abstract is there so that a day follows in the list, with a paper that nobody has read.

Second Paper of the Day Before

This abstract is there so that the day has two of them, and says that it has.
`;
/** A multiple of four. */
const pressed = isFullLength ? 20 : 12;
/** Milliseconds between two keys: as fast as a person can roll over them. */
const pace = 30;

suite('Keys in quick succession', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');
  const reader = () => workbench.readerFrame();
  const heading = (index: number) =>
    reader().getByRole('heading', { level: 1, name: titleOf(index), exact: true });

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1400, height: 1100 });
    await workbench.showPapers();
    // So that all papers of the day are drawn.
    await workbench.view('Later').setExpanded(false);
    await digests().row('Jul 29').waitFor();
    await importFromClipboard(workbench, digest);
    await digests().expand('Mar 12');
    await digests()
      .row(titleOf(count - 1))
      .waitFor();
  });

  const pressInBurst = async (keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await workbench.page.keyboard.press(key);
      await workbench.page.waitForTimeout(pace);
    }
  };
  const times = (key: string): readonly string[] => Array.from({ length: pressed }, () => key);
  const icons = async (): Promise<readonly string[]> => {
    const rows = await digests().rows();
    return titles.map((title) => rows.find(({ label }) => label === title)?.icon ?? 'missing');
  };
  const marked = (marks: readonly string[]): readonly string[] =>
    titles.map((_, index) => marks[index] ?? 'circle-filled');
  const focusedRow = (): Promise<string> =>
    digests().pane.locator('.monaco-list-row.focused .label-name').innerText();

  const start = async (): Promise<void> => {
    await digests().row(titleOf(0)).click();
    await heading(0).waitFor();
  };

  test(`in the list, ${pressed} times J and K move by ${pressed} papers, and the reader follows`, async () => {
    await start();
    await pressInBurst(times('j'));
    await eventually(async () => assert.equal(await focusedRow(), titleOf(pressed)));
    await heading(pressed).waitFor();
    await pressInBurst(times('k'));
    await eventually(async () => assert.equal(await focusedRow(), titleOf(0)));
    await heading(0).waitFor();
  });

  test(`in the list, ${pressed} marks fall on ${pressed} papers in order, and the reader shows where one is`, async () => {
    await start();
    const marks = Array.from({ length: pressed / 4 }, () => ['s', 'r', 'l', 's']).flat();
    await pressInBurst(marks);
    const icon: Readonly<Record<string, string>> = { s: 'circle-slash', r: 'check', l: 'bookmark' };
    const expected = marked(marks.map((key) => icon[key] ?? ''));
    await eventually(async () => assert.deepEqual(await icons(), expected));
    await eventually(async () => assert.equal(await focusedRow(), titleOf(pressed)));
    await heading(pressed).waitFor();
  });

  test('undo takes marks back in order, and returns to the papers that it restores', async () => {
    await pressInBurst(times('Control+z'));
    await eventually(async () => assert.deepEqual(await icons(), marked([])));
    await eventually(async () => assert.equal(await focusedRow(), titleOf(0)));
    await heading(0).waitFor();
  });

  test(`in the reader, ${pressed} times J and K move by ${pressed} papers`, async () => {
    await start();
    await reader().locator('.abstract').click();
    await pressInBurst(times('j'));
    await heading(pressed).waitFor();
    await pressInBurst(times('k'));
    await heading(0).waitFor();
  });

  test(`in the reader, ${pressed} marks fall on ${pressed} papers in order`, async () => {
    await start();
    await reader().locator('.abstract').click();
    const keys = Array.from({ length: pressed / 4 }, () => ['s', 'j', 'r', 'l']).flat();
    await pressInBurst(keys);
    const icon: Readonly<Record<string, string>> = { s: 'circle-slash', r: 'check', l: 'bookmark' };
    await heading(pressed).waitFor();
    await eventually(async () =>
      assert.deepEqual(await icons(), marked(keys.map((key) => icon[key] ?? 'circle-filled'))),
    );
    await pressInBurst(times('Control+z').slice(0, (pressed / 4) * 3));
    await eventually(async () => assert.deepEqual(await icons(), marked([])));
    await heading(0).waitFor();
  });

  test('after the last paper of a day, the next unread one of the next day follows, and is announced', async () => {
    const ofNextDay = (title: string) => reader().getByRole('heading', { level: 1, name: title });
    const said = reader().locator('.message', { hasText: 'Mar 11, 2025: 2 unread papers' });
    await digests()
      .row(titleOf(count - 1))
      .click();
    await heading(count - 1).waitFor();
    await reader().locator('.abstract').click();
    await workbench.page.keyboard.press('j');
    await ofNextDay('First Paper of the Day Before').waitFor();
    await said.waitFor();
    await workbench.page.keyboard.press('Shift+K');
    await heading(0).waitFor();
    await workbench.page.keyboard.press('Shift+J');
    await ofNextDay('First Paper of the Day Before').waitFor();
    await workbench.page.keyboard.press('Shift+U');
    await ofNextDay('Second Paper of the Day Before').waitFor();
    await workbench.page.keyboard.press('Shift+K');
    await heading(0).waitFor();

    await digests()
      .row(titleOf(count - 1))
      .click();
    await heading(count - 1).waitFor();
    await workbench.page.keyboard.press('s');
    await ofNextDay('First Paper of the Day Before').waitFor();
    await eventually(async () => assert.equal(await focusedRow(), 'First Paper of the Day Before'));
    await workbench.page.keyboard.press('Shift+K');
    await eventually(async () => assert.equal(await focusedRow(), titleOf(0)));
    await heading(0).waitFor();
    await workbench.page.keyboard.press('Shift+U');
    await heading(1).waitFor();
  });
});
