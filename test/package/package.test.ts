import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from '../support/command';
import { root } from '../support/paths';
import { installExtension } from '../support/server';
import { newest, oldest } from '../support/versions';
import { fetchVSCode } from '../support/vscode';
import { openWorkbench } from '../support/workbench';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly engines: { readonly vscode: string };
};
const vsix = join(root, `dist/daily-papers-${manifest.version}.vsix`);

suite('Package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'papers-package-'));
  const extensions = join(folder, 'extensions');
  const installed = join(extensions, `daily-papers.daily-papers-${manifest.version}`);

  suiteSetup(async () => {
    rmSync(vsix, { force: true });
    await npm(['run', 'package'], root);
    await installExtension(await fetchVSCode(newest), { user: join(folder, 'user'), extensions }, vsix);
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('it is smaller than 1.9 MB', () => {
    assert.ok(statSync(vsix).size < 1_900_000, `${statSync(vsix).size} bytes`);
  });

  test('it holds what runs, and nothing else', () => {
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(installed.length + 1)
          .replaceAll('\\', '/'),
      );
    const loose = files.filter((file) => !/^(media|seeds)\//.test(file));
    assert.deepEqual(loose.sort(), [
      '.vsixmanifest', // Written by the installation.
      'LICENSE.txt',
      'changelog.md',
      'dist/extension.cjs',
      'dist/indexProcess.cjs',
      'dist/isolated.cjs',
      'dist/reader.js',
      'dist/web/extension.cjs',
      'dist/web/index.js',
      'dist/web/isolated.js',
      'package.json',
      'package.nls.json',
      'readme.md',
    ]);
    assert.deepEqual(
      files.filter((file) => file.startsWith('seeds/')).sort(),
      readdirSync(join(root, 'seeds'))
        .map((name) => `seeds/${name}`)
        .sort(),
    );
  });

  test('it promises the oldest VS Code that the tests run on', () => {
    assert.equal(manifest.engines.vscode, `^${oldest.vscode.replace(/\.\d+$/, '.0')}`);
  });

  test('installed, it is found active', async () => {
    // Tall enough for the whole list: the editor draws only the rows in sight.
    const workbench = await openWorkbench({
      extensionsFolder: extensions,
      viewport: { width: 1280, height: 2000 },
    });
    await workbench.showPapers();
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.monaco-list-row[aria-label="daily-papers"]');
    await row.getByText(/Activation: \d+ms/).waitFor();
    await workbench.close();
  });
});
