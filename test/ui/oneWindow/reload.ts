import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enableChat } from '../../support/enableChat';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

/** All that needs one, for it takes as long as a window: a restored backup asks for it. */
suite('Before and after a reload', () => {
  let workbench: Workbench;
  const title = 'Scaling Laws for Autoregressive Generative Modeling';
  const diffusion = 'Residual Denoising Diffusion Models';
  const table = 'Table: diffusion';
  const id = 'a-mark-to-be-taken-back-0123abcd';
  const digests = () => workbench.view('Digests');
  const searches = () => workbench.view('Searches');
  const noteLine = () => workbench.page.locator('.monaco-editor .view-line', { hasText: /#\sScaling/u });
  const described = async (): Promise<string | undefined> =>
    (await searches().rows()).find(({ label }) => label === 'Kept')?.description;
  let unread: string;

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1400, height: 1000 });
    await workbench.showPapers();
    await digests().row('Mar 14').waitFor();
    await openTable();
    await saveSearch();
    await openNote();
    // For the next suite.
    await enableChat(workbench);
  });

  const openTable = async (): Promise<void> => {
    await workbench.ask('Papers: Show as Table…', async ({ quickPick }) => {
      await quickPick.row('Papers of a Search…').click({ timeout: 5000 });
      await quickPick.enter('Show as Table', 'diffusion');
    });
    const frame = workbench.readerFrame();
    await frame.getByRole('rowheader', { name: diffusion }).waitFor();
    const heading = frame.getByRole('columnheader', { name: 'Title' });
    for (const order of ['ascending', 'descending']) {
      await heading.getByRole('button').click();
      await eventually(async () => assert.equal(await heading.getAttribute('aria-sort'), order));
    }
    await frame.locator('#filter').fill('residual denoising');
    await eventually(async () => assert.equal(await frame.locator('tbody th').count(), 1));
  };
  /** Saves a search whose only paper is then marked as read. */
  const saveSearch = async (): Promise<void> => {
    await eventually(async () => {
      await workbench.search(`title:"${title}"`);
      await workbench.quickPick.row(title).waitFor({ timeout: 5000 });
      await workbench.page.keyboard.press('Control+s');
      await workbench.quickPick.box.getByText('A name for the search').waitFor({ timeout: 5000 });
    });
    await workbench.quickPick.type('Kept');
    await workbench.page.keyboard.press('Enter');
    // Other saved searches may be expanded.
    await searches().collapseAll();
    await searches().expand('Kept');
    await workbench.choosePaper(searches().row(title), title);
    await workbench.runCommand('Papers: Mark as Read');
    await eventually(async () => assert.equal(await described(), '1 paper'));
    unread = await workbench.badge('Papers');
    assert.match(unread, /^\d+$/u);
  };
  const openNote = async (): Promise<void> => {
    // Marking the paper moved the reader on to another one.
    await workbench.choosePaper(searches().row(title), title);
    await workbench.runCommand('Papers: Open Note');
    await noteLine().waitFor();
  };

  /** Whether any store holds the mark that is imported. */
  const isMarked = async (): Promise<boolean> => {
    const storage = join(workbench.userFolder, 'User/globalStorage/daily-papers.daily-papers');
    const names = (await readdir(storage)).filter((name) => name.endsWith('.jsonl'));
    const stores = await Promise.all(names.map((name) => readFile(join(storage, name), 'utf8')));
    return stores.some((store) => store.includes(id));
  };
  const newest = async (reason: string): Promise<void> => {
    await workbench.quickPick.box.getByText('Restore Backup').waitFor({ timeout: 5000 });
    const [first] = await workbench.quickPick.rows();
    assert.equal(first?.description, reason);
  };

  test('Restore Backup asks, makes the stores what they were before an import, and reloads the window', async () => {
    const { page, dialog } = workbench;
    const at = Date.now();
    const lines = [
      { format: 'daily-papers-library', version: 1, device: 'other' },
      { kind: 'mark', key: id, at: [at, 0, 'other'], value: { id, state: 'read', at } },
    ];
    const file = join(workbench.folder ?? '', 'mark.jsonl');
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await workbench.runCommand('Papers: Import Library…');
    await workbench.fileDialog('Import Library', 'mark.jsonl', file);
    await workbench.message(/Imported 1 mark\. /);
    await eventually(async () => assert.equal(await isMarked(), true));
    const chooseNewest = (): Promise<void> =>
      workbench.ask('Papers: Restore Backup…', async () => {
        await newest('before a library was imported');
        await workbench.screenshot('restore-backup');
        await page.keyboard.press('Enter');
        await dialog.getByText('What has been stored since is replaced').waitFor({ timeout: 5000 });
      });
    await chooseNewest();
    await workbench.screenshot('restore-backup-question');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await isMarked(), true);
    await chooseNewest();
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await workbench.message(/The backup of .* is restored/);
    assert.equal(await isMarked(), false);
    await Promise.all([
      page.waitForEvent('load'),
      workbench.pressInMessage(/The backup of .* is restored/, 'Reload Window'),
    ]);
    await workbench.ready();
  });

  test('an editor of a note that is not there yet is open again, beside the reader of its paper', async () => {
    // VS Code starts its own Markdown extension at the same time.
    await noteLine().waitFor({ timeout: 60_000 });
    await workbench.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor();
  });

  test('views, marks and searches are there again', async () => {
    await workbench.showPapers();
    await eventually(async () => assert.equal(await described(), '1 paper'));
    // The day of the paper in front opens by itself.
    await workbench.tab(title).click();
    await digests().row(title).waitFor();
    await eventually(async () => assert.equal(await workbench.badge('Papers'), unread));
    await searches().expand('Kept');
    await eventually(async () => {
      const marked = (await searches().rows()).find(({ label, level }) => level === 2 && label === title);
      assert.equal(marked?.icon, 'check');
    });
  });

  test('a table has its papers, its order and its words again', async () => {
    await workbench.tab(table).click();
    const frame = workbench.readerFrame();
    await eventually(async () =>
      assert.deepEqual(await frame.locator('tbody th').allTextContents(), [diffusion]),
    );
    assert.equal(await frame.locator('#filter').inputValue(), 'residual denoising');
    const heading = frame.getByRole('columnheader', { name: 'Title' });
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
  });

  test('changes that the restore has undone stay undone, and the restore has made a backup itself', async () => {
    // The backups are listed once the library is read. The view is scrolled to the paper in front.
    await digests().row('Mar 14').waitFor();
    await workbench.ask('Papers: Restore Backup…', () => newest('before a backup was restored'));
    await workbench.closeBox();
    assert.equal(await isMarked(), false);
  });
});
