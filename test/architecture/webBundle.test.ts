import assert from 'node:assert/strict';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Metafile } from '../../src/packaging/notices';
import { root } from '../support/paths';

/** In bytes, compressed: what a browser loads before the extension is active, and what its workers load too. */
const largest = { 'extension.js': 400_000, 'formulas.js': 65_000, 'index.js': 70_000, 'parsers.js': 147_000 };

suite('The bundles for a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'daily-papers-bundles-'));
  let metafiles: readonly Metafile[];
  suiteSetup(async () => {
    const script = join(root, 'esbuild.mjs');
    const flags = ['--production', '--metafile', `--out=${folder}`];
    await promisify(execFile)(process.execPath, [script, ...flags], { cwd: root });
    metafiles = JSON.parse(readFileSync(join(folder, 'metafile.json'), 'utf8')) as readonly Metafile[];
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const textOf = (name: string): string => readFileSync(join(folder, 'web', name), 'utf8');
  const modulesOf = (name: string): readonly string[] => {
    const outputs = metafiles.flatMap(({ outputs: each }) => Object.entries(each));
    const found = outputs.filter(([file]) => file.endsWith(`/web/${name}`));
    return found.flatMap(([, { inputs }]) => Object.keys(inputs));
  };

  for (const name of ['isolated.js', 'referenceProcess.js']) {
    test(`${name} of Node starts without VS Code`, async () => {
      const child = fork(join(folder, name), { serialization: 'advanced', stdio: 'ignore' });
      const first = await Promise.race([once(child, 'message'), once(child, 'exit')]);
      child.kill('SIGKILL');
      assert.deepEqual(first, [{ ready: true }, undefined]);
    });
  }

  for (const [name, size] of Object.entries(largest)) {
    test(`${name} holds nothing of Node and is small`, () => {
      const modules = modulesOf(name);
      assert.ok(modules.length > 0);
      assert.deepEqual(
        modules.filter((path) => /^src\/(?:platform|services)\/node\//u.test(path)),
        [],
      );
      assert.doesNotMatch(textOf(name), /require\(["']node:/u);
      const compressed = gzipSync(textOf(name), { level: 9 }).length;
      assert.ok(compressed <= size, `${compressed} bytes compressed`);
    });
  }

  test('No module is in two of the files that are loaded together', () => {
    const modules = ['extension.js', 'formulas.js', 'parsers.js'].flatMap(modulesOf);
    const own = modules.filter((path) => path.startsWith('src/'));
    assert.deepEqual(own.toSorted(), [...new Set(own)].toSorted());
  });

  test('only src/platform/common/timers.ts unrefs a timer, which is a number in a browser', () => {
    assert.equal(textOf('extension.js').split('.unref(').length - 1, 1);
  });
});
