import assert from 'node:assert/strict';
import type { ByteFileEntry, ByteFiles } from '../../../../src/platform/vscode/files/byteFiles';
import { revisionOf } from '../../../../src/platform/node/files/atomicFile';
import { GuardedNoteFolder } from '../../../../src/services/notes/guardedNoteFolder';
import { localized } from '../../../../src/core/base/localization';

const name = 'a-paper-0123abcd.md';
const bytes = (text: string): Uint8Array => Buffer.from(text);

/** A file system that truncates, writes, and can be cut off in between. */
class FragileFiles implements ByteFiles {
  replacesWhole = false;
  readonly files = new Map<string, string>();
  changed = 0;
  /** Writes until the plug is pulled: what follows is as if the process was killed. */
  writesLeft = Infinity;
  torn: 'empty' | 'half' = 'empty';
  failing: string | undefined;
  #cutOff = (): void => undefined;
  /** Resolves when a write has been cut off. */
  readonly isCutOff = new Promise<void>((resolve) => (this.#cutOff = resolve));

  list(): Promise<readonly ByteFileEntry[]> {
    return Promise.resolve(
      [...this.files].map(([file, text]) => ({ name: file, size: text.length, changed: this.changed })),
    );
  }

  read(file: string): Promise<Uint8Array | undefined> {
    const text = this.files.get(file);
    return Promise.resolve(text === undefined ? undefined : bytes(text));
  }

  async write(file: string, content: Uint8Array): Promise<void> {
    if (this.failing === file) throw new Error('no space');
    const text = Buffer.from(content).toString();
    if (this.writesLeft <= 0) {
      this.files.set(file, this.torn === 'empty' ? '' : text.slice(0, text.length / 2));
      this.#cutOff();
      await new Promise(() => undefined);
    }
    this.writesLeft -= 1;
    this.files.set(file, text);
  }

  remove(file: string): Promise<void> {
    this.files.delete(file);
    return Promise.resolve();
  }
}

async function listed(files: FragileFiles, now = 0): Promise<string[]> {
  const list = await new GuardedNoteFolder(files, () => now).list();
  return list.ok ? list.value.map((entry) => entry.name) : [localized(list.error.message)];
}

suite('A notes folder on a file system without atomic replacement', () => {
  test('lists a note of more than 10 MB and does not read it', async () => {
    const files = new FragileFiles();
    files.files.set(name, 'x'.repeat(10 * 1024 * 1024 + 1));
    files.read = () => assert.fail('it is read');
    const folder = new GuardedNoteFolder(files, () => 0);
    const list = await folder.list();
    assert.deepEqual(list.ok && list.value.map((entry) => entry.name), [name]);
    const read = await folder.read(name);
    assert.match(localized(read.ok ? '' : read.error.message), /larger than 10 MB/);
  });

  test('writes, and leaves nothing beside the note', async () => {
    const files = new FragileFiles();
    const folder = new GuardedNoteFolder(files, () => 0);
    assert.ok((await folder.write(name, bytes('one'), undefined)).ok);
    assert.ok((await folder.write(name, bytes('two'), revisionOf(bytes('one')))).ok);
    assert.deepEqual([...files.files], [[name, 'two']]);
    assert.deepEqual(await folder.write(name, bytes('three'), revisionOf(bytes('one'))), {
      ok: true,
      value: 'changed',
    });
    assert.equal((await folder.write('../x.md', bytes('x'), undefined)).ok, false);
  });

  test('removes a note that is still at the given revision, and no other', async () => {
    const files = new FragileFiles();
    files.files.set(name, 'one');
    const folder = new GuardedNoteFolder(files, () => 0);
    assert.deepEqual(await folder.remove(name, revisionOf(bytes('other'))), { ok: true, value: false });
    assert.deepEqual([...files.files], [[name, 'one']]);
    assert.deepEqual(await folder.remove(name, revisionOf(bytes('one'))), { ok: true, value: true });
    assert.deepEqual([...files.files], []);
  });

  test('holds the old bytes beside the note while it writes, and puts them back where nothing is left', async () => {
    const files = new FragileFiles();
    files.files.set(name, 'old');
    files.writesLeft = 1;
    void new GuardedNoteFolder(files, () => 0).write(name, bytes('new'), revisionOf(bytes('old')));
    await files.isCutOff;
    assert.equal(files.files.get(name), '');
    files.writesLeft = Infinity;
    assert.deepEqual(await listed(files, 30_000), [name]);
    assert.equal(files.files.get(name), '', 'another window may still be at it');
    await listed(files, 90_000);
    assert.deepEqual([...files.files], [[name, 'old']]);
  });

  test('keeps the old bytes beside what it cannot tell to be whole', async () => {
    const files = new FragileFiles();
    files.files.set(name, 'old bytes');
    files.writesLeft = 1;
    files.torn = 'half';
    void new GuardedNoteFolder(files, () => 0).write(
      name,
      bytes('new bytes'),
      revisionOf(bytes('old bytes')),
    );
    await files.isCutOff;
    files.writesLeft = Infinity;
    await listed(files, 90_000);
    assert.equal(files.files.get(name), 'new ');
    assert.deepEqual([...files.files.values()].toSorted(), ['new ', 'old bytes']);
  });

  test('takes away what stood beside a note that was saved after all', async () => {
    const files = new FragileFiles();
    const kept = `.${name}.${revisionOf(bytes('new')).slice(0, 16)}.old`;
    files.files.set(name, 'new').set(kept, 'old');
    await listed(files, 90_000);
    assert.deepEqual([...files.files], [[name, 'new']]);
  });

  test('keeps nothing beside the note where files are replaced as a whole, and restores what was kept before', async () => {
    const files = new FragileFiles();
    files.replacesWhole = true;
    files.files.set(name, 'old');
    files.writesLeft = 1;
    const folder = new GuardedNoteFolder(files, () => 0);
    assert.ok((await folder.write(name, bytes('new'), revisionOf(bytes('old')))).ok);
    assert.deepEqual([...files.files], [[name, 'new']]);
    const lost = 'another-paper-0123abcd.md';
    files.writesLeft = Infinity;
    files.files.set(`.${lost}.0123456789abcdef.old`, 'kept').set(`.${name}.0123456789abcdef.old`, 'kept too');
    assert.deepEqual((await listed(files)).toSorted(), [lost, name].toSorted());
    assert.equal(files.files.get(lost), 'kept');
    assert.deepEqual([...files.files.values()].toSorted(), ['kept', 'kept too', 'new']);
  });

  test('writes nothing where the old bytes cannot be kept', async () => {
    const files = new FragileFiles();
    files.files.set(name, 'old');
    files.failing = `.${name}.${revisionOf(bytes('new')).slice(0, 16)}.old`;
    const result = await new GuardedNoteFolder(files, () => 0).write(
      name,
      bytes('new'),
      revisionOf(bytes('old')),
    );
    assert.equal(result.ok, false);
    assert.equal(files.files.get(name), 'old');
  });
});
