import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { isNoteFile } from '../../../../../src/core/notes/noteName';
import { DigestStore } from '../../../../../src/services/library/digestStore';
import { ConfinedFolder } from '../../../../../src/platform/node/files/confinedFolder';
import { NoteFolder } from '../../../../../src/services/node/noteFolder';
import { LocalWholeFiles } from '../../../../../src/platform/node/files/wholeFiles';
import { OutsideFolderError } from '../../../../../src/platform/common/fileErrors';
import { runs } from '../../../../support/testLength';
import { localized } from '../../../../../src/core/base/localization';

const secret = 'not of this folder';

/** The kinds of files that a path can have. */
type Entry =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'folder' | 'pipe' }
  | { readonly kind: 'link'; readonly target: string };

const names = fc.oneof(
  fc.constantFrom(
    'a-paper-0123abcd.md',
    'A-Paper-0123ABCD.MD',
    'con.md',
    'ä-0123abcd.md',
    'a\u0308-0123abcd.md',
    'K\u212a-0123abcd.md',
    '.a-paper-0123abcd.md.lock',
    'digest.txt',
    'digest.txt.facts.json',
    '.facts.json',
    '-rf',
    'x'.repeat(200),
  ),
  fc
    .string({ minLength: 1, maxLength: 20 })
    .filter((name) => !/[/\0]/.test(name) && name !== '.' && name !== '..'),
);
const targets = fc.constantFrom(
  '/dev/zero',
  '/dev/ptmx',
  '/etc/hostname',
  '../../../secret.md',
  '..',
  '.',
  'a-paper-0123abcd.md',
  'digest.txt',
  'nothing',
);
const entries: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ kind: fc.constant('file' as const), text: fc.string({ maxLength: 60 }) }),
  fc.record({ kind: fc.constantFrom('folder' as const, 'pipe' as const) }),
  fc.record({ kind: fc.constant('link' as const), target: targets }),
);

async function make(path: string, entry: Entry): Promise<void> {
  if (entry.kind === 'file') await writeFile(path, entry.text);
  else if (entry.kind === 'folder') await mkdir(path);
  else if (entry.kind === 'link') await symlink(entry.target, path);
  else execFileSync('mkfifo', ['--', path]);
}

suite('A folder with files of all kinds', () => {
  const check = (
    property: (base: string, entriesOf: readonly (readonly [string, Entry])[]) => Promise<void>,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(names, entries), { maxLength: 8, selector: ([name]) => name }),
        fc.constantFrom('folder', 'link inside', 'link outside'),
        async (tree, kind) => {
          const run = await realpath(await mkdtemp(join(tmpdir(), 'papers-odd-')));
          try {
            const base = join(run, 'workspace');
            const outside = kind === 'link outside' ? run : base;
            const real = kind === 'folder' ? join(base, '.papers', 'odd') : join(outside, 'elsewhere');
            await mkdir(join(base, '.papers'), { recursive: true });
            await mkdir(real, { recursive: true });
            if (kind !== 'folder') await symlink(real, join(base, '.papers', 'odd'));
            await writeFile(join(run, 'secret.md'), secret);
            for (const [name, entry] of tree) await make(join(real, name), entry);
            await property(base, tree);
            assert.equal(await readFile(join(run, 'secret.md'), 'utf8'), secret);
          } finally {
            await rm(run, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: runs(60) },
    );

  test('notes: every name has an answer, and no byte of another folder is read or written', async () => {
    await check(async (base, tree) => {
      const folder = new NoteFolder(base, ['.papers', 'odd']);
      const list = await folder.list();
      const listed = list.ok ? list.value.map(({ name }) => name) : [];
      if (!list.ok) assert.equal(list.error.kind, 'outside');
      for (const name of [...listed, ...tree.map(([name]) => name)]) {
        const read = await folder.read(name);
        if (read.ok && read.value) assert.notEqual(Buffer.from(read.value.bytes).toString(), secret);
        if (!isNoteFile(name)) assert.equal(read.ok, false);
      }
      const written = await folder.write('new-paper-0123abcd.md', Buffer.from('new'), undefined);
      assert.equal(written.ok, list.ok);
    });
  });

  test('digests: every plain file is listed or left out with a reason, and nothing else is read', async () => {
    await check(async (base) => {
      const confined = new ConfinedFolder(base, ['.papers', 'odd']);
      const store = new DigestStore(new LocalWholeFiles(confined));
      const isOutside = await confined.resolve().then(
        () => false,
        (error: unknown) => error instanceof OutsideFolderError,
      );
      if (isOutside) {
        await assert.rejects(store.list(), OutsideFolderError);
        return;
      }
      const { digests, damaged } = await store.list();
      for (const { file } of digests) assert.notEqual(Buffer.from(await store.read(file)).toString(), secret);
      for (const { reason } of damaged) assert.match(localized(reason), /^[A-Z].*\.$/s);
    });
  });
});
