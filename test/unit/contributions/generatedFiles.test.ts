import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles, root } from '../../../src/contributions/generatedFiles';
import { allContributions } from '../../../src/contributions/all';
import { buildManifest } from '../../../src/contributions/manifest';

const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts'));

suite('Generated files', () => {
  test('Each is what the contributions of the features say; if not, run `npm run contributions`', async () => {
    for (const [file, text] of await generatedFiles())
      assert.equal(readFileSync(path.join(root, file), 'utf8'), text, `${file} is stale`);
  });

  test('Every feature that declares contributions is among them', () => {
    const all = readFileSync(path.join(root, 'src/contributions/all.ts'), 'utf8');
    const declaring = sources.filter((file) => /^features\/.*contributions\.ts$/.test(file));
    assert.ok(declaring.length > 10);
    assert.deepEqual(
      declaring.filter((file) => !all.includes(`'../${file.replace(/\.ts$/, '')}'`)),
      [],
    );
  });

  test('Every command that the code runs or puts on a row is in the manifest, or focuses a view that is', () => {
    const { commands } = buildManifest(allContributions);
    // VS Code adds a command `<view>.focus` for each view.
    const focusing = allContributions.flatMap(({ views = {} }) =>
      Object.keys(views).map((id) => `${id}.focus`),
    );
    const known = new Set<string>([...commands, ...focusing]);
    const used =
      /(?:(?:executeCommand\(|command(?:: | = ))'dailyPapers\.|(?:commandId|runCommand)\(')([\w.]+)'/g;
    const found = sources.flatMap((file) =>
      [...readFileSync(path.join(root, 'src', file), 'utf8').matchAll(used)].map(([, name = '']) => name),
    );
    assert.ok(found.length > 5, found.join());
    assert.deepEqual(
      found.filter((name) => !known.has(name)),
      [],
    );
  });
});
