import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SettingsSyncSwitch } from '../../src/features/devices/settingsSyncSwitch';
import type { DailyPapersApi } from '../../src/publicApi';
import { snapshotKey } from '../../src/services/replication/settingsSync';
import { activated, firstPaper, until } from './extension';
import { files, testInNode } from './files';

const noFolder = 'a library in a folder needs files of this machine';

suite('One library on several machines', () => {
  let api: DailyPapersApi;
  let folder: vscode.Uri;
  const inFolder = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('dailyPapers');
  const locate = (path: string | undefined): Thenable<void> =>
    configuration().update('library.location', path, vscode.ConfigurationTarget.Global);

  suiteSetup(async () => {
    api = await activated();
    folder = await files.temporaryFolder();
  });
  suiteTeardown(async () => {
    await locate(undefined);
    await files.remove(folder);
  });

  /** A mark of another device, later than all that are here. */
  function line(id: string, state: string, key = id): string {
    const time = Date.now() + 60_000;
    return `${JSON.stringify({ kind: 'mark', key, at: [time, 0, 'other'], value: { id, state, at: time } })}\n`;
  }

  testInNode(
    noFolder,
    'marks go to the library folder, and those of another machine come from it',
    async () => {
      const [own, others] = [await firstPaper(api, 'Mar 11', 5), await firstPaper(api, 'Mar 11', 6)];
      await api.setTriage(own.id, 'later');
      await locate(folder.fsPath);
      const [file] = await until('a file of this machine', async () => {
        const names = await files.list(folder);
        return names.length > 0 && names;
      });
      await until('the mark in it', async () =>
        (await files.readText(inFolder(file ?? ''))).includes(own.id),
      );
      await files.writeText(inFolder('other.jsonl'), line(others.id, 'skipped'));
      await until('the mark of the other machine', async () => (await api.triage(others.id)) === 'skipped');
      await vscode.commands.executeCommand('dailyPapers.markUnread', others.id);
      assert.equal(await api.triage(others.id), 'unread', 'what is done here is later than what was seen');
      await locate(undefined);
    },
  );

  testInNode(noFolder, 'an exported library has the marks, and an imported one brings them', async () => {
    const paper = await firstPaper(api, 'Mar 11', 7);
    const file = inFolder('exported.txt');
    await vscode.commands.executeCommand('dailyPapers.exportLibrary', file);
    const text = await files.readText(file);
    assert.match(text, /^\{"format":"daily-papers-library","version":1/u);
    await files.writeText(file, text + line(paper.id, 'read'));
    await vscode.commands.executeCommand('dailyPapers.importLibrary', file);
    assert.equal(await api.triage(paper.id), 'read');
  });

  test('Settings Sync gets the snapshot while its setting is on, and nothing of it afterwards', async () => {
    const stored = new Map<string, unknown>();
    let [keys, merges]: [readonly string[] | undefined, number] = [undefined, 0];
    const memory = {
      keys: () => [...stored.keys()],
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => {
        if (value === undefined) stored.delete(key);
        else stored.set(key, value);
        return Promise.resolve();
      },
      setKeysForSync: (synced: readonly string[]) => (keys = synced),
    };
    const merge = async (): Promise<boolean> => {
      merges += 1;
      await memory.update(snapshotKey, {});
      return true;
    };
    const changes = new vscode.EventEmitter<never>();
    const onDidChange = changes.event;
    const own = new SettingsSyncSwitch(
      memory as never,
      { settingsSync: { merge } } as never,
      {
        triage: { onDidChange },
        searches: { onDidChange },
        libraryService: { library: { onDidChange } },
        ready: () => Promise.resolve(),
        log: console,
        reporter: { watch: (task: Promise<unknown>) => task.catch(assert.ifError) },
      } as never,
    );
    const turn = (isOn: boolean | undefined): Thenable<void> =>
      configuration().update('library.settingsSync', isOn, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual([keys, merges], [[], 0]);
      await turn(true);
      await until('the key and a merge', () => Promise.resolve(keys?.length === 1 && merges > 0));
      assert.deepEqual(keys, [snapshotKey]);
      await turn(undefined);
      await until('no key and no snapshot', () => Promise.resolve(keys?.length === 0 && stored.size === 0));
    } finally {
      await turn(undefined);
      own.dispose();
      changes.dispose();
    }
  });

  test('a workspace cannot set the library folder', async () => {
    const workspace = vscode.ConfigurationTarget.Workspace;
    await assert.rejects(async () => configuration().update('library.location', folder.fsPath, workspace));
  });
});
