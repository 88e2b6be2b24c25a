import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi, Paper } from '../../src/publicApi';
import { activated, paperTitled, until } from './extension';

suite('Papers as resources', () => {
  let api: DailyPapersApi;
  let paper: Paper;
  let uri: vscode.Uri;

  suiteSetup(async () => {
    api = await activated();
    paper = await paperTitled(api, 'Residual Denoising Diffusion Models');
    uri = vscode.Uri.from({ scheme: 'paper', path: `/${paper.title}`, query: paper.id });
  });
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

  test('a paper reads as Markdown', async () => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    assert.equal(text, `# ${paper.title}\n\n${paper.abstract}\n`);
    const { size, permissions } = await vscode.workspace.fs.stat(uri);
    assert.equal(size, new TextEncoder().encode(text).length);
    assert.equal(permissions, vscode.FilePermission.Readonly);
  });

  test('a paper cannot be written, moved or deleted', async () => {
    assert.equal(vscode.workspace.fs.isWritableFileSystem('paper'), false);
    const bytes = new TextEncoder().encode('x');
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, bytes));
    await assert.rejects(async () => vscode.workspace.fs.delete(uri));
    await assert.rejects(async () => vscode.workspace.fs.rename(uri, uri.with({ path: '/a/b' })));
    assert.equal((await api.paper(paper.id))?.title, paper.title);
  });

  for (const query of ['no-such-paper-0123abcd', '', '../../etc/passwd', 'a/b']) {
    test(`“${query}” names no paper`, async () => {
      const stranger = vscode.Uri.from({ scheme: 'paper', path: '/Title', query });
      await assert.rejects(
        async () => vscode.workspace.fs.readFile(stranger),
        (error) => error instanceof vscode.FileSystemError && error.code === 'FileNotFound',
      );
    });
  }

  test('a paper opens in the reader, under its title, in a preview tab', async () => {
    await vscode.commands.executeCommand('vscode.open', uri, { preview: true });
    const tab = await until('the tab', () => tabs()[0]);
    assert.ok(tab.input instanceof vscode.TabInputCustom);
    assert.equal(tab.input.viewType, 'dailyPapers.reader');
    assert.equal(tab.label, paper.title);
    assert.equal(tab.isPreview, true);
    assert.equal(tab.isDirty, false);
  });

  test('commands on the reader do nothing without one', async () => {
    await vscode.env.clipboard.writeText('before');
    for (const name of ['toggleRaw', 'zoomIn', 'zoomOut', 'zoomReset', 'copyTitle', 'copyMarkdown']) {
      await vscode.commands.executeCommand(`dailyPapers.reader.${name}`);
    }
    assert.equal(await vscode.env.clipboard.readText(), 'before');
  });
});
