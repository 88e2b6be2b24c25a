import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeCache } from '../../../../src/services/node/codeCache';

interface Loaded {
  readonly sum: (a: number, b: number) => number;
  readonly file: string;
  readonly base: (path: string) => string;
}

suite('Cache of compiled code', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'papers-code-')));
  const codeFolder = join(folder, 'code');
  const file = join(folder, 'module.js');
  const require = createRequire(join(folder, 'index.js'));
  const source = (operator: string): string => `'use strict';
    exports.sum = (a, b) => a ${operator} b;
    exports.file = __filename;
    exports.base = (path) => require('node:path').basename(path); // “not in ASCII”`;
  const load = (): { readonly cache: CodeCache; readonly loaded: Loaded } => {
    Reflect.deleteProperty(require.cache, file);
    const cache = new CodeCache(folder);
    cache.load(folder, 'module.js');
    return { cache, loaded: require(file) as Loaded };
  };
  const files = (): readonly string[] => readdirSync(codeFolder);

  setup(() => {
    rmSync(codeFolder, { recursive: true, force: true });
    writeFileSync(file, source('+'));
  });
  suiteTeardown(() => {
    Reflect.deleteProperty(require.cache, file);
    rmSync(folder, { recursive: true });
  });

  test('a module that it has loaded is the one that require returns', () => {
    const { loaded, cache } = load();
    assert.equal(loaded.sum(2, 3), 5);
    assert.equal(loaded.file, file);
    assert.equal(loaded.base('a/b'), 'b');
    cache.load(folder, 'module.js');
    assert.equal(require(file), loaded);
  });

  test('what one start has saved, the next one uses and does not save again', () => {
    load().cache.save();
    assert.equal(files().length, 1);
    const { loaded, cache } = load();
    assert.equal(loaded.sum(2, 3), 5);
    rmSync(codeFolder, { recursive: true });
    cache.save();
    assert.throws(files, /ENOENT/u);
  });

  test('a changed module is compiled again, and replaces what was saved', () => {
    load().cache.save();
    const [before] = files();
    writeFileSync(file, source('-'));
    const { loaded, cache } = load();
    assert.equal(loaded.sum(2, 3), -1);
    cache.save();
    assert.equal(files().length, 1);
    assert.notEqual(files()[0], before);
  });

  for (const [what, damage] of [
    ['cut short', (content: Buffer) => content.subarray(0, content.length - 1)],
    ['empty', () => Buffer.alloc(0)],
    [
      'changed in one byte',
      (content: Buffer) => content.map((byte, at) => (at === content.length - 1 ? byte ^ 1 : byte)),
    ],
  ] as const)
    test(`a cache file that is ${what} is not used, and is replaced`, () => {
      load().cache.save();
      const saved = join(codeFolder, files()[0] ?? '');
      const content = readFileSync(saved);
      writeFileSync(saved, damage(content));
      const { loaded, cache } = load();
      assert.equal(loaded.sum(2, 3), 5);
      cache.save();
      rmSync(codeFolder, { recursive: true });
      load().cache.save();
      assert.equal(files().length, 1);
    });

  test('files of other modules and of saves that did not end are removed', () => {
    load().cache.save();
    const [name = ''] = files();
    for (const other of [`${name}.1.code`, 'of-another.code']) writeFileSync(join(codeFolder, other), '');
    rmSync(join(codeFolder, name));
    load().cache.save();
    assert.deepEqual(files(), [name]);
  });

  test('without a folder to write to, it loads all the same', () => {
    writeFileSync(codeFolder, 'a file');
    const { loaded, cache } = load();
    assert.equal(loaded.sum(2, 3), 5);
    cache.save();
    assert.equal(readFileSync(codeFolder, 'utf8'), 'a file');
  });

  test('a module that throws is not loaded', () => {
    writeFileSync(file, 'throw new Error("at the start")');
    for (let attempt = 0; attempt < 2; attempt += 1) assert.throws(load, /at the start/u);
  });
});
