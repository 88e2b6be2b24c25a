import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** A key that a `when` asks for by itself or compares with something; names of views stand behind an operator. */
const asked = /(?:^|[!(]|&& |\|\| )(dailyPapers\.[\w.]+)/g;

suite('Context keys', () => {
  test('each that a “when” of the manifest asks for is set by some code', () => {
    const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
    const whens = [...manifest.matchAll(/"when": "([^"]*)"/g)].map(([, when = '']) => when);
    const keys = new Set(whens.flatMap((when) => [...when.matchAll(asked)].map(([, key = '']) => key)));
    assert.ok(keys.size > 5, [...keys].join());
    const code = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
      .join('\n');
    const isSet = (key: string): boolean =>
      [key, key.replace('dailyPapers.', '')].some((name) => code.includes(`'${name}'`));
    assert.deepEqual(
      [...keys].filter((key) => !isSet(key)),
      [],
    );
  });
});
