import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { poison } from '../../../support/poisonedFolder';
import { TitleMatcher } from '../../../../src/core/references/titleMatcher';
import { scanFiles, scanFolder } from '../../../../src/services/node/folderScan';

suite('scanFolder', () => {
  const named = '# arXiv:1706.03762\n';
  const matcher = new TitleMatcher([]);
  let folder: string;
  let root: string;

  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scan-'));
    root = join(folder, 'work');
    await write('src/model.py', named);
    await write('build/out.py', named);
    await write('.gitignore', 'build/\n*.log\n!keep.log\n');
    await write('sub/.gitignore', '/only.py\n');
    await write('sub/only.py', named);
    await write('sub/deep/only.py', named);
    await write('run.log', named);
    await write('keep.log', named);
    await write('node_modules/x/index.js', `//${named}`);
  });
  teardown(() => rm(folder, { recursive: true, force: true }));

  async function write(path: string, text: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const scan = async (indexFile?: string, titles = 't') => {
    const scanned = await scanFolder({
      root,
      titles,
      matcher,
      ...(indexFile !== undefined && { indexFile }),
    });
    assert.ok(scanned);
    await scanned.store();
    return { ...scanned, paths: scanned.files.map(({ path }) => path).toSorted() };
  };
  const expected = ['keep.log', 'src/model.py', 'sub/deep/only.py'];

  test('reads what .gitignore files do not leave out', async () => {
    const { paths, by } = await scan();
    assert.deepEqual([by, paths], ['walk', expected]);
  });

  test('reads what git lists, with files that are not committed', async () => {
    execFileSync('git', ['init', '-q'], { cwd: root });
    const { paths, by } = await scan();
    assert.deepEqual([by, paths], ['git', expected]);
    await symlink(join(root, 'sub/deep'), join(folder, 'link'));
    for (const within of [join(root, 'sub/deep'), join(folder, 'link')]) {
      const scanned = await scanFolder({ root: within, titles: 't', matcher });
      assert.deepEqual([scanned?.by, scanned?.files.map(({ path }) => path)], ['git', ['only.py']]);
    }
  });

  test('leaves out links, large and binary files, and the digests of the library', async () => {
    await symlink(join(root, 'src/model.py'), join(root, 'link.py'));
    await symlink(root, join(root, 'loop'));
    await write('large.py', `${named}${'x'.repeat(2 * 1024 * 1024)}`);
    await write('binary.py', Buffer.from(`${named}\0`));
    await write('.papers/digests/list.md', named);
    await write('.papers/notes/mine.md', 'arXiv:1706.03762');
    assert.deepEqual((await scan()).paths, ['.papers/notes/mine.md', ...expected]);
  });

  test('reads only what has changed since the stored index, unless titles have', async () => {
    const index = join(folder, 'index');
    assert.ok((await scan(index)).read >= 3);
    assert.equal((await scan(index)).read, 0);
    await write('src/model.py', '# nothing any more\n');
    await utimes(join(root, 'src/model.py'), 1, 1);
    const again = await scan(index);
    assert.deepEqual([again.read, again.paths], [1, expected.filter((path) => path !== 'src/model.py')]);
    assert.ok((await scan(index, 'other')).read >= 3);
  });

  test('needs no titles to reopen a folder in which nothing has changed', async () => {
    const index = join(folder, 'index');
    const withoutTitles = { root, titles: 't', matcher: undefined, indexFile: index };
    assert.equal(await scanFolder(withoutTitles), undefined);
    const { files } = await scan(index);
    assert.deepEqual((await scanFolder(withoutTitles))?.files, files);
    await write('src/model.py', '# changed\n');
    assert.equal(await scanFolder(withoutTitles), undefined);
  });

  test('reads single files again, those of a folder that came, and none that are ignored', () => {
    const found = scanFiles(root, ['sub', 'build/out.py', 'gone.py', 'src/model.py'], matcher);
    assert.deepEqual(
      found.filter(({ references }) => references.length > 0).map(({ path }) => path),
      ['sub/deep/only.py', 'src/model.py'],
    );
    assert.ok(found.some(({ path }) => path === 'gone.py'));
  });

  test('reads no pipe, device, endless file or link out of a malicious folder', async () => {
    await mkdir(join(root, '.papers'), { recursive: true });
    await poison(join(root, '.papers'));
    await rm(join(root, 'sub/.gitignore'));
    execFileSync('mkfifo', [join(root, 'sub/.gitignore')]);
    await rm(join(root, 'sub/only.py'));
    const { paths } = await scan();
    assert.deepEqual(
      paths.filter((path) => !path.startsWith('.papers/notes/')),
      expected,
    );
  });
});
