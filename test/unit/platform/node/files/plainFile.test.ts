import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalLineFiles } from '../../../../../src/platform/node/files/localLineFiles';
import { openPlainFile } from '../../../../../src/platform/node/files/openedFile';
import { readPlainFile } from '../../../../../src/platform/node/files/plainFile';

suite('readPlainFile', () => {
  let folder = '';

  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-plain-'));
  });
  teardown(() => {
    rmSync(folder, { recursive: true });
  });

  test('allocates about as many bytes as the file has', async () => {
    const path = join(folder, 'note.md');
    writeFileSync(path, 'x'.repeat(2000));
    const { bytes, allocated } = await countAllocated(() => readPlainFile(path));
    assert.equal(bytes?.toString(), 'x'.repeat(2000));
    assert.ok(allocated < 5000, `${allocated} bytes`);
  });

  for (const size of [0, 1, 2000, 64 * 1024, 3_000_000])
    test(`reads a file of ${size} bytes whole`, async () => {
      const path = join(folder, 'file');
      const content = Buffer.from(Array.from({ length: size }, (_, at) => at % 251));
      writeFileSync(path, content);
      const read = await readPlainFile(path);
      assert.ok(read?.equals(content));
      assert.ok((await readPlainFile(path, size))?.equals(content));
    });

  test('reads on where the file holds more than its size says', async function () {
    // Files of this file system have the size 0.
    const path = '/proc/self/maps';
    if (process.platform !== 'linux') this.skip();
    const read = await readPlainFile(path);
    assert.ok(read && read.length > 1000);
    assert.ok(read.toString().endsWith('\n'));
    await assert.rejects(readPlainFile(path, 100), { kind: 'too-large' });
  });

  test('refuses a file that is larger than the limit', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'x'.repeat(11));
    await assert.rejects(readPlainFile(path, 10), { kind: 'too-large' });
  });

  test('refuses a pipe at once, as do others that read plain files: a read might never end', async function () {
    if (process.platform === 'win32') this.skip();
    const path = join(folder, 'pipe.jsonl');
    execFileSync('mkfifo', [path]);
    const lines = new LocalLineFiles();
    for (const read of [
      () => readPlainFile(path),
      () => openPlainFile(path),
      () => lines.read(path, { longest: 100 }).next(),
      () => lines.lineAt(path, { start: 0, end: 1 }),
    ])
      await assert.rejects(read(), { kind: 'special' });
  });

  test('returns undefined if the file does not exist', async () => {
    assert.equal(await readPlainFile(join(folder, 'none')), undefined);
  });
});

/** Reads, and counts the bytes of the buffers that are made meanwhile. */
async function countAllocated<T>(read: () => Promise<T>): Promise<{ bytes: T; allocated: number }> {
  const names = ['alloc', 'allocUnsafe'] as const;
  const originals = names.map((name) => [name, Buffer[name]] as const);
  let allocated = 0;
  for (const [name, original] of originals)
    Buffer[name] = (size: number) => {
      allocated += size;
      return original(size);
    };
  try {
    return { bytes: await read(), allocated };
  } finally {
    for (const [name, original] of originals) Buffer[name] = original;
  }
}
