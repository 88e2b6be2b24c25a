import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allContributions } from '../../../src/contributions/all';
import { referenceParts, withParts } from '../../../src/contributions/reference';
import { root } from '../../support/paths';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The name that GitHub and the marketplace give a heading in links. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

suite('README', () => {
  test('Every link leads to a heading or to a file of the repository', () => {
    const anchors = new Set(
      [...readme.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => anchorOf(heading)),
    );
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
    assert.ok(links.length > 10);
    const dead = links.filter((target) =>
      target.startsWith('#')
        ? !anchors.has(target.slice(1))
        : !target.startsWith('https:') && !existsSync(join(root, target)),
    );
    assert.deepEqual(dead, []);
  });

  const parts = referenceParts(allContributions);

  test('Lists every setting, every command of the palette and every key once', () => {
    const settings = allContributions.flatMap((feature) => Object.keys(feature.settings ?? {}));
    for (const id of settings)
      assert.equal(parts.get('settings')?.split(`- \`dailyPapers.${id}\` (`).length, 2, id);
    const commands = allContributions.flatMap((feature) => Object.entries(feature.commands ?? {}));
    for (const [id, { palette }] of commands)
      assert.equal(
        parts.get('commands')?.split(`\`dailyPapers.${id}\``).length,
        palette === 'false' ? 1 : 2,
        id,
      );
    const rows = parts.get('keys')?.split('\n') ?? [];
    assert.equal(new Set(rows).size, rows.length);
  });

  test('Keys are said in words: where they work, and how they are labelled', () => {
    const undo = { title: 'Undo…', keys: [{ key: 'ctrl+shift+z', mac: 'cmd+shift+z' }] };
    const zoom = { title: 'Grow', keys: [{ key: 'numpad_add', when: 'editorTextFocus || a' }] };
    const keys = referenceParts([{ commands: { undo, zoom } }]).get('keys') ?? '';
    assert.match(keys, /\| everywhere \| `Ctrl\+Shift\+Z` \| `Cmd\+Shift\+Z` \| Undo \|/u);
    // A clause that no feature shares stands as it is, with its bars escaped for the table.
    assert.match(keys, /\| `editorTextFocus \\\|\\\| a` \| `Numpad \+` \| {2}\| Grow \|/u);
  });

  test('A part replaces what stands between its markers, and nothing else', () => {
    const text = 'before\n<!-- keys -->\nold $&\n<!-- /keys -->\nafter';
    assert.equal(
      withParts(text, new Map([['keys', 'new $1']])),
      'before\n<!-- keys -->\n\nnew $1\n\n<!-- /keys -->\nafter',
    );
    assert.throws(() => withParts('none', new Map([['keys', '']])), /markers of its part “keys”/u);
  });
});
