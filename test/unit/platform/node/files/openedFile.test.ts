import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedEnding, openPlainFile } from '../../../../../src/platform/node/files/openedFile';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

suite('An opened file', () => {
  let folder = '';
  let path = '';

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-opened-'));
    path = join(folder, 'file');
    writeFileSync(path, 'abcdefgh');
  });
  teardown(() => {
    rmSync(folder, { recursive: true });
  });

  test('is read in parts, at once or later, also into memory that there is', async () => {
    const file = await openPlainFile(path);
    assert.ok(file);
    assert.equal(file.length, 8);
    const into = new Uint8Array(4);
    for (const name of ['read', 'readLater'] as const) {
      assert.equal(text(await file[name](2, 5)), 'cde');
      // The file ends before.
      assert.equal(text(await file[name](6, 20)), 'gh');
      const part: Uint8Array = await file[name](1, 4, into);
      assert.equal(part.buffer, into.buffer);
      assert.equal(text(part), 'bcd');
    }
    file.close();
  });

  test('stays as it is where another takes its place, until it is closed', async () => {
    const file = await openPlainFile(path);
    assert.ok(file);
    writeFileSync(`${path}.new`, 'other');
    renameSync(`${path}.new`, path);
    assert.equal(text(file.read(0, 3)), 'abc');
    const reading = file.readLater(0, 3);
    file.close();
    file.close();
    assert.equal(text(await reading), 'abc');
    assert.throws(() => file.read(0, 3), /has been closed/u);
    await assert.rejects(file.readLater(0, 3), /has been closed/u);
  });

  /** Whether a file is found intact, and how often it was checked for that, by a check with this result. */
  const checked = async (result: boolean, now?: () => number): Promise<readonly [boolean, number]> => {
    const file = await openPlainFile(path, now);
    let checks = 0;
    const isIntact = await file?.isIntact(() => {
      checks += 1;
      return Promise.resolve(result);
    });
    file?.close();
    return [isIntact === true, checks];
  };

  test('is checked once as long as it is the same', async () => {
    assert.deepEqual(await checked(false), [false, 1]);
    assert.deepEqual(await checked(true), [true, 1]);
    assert.deepEqual(await checked(false), [true, 0]);
    writeFileSync(path, 'abcdefgx');
    // Two writes within one tick of the file system’s clock would have the same time.
    utimesSync(path, 1, 1);
    assert.deepEqual(await checked(true), [true, 1]);
    const copy = readFileSync(path);
    writeFileSync(`${path}.new`, copy);
    renameSync(`${path}.new`, path);
    assert.deepEqual(await checked(false), [false, 1]);
  });

  test('is checked again after a week, and if the record is damaged', async () => {
    const day = 24 * 60 * 60 * 1000;
    assert.deepEqual(await checked(true), [true, 1]);
    assert.deepEqual(await checked(false, () => Date.now() + 6 * day), [true, 0]);
    // The clock may have been wrong.
    assert.deepEqual(await checked(false, () => Date.now() - 8 * day), [false, 1]);
    assert.deepEqual(await checked(true, () => Date.now() + 8 * day), [true, 1]);
    writeFileSync(path + checkedEnding, 'x');
    assert.deepEqual(await checked(true), [true, 1]);
  });

  test('is checked each time if the result cannot be stored', async () => {
    mkdirSync(path + checkedEnding);
    assert.deepEqual(await checked(true), [true, 1]);
    assert.deepEqual(await checked(true), [true, 1]);
  });

  test('is undefined if the file does not exist', async () => {
    assert.equal(await openPlainFile(join(folder, 'none')), undefined);
  });
});
