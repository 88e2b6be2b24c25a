import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patience } from '../support/eventually';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

/** In one window: at first no folder is open in it, then two are. */
suite('The notes folder', () => {
  let workbench: Workbench;
  let source: string;
  const global = (): string =>
    join(workbench.userFolder, 'User', 'globalStorage', 'daily-papers.daily-papers', 'notes');
  const workspaceFile = 'both.code-workspace';
  const title = 'Forward Learning of Graph Neural Networks';
  const notesIn = (folder: string): string => join(source, folder, '.papers', 'notes');
  const holds = async (folder: string, count: number): Promise<void> => {
    const names = await readdir(folder).catch(() => []);
    assert.equal(names.filter((name) => name.endsWith('.md')).length, count, folder);
  };
  const described = (text: string, timeout = patience): Promise<void> =>
    workbench.view('Tags').pane.locator('.pane-header .description', { hasText: text }).waitFor({ timeout });

  suiteSetup(async () => {
    source = await mkdtemp(join(tmpdir(), 'papers-'));
    for (const folder of ['one', 'two']) {
      await mkdir(join(source, folder));
      await writeFile(join(source, folder, 'model.py'), `# ${title}\n`);
    }
    const workspace = { folders: [{ path: 'one' }, { path: 'two' }], settings: {} };
    await writeFile(join(source, workspaceFile), JSON.stringify(workspace));
    workbench = await openWorkbench({ folder: undefined });
    await workbench.showPapers();
  });
  suiteTeardown(async () => {
    await rm(source, { recursive: true });
    await workbench.close();
  });

  const tagPaper = async (): Promise<void> => {
    await workbench.view('Digests').expand('Mar 14');
    await workbench.view('Digests').row('Scaling Laws').click();
    await workbench.readerFrame().getByRole('heading', { level: 1 }).waitFor();
    await workbench.addTag('todo');
  };

  test('without an open folder is not created before the first note, and the command says so', async () => {
    await workbench.runCommand('Papers: Show Notes Folder');
    await workbench.pressInMessage(
      /No note has been written yet. Notes will be kept in .*notes/u,
      'Copy Path',
    );
    await eventually(async () =>
      assert.equal(await workbench.page.evaluate(() => navigator.clipboard.readText()), global()),
    );
    await assert.rejects(readdir(global()), { code: 'ENOENT' });
  });

  test('notes go to global storage then, and a message says where', async () => {
    await tagPaper();
    await workbench.message(/notes are kept in/);
    await eventually(() => holds(global(), 1));
  });

  test('they are shown by their path, where there is no file manager to show them in', async () => {
    await workbench.runCommand('Papers: Show Notes Folder');
    await workbench.message(`Notes are kept in ${global()}.`);
    await rm(global(), { recursive: true });
  });

  test('of several folders the first is taken, and the view says which', async () => {
    // On a busy machine VS Code sometimes reports no folders for a workspace file, and sends no event that corrects this.
    await eventually(async () => {
      await workbench.openWorkspace(join(source, workspaceFile));
      await workbench.showPapers();
      await workbench.view('Tags').setExpanded(true);
      await described('one', 10_000);
    });
    await tagPaper();
    await eventually(() => holds(notesIn('one'), 1));
  });

  test('papers are found in the code of all folders, from the first look at the view References on', async () => {
    const storage = join(workbench.userFolder, 'User', 'workspaceStorage');
    const indexes = async (): Promise<number> =>
      (await readdir(storage, { recursive: true })).filter((name) => /references-\w+\.index$/u.test(name))
        .length;
    assert.equal(await indexes(), 0);
    const view = workbench.view('References');
    await view.pane.locator('.pane-header').click();
    await view.row(title).click();
    await eventually(async () => {
      const labels = (await view.rows()).map(({ label }) => label);
      for (const folder of ['one', 'two']) assert.ok(labels.includes(`${folder}/model.py:1`), labels.join());
    });
    assert.equal(await indexes(), 2);
    await view.pane.locator('.pane-header').click();
  });

  const chooseTwo = async (): Promise<void> => {
    await workbench.ask('Papers: Choose Notes Folder…', ({ quickPick }) => quickPick.choose('two'));
    await workbench.pressInMessage(/Move 1 note there from one/, 'Move');
    await workbench.message('Moved 1 note to two');
  };

  test('another is chosen: the notes go along, and back by undo', async () => {
    await chooseTwo();
    await described('two');
    await holds(notesIn('one'), 0);
    await holds(notesIn('two'), 1);
    await workbench.view('Tags').row('todo').waitFor();
    await workbench.pressInMessage('Moved 1 note to two', 'Undo');
    await described('one');
    await holds(notesIn('one'), 1);
    await holds(notesIn('two'), 0);
    await workbench.view('Tags').row('todo').waitFor();
  });

  test('the choice is remembered', async () => {
    await chooseTwo();
    await described('two');
    await workbench.reload();
    await workbench.showPapers();
    await described('two');
    await workbench.view('Tags').row('todo').waitFor();
  });

  test('the setting takes notes out of the workspace, and back by undo', async () => {
    const file = join(source, workspaceFile);
    const workspace = JSON.parse(await readFile(file, 'utf8')) as object;
    const settings = { 'dailyPapers.notes.location': 'global' };
    await writeFile(file, JSON.stringify({ ...workspace, settings }));
    await workbench.pressInMessage(/Move 1 note there from two/, 'Move');
    await workbench.message(/Moved 1 note to .*globalStorage/);
    await described('all workspaces');
    await holds(global(), 1);
    await workbench.view('Tags').row('todo').waitFor();
    await workbench.pressInMessage(/Moved 1 note to .*globalStorage/, 'Undo');
    await described('two');
    await holds(global(), 0);
    await holds(notesIn('two'), 1);
    assert.match(await readFile(file, 'utf8'), /"dailyPapers\.notes\.location":\s*"workspace"/);
  });
});
