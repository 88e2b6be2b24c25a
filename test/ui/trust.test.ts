import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

suite('A workspace that is not trusted', () => {
  let workbench: Workbench;

  let source: string;

  suiteSetup(async () => {
    source = await mkdtemp(join(tmpdir(), 'papers-'));
    await mkdir(join(source, '.vscode'));
    const settings = { 'dailyPapers.notes.location': 'global' };
    await writeFile(join(source, '.vscode', 'settings.json'), JSON.stringify(settings));
    workbench = await openWorkbench({
      folder: source,
      askForTrust: true,
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
      },
    });
  });
  suiteTeardown(async () => {
    await rm(source, { recursive: true });
    await workbench.close();
  });

  test('papers can be browsed and read', async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.showPapers();
    await workbench.view('Digests').row('Mar 11').click();
    await workbench.view('Digests').row('Error Feedback Reloaded').click();
    await workbench
      .readerFrame()
      .getByRole('heading', { level: 1, name: /^Error Feedback Reloaded/ })
      .waitFor();
  });

  test('its settings do not decide where notes are kept', async () => {
    await workbench.addTag('todo');
    const notes = join(workbench.folder ?? '', '.papers', 'notes');
    await eventually(async () => assert.equal((await readdir(notes)).length, 1));
  });
});
