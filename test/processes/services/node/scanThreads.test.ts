import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TitleMatcher } from '../../../../src/core/references/titleMatcher';
import { forkWithin } from '../../../../src/platform/node/isolation/forkScript';
import { readFiles } from '../../../../src/services/node/folderScan';
import { FolderScanner } from '../../../../src/services/references/folderScanner';
import { builtModule } from '../../../support/builtModule';

suite('The process that finds references', () => {
  const title = 'A Title That Files of This Folder Name';
  const titles = {
    name: 'one',
    encoded: () =>
      Promise.resolve({ name: 'one', lines: new TextEncoder().encode(`paper-0123abcd\t${title}\n`) }),
  };
  let root: string;
  let scanner: FolderScanner;

  suiteSetup(async () => {
    root = mkdtempSync(join(tmpdir(), 'threads-'));
    scanner = new FolderScanner(forkWithin(await builtModule('src/services/node/referenceProcess.ts'), 256));
  });
  suiteTeardown(() => {
    scanner.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  test('reads a large folder in threads as it does in one, in the same order', async () => {
    const paths = Array.from({ length: 2_100 }, (_, at) => `d${at % 7}/file${at}.py`);
    for (let at = 0; at < 7; at++) mkdirSync(join(root, `d${at}`));
    for (const [at, path] of paths.entries())
      writeFileSync(join(root, path), at % 3 === 0 ? `x = ${at}\n# ${title}\n` : `y = ${at}\n`);
    const index = `${root}.index`;
    const first = await scanner.scanFolder(titles, root, index);
    assert.deepEqual([first.listed, first.read, first.files.length], [2_100, 2_100, 700]);
    const matcher = new TitleMatcher([{ paperId: 'paper-0123abcd', title }]);
    const alone = readFiles(
      root,
      first.files.map(({ path }) => path),
      matcher,
    );
    assert.deepEqual(first.files, JSON.parse(JSON.stringify(alone)));
    await scanner.stored();
    const again = await scanner.scanFolder(titles, root, index);
    assert.deepEqual([again.read, again.files], [0, first.files]);
    rmSync(index);
  });
});
