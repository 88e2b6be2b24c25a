import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/paths';
import { importGraph } from './importGraph';
import { pictureOf } from './picture';

const file = path.join(root, 'ARCHITECTURE.md');
const [begin, end] = ['<!-- picture -->', '<!-- /picture -->'] as const;

suite('ARCHITECTURE.md', () => {
  test('names files and folders that exist', () => {
    const named = [
      ...readFileSync(file, 'utf8').matchAll(/`([\w.-]+(?:\/[\w.-]+)+|[\w.-]+\.(?:json|md|mjs|ts))`/gu),
    ];
    assert.ok(named.length > 20, `${named.length} names`);
    // Built files are not there before a build: the script of the build names them.
    const build = readFileSync(path.join(root, 'esbuild.mjs'), 'utf8');
    const isBuilt = (name: string): boolean =>
      ["'", '`'].some((quote) => build.includes(`${path.basename(name)}${quote}`));
    const exists = (name: string): boolean =>
      name.startsWith('dist/') ? isBuilt(name) : existsSync(path.join(root, name));
    const missing = named.map(([, name = '']) => name).filter((name) => !exists(name));
    assert.deepEqual(missing, []);
  });

  test('has the picture of the imports as they are', () => {
    const text = readFileSync(file, 'utf8');
    const [before, after] = [text.indexOf(begin), text.indexOf(end)];
    assert.ok(before >= 0 && after > before, 'the markers of the picture are missing');
    const picture = `\n\n\`\`\`mermaid\n${pictureOf(importGraph())}\n\`\`\`\n\n`;
    if (process.env['UPDATE_ARCHITECTURE'] === '1')
      writeFileSync(file, text.slice(0, before + begin.length) + picture + text.slice(after));
    else assert.equal(text.slice(before + begin.length, after), picture);
  }).timeout(120_000);
});
