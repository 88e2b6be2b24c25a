import assert from 'node:assert/strict';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { revisionOf } from '../../../../src/platform/node/files/atomicFile';
import { NoteFolder } from '../../../../src/services/node/noteFolder';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { localized } from '../../../../src/core/base/localization';

const name = 'a-paper-0123abcd.md';
const bytes = Buffer.from('text');

suite('A notes folder on disk', () => {
  const base = temporaryFolder();
  const notes = (): string => join(base(), '.papers', 'notes');
  const open = (): NoteFolder => new NoteFolder(base(), ['.papers', 'notes']);

  test('is empty if it does not exist, and is not created by reading', async () => {
    assert.deepEqual(await open().list(), { ok: true, value: [] });
    assert.deepEqual(await open().read(name), { ok: true, value: undefined });
    assert.deepEqual(await readdir(base()), []);
  });

  test('is made when a note is first saved', async () => {
    assert.deepEqual(await open().write(name, bytes, undefined), {
      ok: true,
      value: { revision: revisionOf(bytes) },
    });
    assert.equal(await readFile(join(notes(), name), 'utf8'), 'text');
  });

  test('removes a note that is still at the given revision, and no other', async () => {
    const folder = open();
    await folder.write(name, bytes, undefined);
    assert.deepEqual(await folder.remove(name, revisionOf(Buffer.from('other'))), { ok: true, value: false });
    assert.deepEqual(await readdir(notes()), [name]);
    assert.deepEqual(await folder.remove(name, revisionOf(bytes)), { ok: true, value: true });
    assert.deepEqual(await readdir(notes()), []);
    assert.deepEqual(await folder.remove(name, revisionOf(bytes)), { ok: true, value: false });
    assert.equal((await folder.remove('../notes', revisionOf(bytes))).ok, false);
  });

  test('is not created again if the workspace was moved away', async () => {
    const folder = open();
    await folder.write(name, bytes, undefined);
    await rename(base(), `${base()}-moved`);
    const result = await folder.write(name, bytes, revisionOf(bytes));
    await rename(`${base()}-moved`, base());
    assert.ok(!result.ok);
    assert.match(localized(result.error.message), /not there any more/);
    assert.equal(await readFile(join(notes(), name), 'utf8'), 'text');
  });

  test('lists Markdown files, of folders below it too, and no other file', async () => {
    await mkdir(join(notes(), 'folder'), { recursive: true });
    await mkdir(join(notes(), '.git'), { recursive: true });
    for (const file of [
      name,
      'README.txt',
      '.hidden.md',
      'Ünïcode.md',
      'a b.md',
      'folder/c.md',
      '.git/d.md',
    ]) {
      await writeFile(join(notes(), file), '');
    }
    const list = await open().list();
    assert.deepEqual(
      list.ok && list.value.map((entry) => entry.name),
      ['Ünïcode.md', 'a b.md', name, 'folder/c.md'].toSorted(),
    );
  });

  test('gives a file another stamp when it changes', async () => {
    await open().write(name, bytes, undefined);
    const before = await open().list();
    await writeFile(join(notes(), name), 'four');
    const after = await open().list();
    assert.notDeepEqual(before, after);
  });

  for (const bad of [
    '../escape.md',
    '..',
    '/etc/passwd',
    'con.md',
    'a.txt',
    'a\u0000.md',
    'a\\b.md',
    '.md',
    '',
  ]) {
    test(`neither reads nor writes ${JSON.stringify(bad)}`, async () => {
      const results = [await open().read(bad), await open().write(bad, bytes, undefined)];
      for (const result of results) assert.equal(!result.ok && result.error.kind, 'not-a-note');
      assert.deepEqual(await readdir(notes()).catch(() => []), []);
    });
  }

  test('makes no folder for a file, and follows no link to one', async () => {
    await mkdir(notes(), { recursive: true });
    await mkdir(join(base(), 'outside'));
    await writeFile(join(base(), 'outside', 'x.md'), 'outside');
    await symlink(join(base(), 'outside'), join(notes(), 'linked'));
    for (const bad of ['folder/x.md', 'linked/y.md', 'linked/x.md']) {
      assert.equal((await open().write(bad, bytes, undefined)).ok, false);
      const read = await open().read(bad);
      assert.ok(!read.ok || read.value === undefined);
    }
    assert.deepEqual(await readdir(join(base(), 'outside')), ['x.md']);
  });

  test('follows a link within it, and writes to where it leads', async () => {
    await mkdir(join(notes(), 'kept'), { recursive: true });
    await writeFile(join(notes(), 'kept', 'x.md'), 'old');
    await symlink(join('kept', 'x.md'), join(notes(), name));
    const read = await open().read(name);
    const revision = read.ok && read.value ? read.value.revision : '';
    assert.ok((await open().write(name, bytes, revision)).ok);
    assert.equal(await readFile(join(notes(), 'kept', 'x.md'), 'utf8'), 'text');
    assert.equal(await readFile(join(notes(), name), 'utf8'), 'text');
  });

  test('may be a link itself, once the person has agreed to where it leads', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'papers-vault-'));
    try {
      await symlink(elsewhere, join(base(), '.papers'));
      const place = await realpath(elsewhere);
      for (const result of [
        await open().write(name, bytes, undefined),
        await new NoteFolder(base(), ['.papers', 'notes'], (real) => real === tmpdir()).write(
          name,
          bytes,
          undefined,
        ),
      ])
        assert.equal(!result.ok && result.error.kind, 'outside');
      assert.deepEqual(await readdir(elsewhere), []);
      const agreed = new NoteFolder(base(), ['.papers', 'notes'], (real) => real.startsWith(place));
      assert.ok((await agreed.write(name, bytes, undefined)).ok);
      assert.equal(await readFile(join(elsewhere, 'notes', name), 'utf8'), 'text');
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });

  for (const [what, target] of [
    ['out of it', '../../outside.md'],
    ['to nothing', 'nothing.md'],
    ['to itself', name],
    ['to a file outside by a whole path', '/etc/hostname'],
  ] as const) {
    test(`neither reads nor writes through a link ${what}`, async () => {
      await mkdir(notes(), { recursive: true });
      await writeFile(join(base(), 'outside.md'), 'outside');
      await symlink(target, join(notes(), name));
      assert.equal((await open().read(name)).ok, false);
      for (const expected of [undefined, revisionOf(Buffer.from('outside'))]) {
        assert.equal((await open().write(name, bytes, expected)).ok, false);
      }
      assert.equal(await readFile(join(base(), 'outside.md'), 'utf8'), 'outside');
    });
  }

  test('says that a file is in the place of the folder', async () => {
    await writeFile(join(base(), '.papers'), 'a file');
    const result = await open().write(name, bytes, undefined);
    assert.ok(!result.ok);
    assert.match(localized(result.error.message), /file where the notes folder should be/);
    assert.equal(await readFile(join(base(), '.papers'), 'utf8'), 'a file');
  });

  test('does not wait for a pipe', async () => {
    await mkdir(join(notes(), name), { recursive: true });
    const result = await open().read(name);
    assert.ok(!result.ok);
    assert.match(localized(result.error.message), /not a regular file/);
  });
});
