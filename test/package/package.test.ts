import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Metafile, packageFolders } from '../../src/packaging/notices';
import { npm } from '../support/command';
import { eventually } from '../support/eventually';
import { type InspectorRequest, inspect } from '../support/inspector';
import { root } from '../support/paths';
import { installExtension } from '../support/server';
import { isFullLength } from '../support/testLength';
import { assertTranscript } from '../support/transcript';
import { newest, oldest, type Release } from '../support/versions';
import { fetchVSCode } from '../support/vscode';
import { openWorkbench } from '../support/workbench';

interface Manifest {
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly icon: string;
  readonly categories: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
/** At full length also the oldest release, on which `npm test` runs the host tests, and a second build: `npm run test:faults`. */
const releases = isFullLength ? [newest, oldest] : [newest];
const vsix = join(root, `dist/daily-papers-${manifest.version}.vsix`);

suite('Package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'papers-package-'));
  const extensionsOf = (release: Release) => join(folder, release.vscode);
  const installed = join(extensionsOf(newest), `daily-papers.daily-papers-${manifest.version}`);
  let bytes: Buffer;

  suiteSetup(async () => {
    rmSync(vsix, { force: true });
    await npm(['run', 'package'], root);
    bytes = readFileSync(vsix);
    await Promise.all(
      releases.map(async (release) => {
        const user = join(folder, `user-${release.vscode}`);
        await installExtension(await fetchVSCode(release), { user, extensions: extensionsOf(release) }, vsix);
      }),
    );
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('it is smaller than 1.25 MB', () => {
    assert.ok(bytes.length < 1_250_000, `${bytes.length} bytes`);
  });

  if (isFullLength) {
    test('its server for assistants answers the Inspector over the packaged papers as the transcript says', async () => {
      const storage = join(folder, 'storage');
      mkdirSync(storage);
      const server = [join(installed, 'dist', 'mcp.cjs'), '--storage', storage, '--workspace', storage];
      // A call does not wait until the first server has read and indexed the papers.
      const first = { method: 'tools/call', tool: 'search', input: { query: 'state-space' } } as const;
      await eventually(async () => assert.match(await inspect(server, first), /paper:\//u));
      const paper = 'robustifying-state-space-models-for-long-sequences-via-appro-45bf8eb6';
      const requests: readonly InspectorRequest[] = [
        { method: 'tools/list' },
        { method: 'tools/call', tool: 'search', input: { query: 'robust long sequences' } },
        { method: 'tools/call', tool: 'readPaper', input: { id: paper } },
        { method: 'tools/call', tool: 'cite', input: { ids: JSON.stringify([paper]) } },
        { method: 'resources/templates/list' },
        { method: 'resources/read', uri: `paper:/${paper}` },
        { method: 'prompts/list' },
      ];
      const said: string[] = [];
      for (const request of requests)
        said.push(
          `## ${JSON.stringify(request)}\n\n\`\`\`\`json\n${(await inspect(server, request)).trim()}\n\`\`\`\`\n`,
        );
      assertTranscript('inspector.md', said);
    });

    test('a second build of the same commit is the same byte for byte', async () => {
      // The time zone must not matter: times in a zip archive are local.
      const zone = process.env['TZ'];
      process.env['TZ'] = 'Asia/Tokyo';
      try {
        await npm(['run', 'package'], root);
      } finally {
        if (zone === undefined) delete process.env['TZ'];
        else process.env['TZ'] = zone;
      }
      assert.ok(bytes.equals(readFileSync(vsix)));
    });
  }

  test('a release is refused in one sentence as long as package.json has no repository', async () => {
    await assert.rejects(
      npm(['run', 'package', '--', '--release'], root),
      /package\.json has no repository, which only the owner knows: .* RELEASING\.md /u,
    );
  });

  test('it has a notice of every package of which code is in a bundle', () => {
    const notices = readFileSync(join(installed, 'THIRD_PARTY_NOTICES.md'), 'utf8');
    const metafiles = JSON.parse(readFileSync(join(root, 'dist/metafile.json'), 'utf8')) as Metafile[];
    const folders = packageFolders(metafiles);
    assert.ok(folders.length > 10);
    for (const name of folders) {
      const bundled = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')) as Record<
        string,
        string
      >;
      const [, section = ''] = notices.split(`## ${bundled['name']} ${bundled['version']}\n`);
      assert.match(
        section.split('\n## ')[0] ?? '',
        /Permission is hereby granted|Permission to use|Redistribution|Apache License/u,
        name,
      );
    }
  });

  test('it has an icon that marketplaces accept, and a category', () => {
    const icon = readFileSync(join(installed, manifest.icon));
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    const [width, height] = [icon.readUInt32BE(16), icon.readUInt32BE(20)];
    assert.ok(width >= 128 && width === height, `${width} × ${height}`);
    assert.ok(manifest.categories.includes('Machine Learning'));
  });

  test('every picture that its README shows is in it', () => {
    const readme = readFileSync(join(installed, 'readme.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/gu)].map(([, file = '']) => file);
    assert.ok(pictures.length > 0);
    for (const file of pictures) assert.ok(existsSync(join(installed, file)), file);
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
      'THIRD_PARTY_NOTICES.md',
      'changelog.md',
      'dist/extension.js',
      'dist/indexProcess.js',
      'dist/isolated.js',
      'dist/literatureTable.js',
      'dist/mcp.cjs',
      'dist/mcpLauncher.cjs',
      'dist/reader.js',
      'dist/referenceProcess.js',
      'dist/web/extension.js',
      'dist/web/formulas.js',
      'dist/web/index.js',
      'dist/web/parsers.js',
      'package.json',
      'package.nls.json',
      'package.nls.zh-cn.json',
      'readme.md',
    ]);
    assert.deepEqual(
      files.filter((file) => file.startsWith('seeds/')).sort(),
      readdirSync(join(root, 'seeds'))
        .map((name) => `seeds/${name}`)
        .sort(),
    );
  });

  test('its programs are ASCII, of which V8 keeps a byte for each letter', () => {
    for (const folder of ['dist', 'dist/web'].map((name) => join(installed, name)))
      for (const name of readdirSync(folder).filter((file) => /\.c?js$/u.test(file)))
        assert.equal(/[\u0080-\uffff]/.exec(readFileSync(join(folder, name), 'utf8'))?.[0], undefined, name);
  });

  test('the scripts and style sheets of its pages do not end the elements that they stand in', () => {
    for (const file of [
      'dist/reader.js',
      'dist/literatureTable.js',
      'media/reader.css',
      'media/literatureTable.css',
    ])
      assert.doesNotMatch(readFileSync(join(installed, file), 'utf8'), /<\/(?:script|style)|<!--/iu, file);
  });

  test('it promises the oldest VS Code that the tests run on', () => {
    assert.equal(manifest.engines.vscode, `^${oldest.vscode.replace(/\.\d+$/, '.0')}`);
  });

  for (const release of releases) {
    test(`installed in VS Code ${release.vscode}, it is found active`, async () => {
      // Tall enough for the whole list: the editor draws only the rows in sight.
      const workbench = await openWorkbench({
        release,
        extensionsFolder: extensionsOf(release),
        viewport: { width: 1280, height: 2000 },
      });
      await workbench.showPapers();
      await workbench.runCommand('Developer: Show Running Extensions');
      const row = workbench.page.locator('.monaco-list-row[aria-label="daily-papers"]');
      await row.getByText(/Activation: \d+ms/).waitFor();
      await workbench.close();
    });
  }
});
