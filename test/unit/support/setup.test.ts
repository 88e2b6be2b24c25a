import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/paths';

suite('The installation of dependencies', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-setup-'));
  });
  teardown(() => rmSync(folder, { recursive: true }));

  test('Never empties a folder that node_modules is a link to', () => {
    const support = join(folder, 'test/support');
    const elsewhere = join(folder, 'elsewhere');
    for (const each of [support, elsewhere]) mkdirSync(each, { recursive: true });
    for (const name of ['setup.mjs', 'lock.mjs'])
      copyFileSync(join(root, 'test/support', name), join(support, name));
    writeFileSync(
      join(folder, 'package-lock.json'),
      '{"packages":{"":{},"node_modules/missing":{"version":"1.0.0"}}}',
    );
    writeFileSync(join(elsewhere, 'kept'), '');
    symlinkSync(elsewhere, join(folder, 'node_modules'), 'junction');
    const { status, stderr } = spawnSync(process.execPath, [join(support, 'setup.mjs'), 'test'], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /node_modules is a link/u);
    assert.ok(existsSync(join(elsewhere, 'kept')));
  });
});
