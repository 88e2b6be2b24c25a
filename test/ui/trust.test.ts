import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paperId } from '../../src/core/library/paperId';
import { fetchFromHuggingFace } from '../support/fetchDays';
import { ForwardProxy } from '../support/forwardProxy';
import { StubServer } from '../support/stubServer';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

const title = 'Error Feedback Reloaded: From Quadratic to Arithmetic Mean of Smoothness Constants';
const id = paperId(title);

suite('A workspace that is not trusted', () => {
  let workbench: Workbench;
  let source: string;
  let stub: StubServer;
  /** Where the folder's settings would send requests. */
  let stray: StubServer;
  let proxy: ForwardProxy;
  const notes = (): string => join(workbench.folder ?? '', '.papers', 'notes');
  const globalStorage = (): string =>
    join(workbench.userFolder, 'User', 'globalStorage', 'daily-papers.daily-papers');
  /** The folder of the notes that were written before trust. */
  const untrusted = async (): Promise<string> => {
    const names = (await readdir(globalStorage())).filter((name) => name.startsWith('untrusted-notes-'));
    assert.equal(names.length, 1, names.join());
    return join(globalStorage(), names[0] ?? '');
  };
  const referenceIndexes = async (): Promise<readonly string[]> => {
    const storage = join(workbench.userFolder, 'User', 'workspaceStorage');
    const names = await readdir(storage, { recursive: true }).catch(() => []);
    return names.filter((name) => /references-\w+\.index$/u.test(name));
  };
  /** Chooses a button of a message, in the list of all: while VS Code's page on trust is open, none is in the corner. */
  const choose = async (message: string | RegExp, button: string): Promise<void> => {
    await workbench.pressInMessage(message, button);
  };
  const openPaper = async (): Promise<void> => {
    await workbench.view('Digests').row('Mar 11').click();
    await workbench.view('Digests').row('Error Feedback Reloaded').click();
    await workbench
      .readerFrame()
      .getByRole('heading', { level: 1, name: /^Error Feedback Reloaded/ })
      .waitFor();
  };

  suiteSetup(async () => {
    source = await mkdtemp(join(tmpdir(), 'papers-'));
    await mkdir(join(source, '.vscode'));
    [stub, stray] = await Promise.all([
      StubServer.start({ today: '2024-03-14' }),
      StubServer.start({ today: '2024-03-14' }),
    ]);
    proxy = await ForwardProxy.start(stub.base);
    const settings = {
      'dailyPapers.notes.location': 'global',
      'dailyPapers.import.location': 'workspace',
      'dailyPapers.huggingFace.url': stray.base,
      'dailyPapers.arxiv.url': stray.base,
    };
    await writeFile(join(source, '.vscode', 'settings.json'), JSON.stringify(settings));
    for (const folder of ['notes', 'digests'])
      await mkdir(join(source, '.papers', folder), { recursive: true });
    await writeFile(
      join(source, '.papers', 'notes', `${id}.md`),
      `---\npaper: ${id}\nversion: 1\ntags: [of-the-folder]\n---\n\nFrom the folder.\n`,
    );
    await writeFile(join(source, 'model.py'), `# ${title}\n`);
    await writeFile(
      join(source, '.papers', 'digests', 'cloned.bib'),
      '@article{a, title={What Else a Folder Holds}, abstract={It is read after trust.}}',
    );
    const throughProxy = { 'http.proxy': proxy.base, 'http.proxySupport': 'override' };
    workbench = await openWorkbench({
      folder: source,
      askForTrust: true,
      settings: {
        ...throughProxy,
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
      },
      // No such host is known to any name server: only the proxy can lead there.
      machineSettings: { ...throughProxy, 'dailyPapers.huggingFace.url': 'http://papers.invalid' },
    });
  });
  suiteTeardown(async () => {
    await rm(source, { recursive: true });
    await workbench.close();
    await Promise.all([stub.stop(), stray.stop(), proxy.stop()]);
  });

  test('papers can be browsed and read, and the views say that the folder’s are not read', async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.showPapers();
    await workbench.view('Digests').row('Trust this folder to read its digests').waitFor();
    await openPaper();
    await workbench.view('Tags').pane.locator('.pane-header').click();
    await workbench.view('Tags').row('Trust this folder to read its notes').waitFor();
    assert.equal(await workbench.view('Tags').row('of-the-folder').count(), 0);
    await workbench.screenshot('untrusted');
  });

  test('no file of the folder is read for the view References', async () => {
    const view = workbench.view('References');
    await view.pane.locator('.pane-header').click();
    await view.pane.getByText('No file of this workspace names a paper').waitFor();
    assert.deepEqual(await referenceIndexes(), []);
    await view.pane.locator('.pane-header').click();
  });

  test("requests go through VS Code's proxy, to the addresses of the machine and not to those of the folder", async () => {
    await fetchFromHuggingFace(workbench, '2024-03-13');
    await workbench.message(/Hugging Face: 5 new papers/u);
    assert.ok(
      proxy.hosts.some((host) => host.startsWith('papers.invalid')),
      proxy.hosts.join(),
    );
    assert.ok(stub.requests.some(({ url }) => url.includes('date=2024-03-13')));
    assert.deepEqual(stray.requests, []);
  });

  test('notes are stored separately, outside of the folder, with any settings in it', async () => {
    await workbench.addTag('before-trust');
    await eventually(async () => assert.deepEqual(await readdir(await untrusted()), [`${id}.md`]));
    await workbench.view('Tags').row('before-trust').waitFor();
    assert.match(await readFile(join(notes(), `${id}.md`), 'utf8'), /of-the-folder/);
    assert.doesNotMatch(await readFile(join(notes(), `${id}.md`), 'utf8'), /before-trust/);
  });

  test('the row leads to VS Code’s question, and after trust the folder’s papers are there', async () => {
    // The folder's setting counts from now on, and would keep notes in global storage.
    await writeFile(join(workbench.folder ?? '', '.vscode', 'settings.json'), '{}');
    await workbench.view('Digests').row('Trust this folder to read its digests').click();
    await workbench.page
      .locator('.workspace-trust-editor')
      .getByText('Trust', { exact: true })
      .first()
      .click();
    await workbench.page
      .locator('.monaco-modal-editor-block')
      .getByRole('button', { name: /^Close/ })
      .click();
    await workbench.view('Tags').row('of-the-folder').waitFor();
    await eventually(async () => {
      await workbench.search('What Else a Folder Holds');
      await workbench.quickPick.row('What Else a Folder Holds').waitFor({ timeout: 3000 });
    });
    await workbench.page.keyboard.press('Escape');
    assert.equal(await workbench.view('Digests').row('Trust this folder to read its digests').count(), 0);
  });

  test('the view References, which was opened and closed before, lists the papers that the folder names', async () => {
    const view = workbench.view('References');
    await view.pane.locator('.pane-header').click();
    await view.row(title).waitFor({ timeout: 30_000 });
    await view.pane.locator('.pane-header').click();
    await eventually(async () => assert.equal((await referenceIndexes()).length, 1));
  });

  test('notes written before trust are offered for moving, and merged if both folders have a note', async () => {
    await choose(/You wrote 1 note before this folder was trusted/, 'Move');
    await choose(/1 note stayed/, 'Merge');
    await workbench.message('Merged 1 note');
    const merged = await readFile(join(notes(), `${id}.md`), 'utf8');
    assert.match(merged, /of-the-folder/);
    assert.match(merged, /before-trust/);
    assert.match(merged, /From the folder\./);
    assert.deepEqual(await readdir(await untrusted()), []);
    await workbench.view('Tags').row('before-trust').waitFor();
  });

  test('undo puts both notes back as they were', async () => {
    await choose('Merged 1 note', 'Undo');
    await eventually(async () => {
      assert.deepEqual(await readdir(await untrusted()), [`${id}.md`]);
      assert.doesNotMatch(await readFile(join(notes(), `${id}.md`), 'utf8'), /before-trust/);
    });
  });
});
