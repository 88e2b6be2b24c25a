import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { activated, firstPaper, until } from './extension';

suite('One library on several machines', () => {
  let api: DailyPapersApi;
  let folder: string;
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('dailyPapers');
  const locate = (path: string | undefined): Thenable<void> =>
    configuration().update('library.location', path, vscode.ConfigurationTarget.Global);

  suiteSetup(async () => {
    api = await activated();
    folder = await mkdtemp(join(tmpdir(), 'papers-library-'));
  });
  suiteTeardown(async () => {
    await locate(undefined);
    await rm(folder, { recursive: true });
  });

  /** A mark of another device, later than all that are here. */
  function line(id: string, state: string, key = id): string {
    const time = Date.now() + 60_000;
    return `${JSON.stringify({ kind: 'mark', key, at: [time, 0, 'other'], value: { id, state, at: time } })}\n`;
  }

  test('marks go to the library folder, and those of another machine come from it', async () => {
    const [own, others] = [await firstPaper(api, 'Mar 11', 5), await firstPaper(api, 'Mar 11', 6)];
    await api.setTriage(own.id, 'later');
    await locate(folder);
    const [file] = await until('a file of this machine', async () => {
      const names = await readdir(folder);
      return names.length > 0 && names;
    });
    await until('the mark in it', async () =>
      (await readFile(join(folder, file ?? ''), 'utf8')).includes(own.id),
    );
    await writeFile(join(folder, 'other.jsonl'), line(others.id, 'skipped'));
    await until('the mark of the other machine', async () => (await api.triage(others.id)) === 'skipped');
    await vscode.commands.executeCommand('dailyPapers.markUnread', others.id);
    assert.equal(await api.triage(others.id), 'unread', 'what is done here is later than what was seen');
    await locate(undefined);
  });

  test('an exported library has the marks, and an imported one brings them', async () => {
    const paper = await firstPaper(api, 'Mar 11', 7);
    const file = join(folder, 'exported.txt');
    await vscode.commands.executeCommand('dailyPapers.exportLibrary', vscode.Uri.file(file));
    const text = await readFile(file, 'utf8');
    assert.match(text, /^\{"format":"daily-papers-library","version":1/u);
    await writeFile(file, text + line(paper.id, 'read'));
    await vscode.commands.executeCommand('dailyPapers.importLibrary', vscode.Uri.file(file));
    assert.equal(await api.triage(paper.id), 'read');
  });

  test('a workspace cannot set the library folder', async () => {
    const workspace = vscode.ConfigurationTarget.Workspace;
    await assert.rejects(async () => configuration().update('library.location', folder, workspace));
  });
});
