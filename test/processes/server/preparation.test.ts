import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStoreFolder } from '../../../src/platform/node/files/localStoreFolder';
import { Preparation } from '../../../src/server/preparation';
import { eventually } from '../../support/eventually';

/** Stands in for the server's script: records what it was started with, and leaves the files of a prepared library. */
const scriptText = `
const { appendFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const [, , storage, how] = process.argv;
appendFileSync(join(storage, 'started.txt'), process.argv.slice(4).join(' ') + '\\n');
writeFileSync(join(storage, process.argv.at(-1) === 'texts' ? 'digests.parsed' : 'papers.index'), 'x');
if (how === 'waits') setInterval(() => undefined, 1000);
else process.exit(how === 'fails' ? 3 : 0);
`;

suite('The preparation of a large library', () => {
  let folder: string;
  const errors: string[] = [];
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-preparation-'));
    mkdirSync(join(folder, 'digests'));
    writeFileSync(join(folder, 'script.cjs'), scriptText);
    errors.length = 0;
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, size: number): void =>
    writeFileSync(join(folder, 'digests', name), 'x'.repeat(size));
  const preparation = (how = 'works', version = '1', unicode = '1'): Preparation =>
    new Preparation(
      {
        script: join(folder, 'script.cjs'),
        args: [folder, how],
        path: folder,
        version,
        unicode,
        storage: new LocalStoreFolder(folder),
        log: { info: () => undefined, warn: () => undefined, error: (message) => void errors.push(message) },
      },
      1000,
    );
  const started = (): readonly string[] => {
    const file = join(folder, 'started.txt');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    rmSync(file, { force: true });
    return lines;
  };
  const both = ['--prepare texts', '--prepare index'];

  test('starts no process for a small library', async () => {
    put('a.json', 999);
    assert.equal(await preparation().run(undefined, 'papers.index'), 999);
    assert.equal(await preparation().run(join(folder, 'missing'), 'papers.index'), 999);
    assert.deepEqual(started(), []);
  });

  test('parses, then indexes, much new text, and does so once', async () => {
    put('a.json', 1000);
    await preparation().run(undefined, 'papers.index');
    assert.deepEqual(started(), both);
    await preparation().run(undefined, 'papers.index');
    // A little that is new is left to the server.
    put('b.json', 500);
    assert.equal(await preparation().run(undefined, 'papers.index'), 1500);
    assert.deepEqual(started(), []);
    put('c.json', 500);
    await preparation().run(undefined, 'papers.index');
    assert.deepEqual(started(), both);
    assert.deepEqual(errors, []);
  });

  test('starts again for another version, for missing files, and for a damaged record', async () => {
    put('a.json', 1000);
    await preparation().run(undefined, 'papers.index');
    assert.deepEqual(started(), both);
    await preparation('works', '2').run(undefined, 'papers.index');
    assert.deepEqual(started(), both);
    rmSync(join(folder, 'papers.index'));
    await preparation('works', '2').run(undefined, 'papers.index');
    assert.deepEqual(started(), both);
    // The last as earlier versions stored it.
    for (const damaged of [
      '{"version":"2"',
      '{"version":"2","entries":{"1":[]}}',
      '{"version":"2 1","stamps":{}}',
    ]) {
      writeFileSync(join(folder, 'assistants', 'prepared.json'), damaged);
      await preparation('works', '2').run(undefined, 'papers.index');
      assert.deepEqual(started(), both, damaged);
    }
  });

  test('prepares the library once for each of two versions of Unicode, and forgets an older one', async () => {
    put('a.json', 1000);
    const run = async (unicode: string): Promise<boolean> => {
      await preparation('works', '1', unicode).run(undefined, 'papers.index');
      return started().length > 0;
    };
    const used = ['74 15', '75 15', '74 15', '75 15', '76 16', '75 15', '76 16', '74 15'];
    const prepared: string[] = [];
    for (const unicode of used) if (await run(unicode)) prepared.push(unicode);
    assert.deepEqual(prepared, ['74 15', '75 15', '76 16', '74 15']);
  });

  test('counts the digests of the workspace folder', async () => {
    const workspace = join(folder, 'workspace');
    mkdirSync(join(workspace, '.papers', 'digests'), { recursive: true });
    writeFileSync(join(workspace, '.papers', 'digests', 'mine.json'), 'x'.repeat(1000));
    await preparation().run(workspace, 'papers.index');
    assert.deepEqual(started(), both);
  });

  test('a process that fails is logged, and the library is then not taken for prepared', async () => {
    put('a.json', 1000);
    await preparation('fails').run(undefined, 'papers.index');
    assert.equal(errors.length, 1);
    started();
    await preparation().run(undefined, 'papers.index');
    assert.deepEqual(started(), both);
  });

  test('a record that cannot be written is logged, and the library is used all the same', async () => {
    put('a.json', 1000);
    mkdirSync(join(folder, 'assistants', 'prepared.json', 'x'), { recursive: true });
    assert.equal(await preparation().run(undefined, 'papers.index'), 1000);
    assert.deepEqual(started(), both);
    assert.equal(errors.length, 1);
  });

  test('ends its process when it is disposed', async () => {
    put('a.json', 1000);
    const running = preparation('waits');
    const done = running.run(undefined, 'papers.index');
    await eventually(() => assert.ok(existsSync(join(folder, 'digests.parsed'))));
    running.dispose();
    await done;
    assert.deepEqual(started(), ['--prepare texts']);
    assert.ok(!existsSync(join(folder, 'assistants', 'prepared.json')));
  });
});
