import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join, dirname, basename } from 'node:path';
import fc from 'fast-check';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { runInTimeSlices } from '../../../../src/platform/common/runInTimeSlices';
import { ParseCache } from '../../../../src/services/library/parseCache';
import { eventually } from '../../../support/eventually';
import { seeds } from '../../core/library/seeds';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { checkedEnding } from '../../../../src/platform/node/files/openedFile';
import { runs } from '../../../support/testLength';

suite('Texts that were read before', () => {
  const batches = seeds.map(({ name, text }) => toPaperBatch(name, parseTextDigest(text, { name }).days));
  const path = (): string => join(folder(), 'texts.parsed');
  const opened: ParseCache[] = [];
  teardown(() => {
    for (const texts of opened.splice(0)) texts.dispose();
  });
  const folder = temporaryFolder();
  const open = (staysOnDisk = false, reports?: unknown[]): ParseCache => {
    const texts = new ParseCache({
      folder: new LocalStoreFolder(dirname(path())),
      name: basename(path()),
      staysOnDisk,
      reader: () => Promise.resolve('r'),
      run: runInTimeSlices,
      delay: 0,
      report: (cause) => {
        if (!reports) assert.fail(String(cause));
        reports.push(cause);
      },
    });
    opened.push(texts);
    return texts;
  };

  async function save(): Promise<Buffer> {
    const texts = open();
    for (const batch of batches) await texts.put('stamp', batch);
    return eventually(async () => {
      const bytes = await readFile(path());
      for (const { id } of batches) assert.ok(bytes.includes(`{"id":"${id}"`));
      return bytes;
    });
  }

  test('are not read again, unless they have changed', async () => {
    await save();
    const texts = open();
    const [first] = batches;
    assert.ok(first);
    const unread = (): Promise<never> => Promise.reject(new Error('It was read again'));
    const known = await texts.get(first.id, 'stamp', unread);
    assert.deepEqual(
      known.days.map(({ papers }) => papers.map(({ record }) => record)),
      first.days.map(({ papers }) => papers.map(({ record }) => record)),
    );
    await assert.rejects(texts.get(first.id, 'another stamp', unread), /read again/u);
  });

  test('are in the file once they are flushed, whenever they were to be written', async () => {
    const texts = open();
    await texts.flush();
    for (const [at, batch] of batches.entries()) {
      await texts.put('stamp', batch);
      // In a turn of its own, so that a save may have begun.
      if (at % 2 === 1) await new Promise((resolve) => setTimeout(resolve, 0));
      await texts.flush();
      assert.equal((await open().entries()).size, at + 1);
    }
  });

  test('are read again where the file is damaged or cut off, wherever that is', async () => {
    const bytes = await save();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, by, isCut) => {
          const damaged = Buffer.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ by;
          await writeFile(path(), isCut ? bytes.subarray(0, at) : damaged);
          assert.equal((await open().entries()).size, 0);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test('are read again where a file on the disk is damaged after it was found intact', async () => {
    const bytes = await save();
    const count = async (): Promise<number> => (await open(true).entries()).size;
    assert.equal(await count(), batches.length);
    assert.ok(existsSync(path() + checkedEnding));
    assert.equal(await count(), batches.length);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    await writeFile(path(), bytes);
    // Two writes within one tick of the file system’s clock would have the same time.
    await utimes(path(), 1, 1);
    assert.equal(await count(), 0);
  });

  test('are read again, and saved, where a disk has lost what was found intact', async () => {
    await save();
    await open(true).entries();
    const checked = await readFile(path() + checkedEnding, 'utf8');
    const damaged = await readFile(path());
    const head = damaged.indexOf('"ids"');
    damaged.fill('x', head, head + 5);
    await writeFile(path(), damaged);
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path(), { bigint: true });
    const state = [dev, ino, size, mtimeNs, ctimeNs].join(' ');
    await writeFile(path() + checkedEnding, `${checked.split(' ', 1)[0]} ${state}`);
    const reports: unknown[] = [];
    const texts = open(true, reports);
    assert.deepEqual([(await texts.entries()).size, reports.length], [0, 1]);
    const [first] = batches;
    assert.ok(first);
    await texts.put('stamp', first);
    await texts.flush();
    assert.deepEqual([(await open(true).entries()).size, reports.length], [1, 1]);
  });

  test('are looked for again after the file could not be read', async () => {
    await save();
    const reports: unknown[] = [];
    let isBroken = true;
    const texts = new ParseCache({
      folder: new LocalStoreFolder(dirname(path())),
      name: basename(path()),
      reader: () => (isBroken ? Promise.reject(new Error('not now')) : Promise.resolve('r')),
      run: runInTimeSlices,
      delay: 0,
      report: (cause) => reports.push(cause),
    });
    opened.push(texts);
    assert.equal((await texts.entries()).size, 0);
    isBroken = false;
    assert.deepEqual([(await texts.entries()).size, reports.length], [batches.length, 1]);
  });
});
