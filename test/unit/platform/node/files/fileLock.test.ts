import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { lstat, mkdir, readFile, readdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepLocks, withFileLock } from '../../../../../src/platform/node/files/fileLock';
import {
  temporaryOwner,
  temporaryName,
  isGone,
  thisProcess,
} from '../../../../../src/platform/node/files/processOwner';
import { temporaryFolder } from './temporaryFolder';

const foreign = JSON.stringify({ host: '00000000', pid: 1, token: 'x' });
const done = (): Promise<string> => Promise.resolve('done');
/** So that no test waits for long. */
const quick = { renewEvery: 20, staleAfter: 150, blankStaleAfter: 50 };
const seconds = (count: number): number => Date.now() / 1000 + count;

suite('A lock on a file system whose clock is another', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'a.md');
  const lock = (): string => join(folder(), '.a.md.lock');

  for (const shift of [-3600, -15, 15, 3600]) {
    test(`is kept by its holder if files are dated ${shift} s from now`, async () => {
      let inside = 0;
      const task = async (): Promise<void> => {
        inside += 1;
        await utimes(lock(), seconds(shift), seconds(shift));
        assert.equal(inside, 1);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside -= 1;
      };
      await Promise.all(Array.from({ length: 10 }, () => withFileLock(path(), task)));
      assert.deepEqual(await readdir(folder()), []);
    });
  }

  test('is broken if its holder is unknown and does not renew it, though it is dated an hour ahead', async () => {
    await writeFile(lock(), foreign);
    await utimes(lock(), seconds(3600), seconds(3600));
    assert.equal(await withFileLock(path(), done, quick), 'done');
    assert.deepEqual(await readdir(folder()), []);
  });

  test('is waited for while its holder, which this process cannot see, renews it', async () => {
    await writeFile(lock(), foreign);
    let renewals = 0;
    const renewing = setInterval(() => {
      renewals += 1;
      void writeFile(lock(), foreign.replace('}', `,"renewals":${renewals}}`));
    }, 20);
    try {
      await assert.rejects(withFileLock(path(), done, { ...quick, patience: 600 }), { name: 'LockTimeout' });
    } finally {
      clearInterval(renewing);
    }
  });
});

suite('A lock that was taken over', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'a.md');
  const lock = (): string => join(folder(), '.a.md.lock');

  test('stops its former holder from going on, which tries again when it has the lock once more', async () => {
    let tries = 0;
    const value = await withFileLock(path(), async (held) => {
      tries += 1;
      held.assertHeld();
      if (tries === 1) {
        // Another window has found this one stopped, did its work, and left.
        await rename(lock(), `${lock()}.taken`);
      }
      held.assertHeld();
      return tries;
    });
    assert.equal(value, 2);
  });

  test('is left to its new holder', async () => {
    await withFileLock(path(), () => writeFile(lock(), foreign));
    assert.equal(await readFile(lock(), 'utf8'), foreign);
  });
});

suite('Another file in the place of a lock', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'a.md');
  const lock = (): string => join(folder(), '.a.md.lock');
  /** A lock whose holder is gone. */
  const left = JSON.stringify({ ...thisProcess(), pid: 2 ** 22 + 1, token: 'x' });

  test('is not followed if it is a link: the target stays, and the file can be saved', async () => {
    const target = join(folder(), 'target.json');
    await writeFile(target, left);
    await symlink(target, lock());
    assert.equal(await withFileLock(path(), done, quick), 'done');
    assert.equal(await readFile(target, 'utf8'), left);
  });

  test('is not opened if it is a device or a pipe', async () => {
    await symlink('/dev/zero', lock());
    assert.equal(await withFileLock(path(), done, quick), 'done');
    spawnSync('mkfifo', [lock()]);
    assert.equal(await withFileLock(path(), done, quick), 'done');
  });

  test('is moved aside, and not deleted, if it is a folder or a long file', async () => {
    await mkdir(lock());
    await writeFile(join(lock(), 'inside'), 'kept');
    assert.equal(await withFileLock(path(), done, quick), 'done');
    await writeFile(lock(), 'long '.repeat(2000));
    assert.equal(await withFileLock(path(), done, quick), 'done');
    const names = await readdir(folder());
    const found = await Promise.all(names.map((name) => lstat(join(folder(), name))));
    assert.deepEqual(found.map((one) => (one.isDirectory() ? 'folder' : one.size)).toSorted(), [
      10_000,
      'folder',
    ]);
  });

  test('is not removed by a sweep unless it is a plain file of an ended process', async () => {
    const target = join(folder(), 'target.json');
    await writeFile(target, left);
    await symlink(target, lock());
    await writeFile(join(folder(), '.b.md.lock'), foreign);
    await writeFile(join(folder(), '.c.md.lock'), left.replace('}', `,"more":"${'x'.repeat(5000)}"}`));
    const names = await readdir(folder());
    await sweepLocks(folder(), names);
    assert.deepEqual((await readdir(folder())).toSorted(), names.toSorted());
  });
});

suite('The owner of a file', () => {
  test('is this process, and not one of the same number that it cannot see', () => {
    const owner = temporaryOwner(temporaryName('a.md'));
    assert.deepEqual(owner, thisProcess());
    assert.equal(isGone({ ...thisProcess(), pid: 2 ** 22 + 1 }), true);
    assert.equal(isGone({ host: '00000000', pid: 2 ** 22 + 1 }), false);
  });
});
