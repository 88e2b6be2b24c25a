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

  test('go to global storage, and the person is told where', async () => {
    await workbench.view('Digests').row('Mar 14').click();
    await workbench.view('Digests').row('Scaling Laws').click();
    await workbench.readerFrame().getByRole('heading', { level: 1 }).waitFor();
    await workbench.addTag('todo');
    await workbench.message(/notes are kept in/);
    const folder = join(workbench.userFolder, 'User', 'globalStorage', 'daily-papers.daily-papers', 'notes');
    await eventually(async () =>
      assert.equal((await readdir(folder)).filter((name) => name.endsWith('.md')).length, 1),
    );
  });
});
