import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/paths';
import { sourceFiles } from '../support/sourceSyntax';
import { importGraph } from './importGraph';

const short = (file: string): string => file.replace(/^src\//, '').replace(/\.ts$/, '');

suite('layers', () => {
  test('imports follow the rules of .dependency-cruiser.mjs', () => {
    const { modules, summary } = importGraph();
    assert.ok(modules.length > 400, `${modules.length} files`);
    const wrong = summary.violations
      .filter(({ cycle }) => cycle === undefined)
      .map(({ from, to }) => `${short(from)} → ${short(to)}`);
    assert.deepEqual([...new Set(wrong)].sort(), []);
  }).timeout(120_000);

  test('no module imports itself through others', () => {
    const cycles = importGraph().summary.violations.flatMap(({ from, cycle }) =>
      cycle ? [[from, ...cycle.map(({ name }) => name)]] : [],
    );
    assert.deepEqual(cycles, []);
  });

  test('what VS Code reads links in is shown through platform/vscode/ui, which keeps texts as they are', () => {
    const direct = /show(?:Information|Warning|Error)Message|showInputBox|ProgressLocation\.Notification/;
    const wrong = importGraph()
      .modules.map(({ source }) => source)
      .filter((file) => file.startsWith('src/'))
      .filter(
        (file) =>
          !file.startsWith('src/platform/vscode/ui/') &&
          direct.test(readFileSync(path.join(root, file), 'utf8')),
      );
    assert.deepEqual(wrong, []);
  });

  // The bundle’s module of `vscode` has the names of the declared types and these.
  test('names of VS Code that are newer than its declared types are those that the bundle names', () => {
    const inTypes = /\bconst \{ ([^}]*) \} = vscode as \w+|\(vscode as \w+\)\.(\w+)/gu;
    const casts = sourceFiles().map(({ text }) => text.match(/\bvscode as (?!unknown\b)\w+/gu)?.length ?? 0);
    const found = sourceFiles().flatMap(({ text }) => [...text.matchAll(inTypes)]);
    const names = found.flatMap(([, list, name = '']) => list?.split(/\s*,\s*/u) ?? name);
    assert.equal(
      found.length,
      casts.reduce((sum, count) => sum + count, 0),
      'every cast is read',
    );
    const bundler = readFileSync(path.join(root, 'src/packaging/layers.mjs'), 'utf8');
    const [, named = ''] = /\bnewerNames = \[([^\]]*)\]/u.exec(bundler) ?? [];
    assert.deepEqual([...new Set(names)].sort(), named.match(/\w+/gu));
  });
});
