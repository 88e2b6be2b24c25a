import assert from 'node:assert/strict';
import { sha256Hex } from '../../../../src/platform/common/hash';
import { SharedFolder, SharedNotes } from '../../../../src/platform/web/storageFolders';
import { WebStoreFolder } from '../../../../src/platform/web/webStoreFolder';
import { StoreBackups } from '../../../../src/services/backup/storeBackups';
import { DigestStore } from '../../../../src/services/library/digestStore';
import { GuardedNoteFolder } from '../../../../src/services/notes/guardedNoteFolder';
import { SharedTriageLog } from '../../../../src/services/triage/sharedTriageLog';
import { eventually } from '../../../support/eventually';
import { MemoryBrowser } from './memoryTabs';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined): string => new TextDecoder().decode(content);

suite('Stores in the storage of a browser', () => {
  let browser: MemoryBrowser;
  const open = (): WebStoreFolder => new WebStoreFolder(browser.open(), '');
  setup(() => {
    browser = new MemoryBrowser();
  });

  test('A file that another tab has written is found, listed and removed', async () => {
    const [here, there] = [open(), open()];
    await there.overwrite('folder/file.json', bytes('one'));
    assert.equal(text(await here.read('folder/file.json')), 'one');
    assert.deepEqual(await here.folder('folder').names(), ['file.json']);
    assert.deepEqual(await here.filesBelow(), ['folder/file.json']);
    await here.remove('folder/file.json');
    assert.equal(await there.read('folder/file.json'), undefined);
    assert.equal(await open().read('folder/file.json'), undefined);
  });

  test('A file is replaced only if no tab has changed it since it was read', async () => {
    const [here, there] = [open(), open()];
    assert.ok(await here.replace('file', bytes('one'), undefined));
    assert.equal(await there.replace('file', bytes('two'), undefined), false);
    assert.ok(await there.replace('file', bytes('two'), sha256Hex(bytes('one'))));
    assert.equal(text(await here.read('file')), 'two');
  });

  test('Rejects a file that is longer than the limit', async () => {
    const folder = open();
    await folder.overwrite('file', bytes('12345'));
    await assert.rejects(folder.read('file', 4), { code: 'EFBIG' });
  });

  test('Two tabs that add 500 lines each to one log lose none', async () => {
    const logs = [open().log('log.jsonl'), open().log('log.jsonl')];
    await Promise.all(
      logs.map(async (log, tab) => {
        for (let count = 0; count < 500; count += 1) await log.append([`${tab}-${count}`]);
      }),
    );
    const { values } = await open().log('log.jsonl').read();
    assert.equal(new Set(values).size, 1000);
  }).timeout(60_000);

  test('A log is read on from where it was read to, and as a whole once it was compacted', async () => {
    const [log, other] = [open().log('log.jsonl'), open().log('log.jsonl')];
    await log.append([1, 2]);
    const { position } = await log.readAfter(undefined);
    await other.append([3]);
    const added = await log.readAfter(position);
    assert.deepEqual([added.values, added.isWhole], [[3], false]);
    await other.compact(function* (values) {
      yield;
      return values.slice(-1);
    });
    const whole = await log.readAfter(added.position);
    assert.deepEqual([whole.values, whole.isWhole], [[3], true]);
  });

  test('Part of a line that a closed tab left costs that line alone', async () => {
    browser.stored.set('log.jsonl', bytes('1\n{"half'));
    const log = open().log('log.jsonl');
    await log.append([2]);
    assert.deepEqual((await log.read()).values, [1, 2]);
  });

  test('A mark of one tab reaches the other', async () => {
    const fail = (error: unknown): void => assert.fail(String(error));
    const logs = [open(), open()].map((folder) => new SharedTriageLog(folder.log('triage.jsonl'), fail));
    const [here, there] = logs;
    assert.ok(here && there);
    await Promise.all([here.load(), there.load()]);
    const heard: unknown[] = [];
    there.onDidChange((records) => heard.push(...records));
    await here.append([{ id: 'a', state: 'read', at: 1 }]);
    await there.poll();
    assert.equal(heard.length, 1);
    for (const log of logs) log.dispose();
  });

  test('What a tab writes while the journal is emptied stays in the journal', async () => {
    await open().overwrite('notes/note.md', bytes('one'));
    const here = browser.open();
    const changed = new Promise<void>((resolve) => {
      browser.beforeForget = async () => {
        // The tab is closed before VS Code's storage has the change.
        browser.isStuck = true;
        void here.write('notes/note.md', bytes('two'));
        await eventually(async () => assert.equal(text(await here.read('notes/note.md')), 'two'));
        resolve();
      };
    });
    here.enter();
    await changed;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(text(await browser.open().read('notes/note.md')), 'two');
  });

  /** Stores a file as a text editor does, or a tab whose extensions have another origin. */
  const storeBeside = (path: string, content: string): void => void browser.stored.set(path, bytes(content));

  test('What something else has stored since is newer than the journal', async () => {
    const here = open();
    await here.overwrite('notes/note.md', bytes('one'));
    storeBeside('notes/note.md', 'typed in an editor');
    assert.equal(text(await here.read('notes/note.md')), 'typed in an editor');
    assert.equal((await here.stat('notes/note.md'))?.size, 18);
    await here.overwrite('notes/note.md', bytes('typed in an editor, and tagged'));
    assert.equal(text(await open().read('notes/note.md')), 'typed in an editor, and tagged');
    storeBeside('notes/note.md', 'typed again');
    browser.open().enter();
    await eventually(async () =>
      assert.equal(text(await browser.open().read('notes/note.md')), 'typed again'),
    );
    assert.equal(text(browser.stored.get('notes/note.md')), 'typed again');
  });

  test('A log that a tab of another origin has continued is not put back', async () => {
    await open().log('log.jsonl').append([1]);
    const elsewhere = new MemoryBrowser(browser.stored);
    await new WebStoreFolder(elsewhere.open(), '').log('log.jsonl').append([2]);
    const files = browser.open();
    files.enter();
    const log = new WebStoreFolder(files, '').log('log.jsonl');
    await log.append([3]);
    assert.deepEqual((await log.read()).values, [1, 2, 3]);
    assert.equal(text(browser.stored.get('log.jsonl')), '1\n2\n3\n');
  });

  test('A file that something else stores again after a tab removed it is there again', async () => {
    const here = open();
    await here.overwrite('notes/note.md', bytes('one'));
    await here.remove('notes/note.md');
    storeBeside('notes/note.md', 'two');
    const next = open();
    assert.equal(text(await next.read('notes/note.md')), 'two');
    assert.deepEqual(await next.folder('notes').names(), ['note.md']);
  });

  test('What VS Code’s storage did not take stays newer than what it has, after any number of writes', async () => {
    storeBeside('file', 'old');
    const files = browser.open();
    for (let count = 0; count < 100; count += 1) await files.record('file', bytes(`new ${count}`));
    assert.equal(text(await browser.open().read('file')), 'new 99');
  });

  test('A file that another tab has made is stored again for the editors of this tab', async () => {
    const [here, there] = [browser.open(), browser.open()];
    await there.write('notes/note.md', bytes('one'));
    assert.equal(await here.own.read('notes/note.md'), undefined);
    await here.restore('notes/note.md');
    assert.equal(text(await here.own.read('notes/note.md')), 'one');
  });

  test('Two tabs that edit one note take turns, and each sees what the other wrote', async () => {
    const folders = [browser.open(), browser.open()].map(
      (files) =>
        new GuardedNoteFolder(
          new SharedNotes(files, 'notes'),
          () => 0,
          (name, task) => files.exclusively(name, task),
        ),
    );
    const add = async (folder: GuardedNoteFolder, line: string): Promise<void> => {
      for (;;) {
        const found = await folder.read('note.md');
        assert.ok(found.ok);
        const next = bytes(`${text(found.value?.bytes)}${line}\n`);
        const written = await folder.write('note.md', next, found.value?.revision);
        assert.ok(written.ok);
        if (written.value !== 'changed') return;
      }
    };
    await Promise.all(
      folders.map(async (folder, tab) => {
        for (let count = 0; count < 50; count += 1) await add(folder, `${tab}-${count}`);
      }),
    );
    const lines = text(browser.stored.get('notes/note.md')).trim().split('\n');
    assert.equal(new Set(lines).size, 100);
  }).timeout(60_000);

  test('What was written while other tabs were open stays after the journal was emptied', async () => {
    await open().overwrite('file', bytes('one'));
    const files = browser.open();
    files.enter();
    assert.equal(text(await files.read('file')), 'one');
    assert.equal(text(browser.stored.get('file')), 'one');
  });

  test('What was not stored when its tab was closed is read by the next tab, and stored by it', async () => {
    const closed = open();
    browser.isStuck = true;
    const unstored = closed.overwrite('file', bytes('one'));
    await Promise.race([unstored, eventually(async () => assert.ok(await open().read('file')))]);
    browser.isStuck = false;
    assert.equal(browser.stored.get('file'), undefined);
    const next = browser.open();
    assert.equal(text(await next.read('file')), 'one');
    next.enter();
    await eventually(() => assert.equal(text(browser.stored.get('file')), 'one'));
  });

  test('Sizes and names of files are found without their content', async () => {
    const [here, there] = [open(), open()];
    for (const name of ['a', 'b', 'c']) await here.overwrite(`folder/${name}`, bytes(name));
    browser.stored.set('d', bytes('dd'));
    const later = open();
    const before = browser.contentReads;
    assert.deepEqual(await there.folder('folder').names(), ['a', 'b', 'c']);
    assert.equal((await here.stat('folder/a'))?.size, 1);
    assert.equal(browser.contentReads, before);
    assert.equal((await later.stat('d'))?.size, 2);
    await there.stat('folder/a');
    const once = browser.contentReads;
    await Promise.all(
      [there, later].map((folder) => Promise.all([folder.stat('folder/a'), folder.stat('d')])),
    );
    await there.overwrite('folder/a', bytes('longer'));
    assert.equal((await there.stat('folder/a'))?.size, 6);
    // Each of the two others reads the content once, and who writes reads what it replaces.
    assert.ok(browser.contentReads <= once + 3, `${browser.contentReads - once} contents`);
    assert.equal((await here.stat('folder/a'))?.size, 6);
  });

  test('A digest has the stamp in the next tab that it had when it was imported, so that it is not parsed again', async () => {
    const digests = (): DigestStore => new DigestStore(new SharedFolder(browser.open(), 'digests'));
    const { file, stamp } = await digests().add(bytes('A paper'), { name: 'a.txt', added: 1 });
    const listed = (await digests().list()).digests.map((digest) => [digest.file, digest.stamp]);
    assert.deepEqual(listed, [[file, stamp]]);
  });

  test('A backup holds all stores, and is restored', async () => {
    const storage = open();
    await storage.log('triage.jsonl').append([1]);
    await storage.overwrite('digests/a.txt', bytes('text'));
    const backups = new StoreBackups(storage, () => 0);
    const backup = await backups.create('before a test');
    await storage.overwrite('digests/a.txt', bytes('other'));
    await backups.restore(backup);
    assert.equal(text(await storage.read('digests/a.txt')), 'text');
    assert.deepEqual((await storage.log('triage.jsonl').read()).values, [1]);
  });
});
