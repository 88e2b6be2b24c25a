import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** A key that a `when` reads by itself or compares with something; names of views follow an operator. */
const read = /(?:^|[!(]|&& |\|\| )dailyPapers\.([\w.]+)/g;

suite('Context keys', () => {
  const code = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
    .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
    .join('\n');

  test('each that a “when” of the manifest asks for is set by some code', () => {
    const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
    const whens = [...manifest.matchAll(/"when": "([^"]*)"/g)].map(([, when = '']) => when);
    const keys = new Set(whens.flatMap((when) => [...when.matchAll(read)].map(([, key = '']) => key)));
    assert.ok(keys.size > 5, [...keys].join());
    const isSet = (key: string): boolean =>
      code.includes(`contextKeys.${key}.set(`) ||
      code.includes(`contextKeys['${key}'].set(`) ||
      // VS Code sets these itself, for each view.
      key.endsWith('.visible');
    assert.deepEqual(
      [...keys].filter((key) => !isSet(key)),
      [],
    );
  });

  test('all are set through their class, which knows their type', () => {
    assert.equal(code.split("'setContext'").length - 1, 1);
  });
});
