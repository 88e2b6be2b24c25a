import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

suite('Notes without a folder', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({ folder: undefined });
    await workbench.showPapers();
  });
  suiteTeardown(() => workbench.close());

  const folder = (): string =>
    join(workbench.userFolder, 'User', 'globalStorage', 'daily-papers.daily-papers', 'notes');

  test('have no folder before the first one, which is said and not made', async () => {
    await workbench.runCommand('Papers: Show Notes Folder');
    await workbench.pressInMessage(
      /No note has been written yet. Notes will be kept in .*notes/u,
      'Copy Path',
    );
    await eventually(async () =>
      assert.equal(await workbench.page.evaluate(() => navigator.clipboard.readText()), folder()),
    );
    await assert.rejects(readdir(folder()), { code: 'ENOENT' });
  });

  test('go to global storage, and the person is told where', async () => {
    await workbench.view('Digests').row('Mar 14').click();
    await workbench.view('Digests').row('Scaling Laws').click();
    await workbench.readerFrame().getByRole('heading', { level: 1 }).waitFor();
    await workbench.addTag('todo');
    await workbench.message(/notes are kept in/);
    await eventually(async () =>
      assert.equal((await readdir(folder())).filter((name) => name.endsWith('.md')).length, 1),
    );
  });

  test('are shown by their path, where there is no file manager to show them in', async () => {
    await workbench.runCommand('Papers: Show Notes Folder');
    await workbench.message(`Notes are kept in ${folder()}.`);
  });
});
