import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  readImage,
  replaceFile,
  revisionOf,
  sweepTemporaries,
} from '../../../../../src/platform/node/files/atomicFile';
import { sweepLocks, withFileLock } from '../../../../../src/platform/node/files/fileLock';
import { temporaryName, thisProcess } from '../../../../../src/platform/node/files/processOwner';
import { LockTimeout } from '../../../../../src/platform/common/fileErrors';
import { temporaryFolder } from './temporaryFolder';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
const revision = (text: string): string => revisionOf(bytesOf(text));
/** A process that is gone. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

suite('Replacing a file', () => {
  const folder = temporaryFolder();

  test('makes it where it is not there, and replaces it where it is as expected', async () => {
    const path = join(folder(), 'a.md');
    assert.deepEqual(await replaceFile(path, bytesOf('one'), undefined), { revision: revision('one') });
    assert.deepEqual(await replaceFile(path, bytesOf('two'), revision('one')), { revision: revision('two') });
    assert.equal(await readFile(path, 'utf8'), 'two');
    assert.deepEqual(await readdir(folder()), ['a.md']);
  });

  const refused: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['is there and should not be', 'there', undefined],
    ['is not there and should be', undefined, revision('x')],
    ['has other bytes than expected', 'other', revision('x')],
  ];
  for (const [name, content, expected] of refused) {
    test(`changes nothing where the file ${name}`, async () => {
      const path = join(folder(), 'a.md');
      if (content !== undefined) await writeFile(path, content);
      assert.equal(await replaceFile(path, bytesOf('new'), expected), 'changed');
      assert.deepEqual(await readdir(folder()), content === undefined ? [] : ['a.md']);
      if (content !== undefined) assert.equal(await readFile(path, 'utf8'), content);
    });
  }

  test('keeps the permission bits', async () => {
    const path = join(folder(), 'a.md');
    await writeFile(path, 'one');
    await chmod(path, 0o640);
    await replaceFile(path, bytesOf('two'), revision('one'));
    assert.equal((await stat(path)).mode & 0o777, 0o640);
  });

  test('does not replace a file that is read-only', async () => {
    const path = join(folder(), 'a.md');
    await writeFile(path, 'one');
    await chmod(path, 0o444);
    await assert.rejects(replaceFile(path, bytesOf('two'), revision('one')), { code: 'EACCES' });
    assert.deepEqual(await readdir(folder()), ['a.md']);
  });

  test('takes turns, so that of many writers with one expectation one is served', async () => {
    const path = join(folder(), 'a.md');
    await writeFile(path, 'one');
    const writes = Array.from({ length: 20 }, (_, index) =>
      replaceFile(path, bytesOf(`${index}`), revision('one')),
    );
    const results = await Promise.all(writes);
    assert.equal(results.filter((result) => result !== 'changed').length, 1);
    assert.deepEqual(await readdir(folder()), ['a.md']);
  });

  test('reads neither through links nor from devices or pipes', async () => {
    await symlink('/etc/hostname', join(folder(), 'link.md'));
    await mkdir(join(folder(), 'folder.md'));
    await assert.rejects(readImage(join(folder(), 'link.md')), { code: 'ELOOP' });
    await assert.rejects(readImage(join(folder(), 'folder.md')), { code: 'EFTYPE' });
    assert.equal(await readImage(join(folder(), 'none.md')), undefined);
  });

  test('removes the temporary files of ended processes, and no other file', async () => {
    const own = temporaryName('a.md');
    const dead = own.replace(`.${process.pid}.`, `.${deadPid()}.`);
    const elsewhere = own.replace(thisProcess().host, '00000000');
    const old = elsewhere.replace('a.md', 'b.md');
    for (const name of [own, dead, elsewhere, old, 'a.md', '.hidden.tmp'])
      await writeFile(join(folder(), name), '');
    await utimes(join(folder(), old), 0, 0);
    await sweepTemporaries(folder(), await readdir(folder()));
    assert.deepEqual(
      (await readdir(folder())).toSorted(),
      [own, elsewhere, 'a.md', '.hidden.tmp'].toSorted(),
    );
  });

  test('A temporary that cannot be removed does not keep the others from being removed', async () => {
    const dead = temporaryName('a.md').replace(`.${process.pid}.`, `.${deadPid()}.`);
    const stuck = dead.replace('a.md', 'a folder');
    await mkdir(join(folder(), stuck));
    await writeFile(join(folder(), dead), '');
    await sweepTemporaries(folder(), [stuck, dead]);
    assert.deepEqual(await readdir(folder()), [stuck]);
  });
});

suite('Locking a file', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'a.md');
  const lock = (): string => join(folder(), '.a.md.lock');

  test('lets one in at a time, and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => withFileLock(path(), task)));
    assert.equal(most, 1);
    assert.deepEqual(await readdir(folder()), []);
  });

  test('is let go where the task fails', async () => {
    await assert.rejects(
      withFileLock(path(), () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await withFileLock(path(), () => Promise.resolve(1)), 1);
  });

  test('of a process that was killed is broken', async () => {
    await writeFile(lock(), JSON.stringify({ ...thisProcess(), pid: deadPid(), token: 'x' }));
    assert.equal(await withFileLock(path(), () => Promise.resolve(1)), 1);
    assert.deepEqual(await readdir(folder()), []);
  });

  for (const content of ['', '{"host":', JSON.stringify({ host: '00000000', pid: 1, token: 'x' })]) {
    test(`that says ${content === '' ? 'nothing' : content} is broken when it is old`, async () => {
      await writeFile(lock(), content);
      await utimes(lock(), 0, 0);
      const quick = { staleAfter: 150, blankStaleAfter: 50 };
      assert.equal(await withFileLock(path(), () => Promise.resolve(1), quick), 1);
    });
  }

  test('is swept where its owner is gone, and only there', async () => {
    const held = JSON.stringify({ ...thisProcess(), token: 'x' });
    const left = JSON.stringify({ ...thisProcess(), pid: deadPid(), token: 'x' });
    const files = {
      '.a.md.lock': held,
      '.b.md.lock': left,
      '.c.md.lock.0123456789abcdef': left,
      'd.lock': left,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder(), name), content);
    await sweepLocks(folder(), await readdir(folder()));
    assert.deepEqual((await readdir(folder())).toSorted(), ['.a.md.lock', 'd.lock']);
  });

  test('that is held is waited for, and given up on in the end', async () => {
    await writeFile(lock(), JSON.stringify({ ...thisProcess(), token: 'x' }));
    await assert.rejects(
      withFileLock(path(), () => Promise.resolve(1), { patience: 20 }),
      LockTimeout,
    );
    assert.deepEqual(await readdir(folder()), ['.a.md.lock']);
  });
});
