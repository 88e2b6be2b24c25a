import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Metafile, packageFolders, thirdPartyNotices } from '../../../src/packaging/notices';

/** The metadata that esbuild writes about a bundle with these inputs. */
const metafileOf = (inputs: Readonly<Record<string, number>>): Metafile => ({
  outputs: {
    'dist/out.js': {
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([name, bytesInOutput]) => [name, { bytesInOutput }]),
      ),
    },
  },
});

suite('Packages of a bundle', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, number>>, readonly string[]])[] = [
    ['Own files belong to none', { 'src/extension.ts': 10 }, []],
    [
      'A package is there once',
      { 'node_modules/a/x.js': 1, 'node_modules/a/lib/y.js': 1 },
      ['node_modules/a'],
    ],
    ['A name may have a scope', { 'node_modules/@s/a/x.js': 1 }, ['node_modules/@s/a']],
    [
      'A package of a package is one of its own',
      { 'node_modules/a/node_modules/b/x.js': 1 },
      ['node_modules/a/node_modules/b'],
    ],
    ['Code that was left out of the bundle does not count', { 'node_modules/a/x.js': 0 }, []],
    ['The folder may be elsewhere', { '../../main/node_modules/a/x.js': 1 }, ['../../main/node_modules/a']],
  ];
  for (const [name, inputs, folders] of cases)
    test(name, () => assert.deepEqual(packageFolders([metafileOf(inputs)]), folders));
});

suite('Third-party notices', () => {
  let folder = '';
  setup(async () => (folder = await mkdtemp(join(tmpdir(), 'papers-notices-'))));
  teardown(() => rm(folder, { recursive: true }));

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  }

  const manifest = (name: string): string => JSON.stringify({ name, version: '1.2.3', license: 'ISC' });
  const both = metafileOf({ 'node_modules/b/x.js': 1, 'node_modules/@s/a/x.js': 1 });

  test('Holds the licence and the notice of each package, sorted by name, its text as it is', async () => {
    await write({
      'node_modules/b/package.json': manifest('b'),
      'node_modules/b/LICENCE.md': '# Licence\r\n\r\n  of *b*\r\n',
      'node_modules/b/NOTICE': 'Notice of b',
      'node_modules/@s/a/package.json': manifest('@s/a'),
      'node_modules/@s/a/license-MIT': 'Licence of a',
    });
    const text = await thirdPartyNotices(folder, [both, both]);
    assert.equal(
      text.slice(text.indexOf('## ')),
      [
        '## @s/a 1.2.3\n\nLicence: ISC\n\n    Licence of a',
        '## b 1.2.3\n\nLicence: ISC\n\n    # Licence\n\n      of *b*\n\n    Notice of b\n',
      ].join('\n\n'),
    );
  });

  test('Fails if a package has no licence text, and names all of them', async () => {
    await write({
      'node_modules/b/package.json': manifest('b'),
      'node_modules/b/licenses.js': 'export {}',
      'node_modules/@s/a/package.json': manifest('@s/a'),
    });
    await assert.rejects(thirdPartyNotices(folder, [both]), /No licence text was found for b, @s\/a:/u);
  });
});
