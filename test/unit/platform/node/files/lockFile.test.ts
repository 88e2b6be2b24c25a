import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLockFile } from '../../../../../src/platform/node/files/lockFile';
import { malformed } from '../../../../support/malformed';
import { temporaryFolder } from './temporaryFolder';

suite('The file of a lock', () => {
  const folder = temporaryFolder();
  const holder = { host: 'a', pid: 7, token: 'b' };
  const holderIn = async (text: string): Promise<unknown> => {
    const path = join(folder(), 'lock');
    await writeFile(path, text);
    return readLockFile(path)?.holder;
  };

  test('names its holder, also with a field of a later release', async () => {
    assert.deepEqual(await holderIn(JSON.stringify(holder)), holder);
    assert.deepEqual(await holderIn(JSON.stringify({ ...holder, later: 1 })), holder);
  });

  test('names nobody if it is malformed', async () => {
    for (const [name, value] of [
      ...malformed(holder, Object.keys(holder)),
      ['no process', { ...holder, pid: 0 }],
      ['a negative process', { ...holder, pid: -1 }],
      ['half a process', { ...holder, pid: 0.5 }],
    ] as const)
      assert.equal(await holderIn(JSON.stringify(value)), undefined, name);
    assert.equal(await holderIn('{"host":'), undefined);
  });
});
