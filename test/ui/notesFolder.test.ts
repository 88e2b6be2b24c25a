import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

suite('The notes folder', () => {
  let workbench: Workbench;
  let source: string;
  const workspaceFile = 'both.code-workspace';
  const title = 'Forward Learning of Graph Neural Networks';
  const notesIn = (folder: string): string => join(workbench.folder ?? '', folder, '.papers', 'notes');
  const holds = async (folder: string, count: number): Promise<void> => {
    const names = await readdir(folder).catch(() => []);
    assert.equal(names.filter((name) => name.endsWith('.md')).length, count, folder);
  };
  const described = (text: string): Promise<void> =>
    workbench.view('Tags').pane.locator('.pane-header .description', { hasText: text }).waitFor();

  suiteSetup(async () => {
    source = await mkdtemp(join(tmpdir(), 'papers-'));
    for (const folder of ['one', 'two']) {
      await mkdir(join(source, folder));
      await writeFile(join(source, folder, 'model.py'), `# ${title}\n`);
    }
    const workspace = { folders: [{ path: 'one' }, { path: 'two' }], settings: {} };
    await writeFile(join(source, workspaceFile), JSON.stringify(workspace));
    workbench = await openWorkbench({ folder: source, workspaceFile });
    await workbench.showPapers();
  });
  suiteTeardown(async () => {
    await rm(source, { recursive: true });
    await workbench.close();
  });

  test('of several folders the first is taken, and the view says which', async () => {
    await workbench.view('Tags').pane.locator('.pane-header').click();
    await described('one');
    await workbench.view('Digests').row('Mar 14').click();
    await workbench.view('Digests').row('Scaling Laws').click();
    await workbench.readerFrame().getByRole('heading', { level: 1 }).waitFor();
    await workbench.addTag('todo');
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
    const file = join(workbench.folder ?? '', workspaceFile);
    const global = join(workbench.userFolder, 'User', 'globalStorage', 'daily-papers.daily-papers', 'notes');
    const workspace = JSON.parse(await readFile(file, 'utf8')) as object;
    const settings = { 'dailyPapers.notes.location': 'global' };
    await writeFile(file, JSON.stringify({ ...workspace, settings }));
    await workbench.pressInMessage(/Move 1 note there from two/, 'Move');
    await workbench.message(/Moved 1 note to .*globalStorage/);
    await described('all workspaces');
    await holds(global, 1);
    await workbench.view('Tags').row('todo').waitFor();
    await workbench.pressInMessage(/Moved 1 note to .*globalStorage/, 'Undo');
    await described('two');
    await holds(global, 0);
    await holds(notesIn('two'), 1);
    assert.match(await readFile(file, 'utf8'), /"dailyPapers\.notes\.location":\s*"workspace"/);
  });
});
