import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allContributions } from '../../../src/contributions/all';
import { referenceParts, withParts } from '../../../src/contributions/reference';
import { simplifiedChinese } from '../../../src/contributions/simplifiedChinese';
import { root } from '../../support/paths';

const readmes = ['README.md', 'media/README.zh-cn.md'];

/** The name that GitHub and the marketplace give a heading in links. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

const anchorsOf = (file: string): ReadonlySet<string> =>
  new Set([...textOf(file).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => anchorOf(heading)));

/** Whether a link in a README leads to a heading, a file of the repository, or another site. */
function leadsSomewhere(file: string, target: string): boolean {
  if (target.startsWith('https:')) return true;
  const [path = '', anchor] = target.split('#');
  const linked = path === '' ? file : join(dirname(file), path);
  return existsSync(join(root, linked)) && (anchor === undefined || anchorsOf(linked).has(anchor));
}

suite('README', () => {
  for (const readme of readmes)
    test(`Every link of ${readme} leads to a heading or to a file of the repository`, () => {
      const links = [...textOf(readme).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
      assert.ok(links.length > 10);
      assert.deepEqual(
        links.filter((target) => !leadsSomewhere(readme, target)),
        [],
      );
    });

  test('The Chinese one has the same rows in its tables as the English one', () => {
    const [english = '', chinese = ''] = readmes.map(textOf);
    const codes = (text: string, name: string): readonly string[] =>
      (text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0] ?? '')
        .split('\n')
        .map((row) => [...row.matchAll(/`[^`]+`/gu)].join(' '))
        .toSorted();
    for (const name of ['query', 'keys', 'commands']) {
      assert.ok(codes(english, name).length > 10, name);
      assert.deepEqual(codes(chinese, name), codes(english, name), name);
    }
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

  test('Keys are described in words: where they work, and how they are labelled', () => {
    const undo = { title: 'Undo…', keys: [{ key: 'ctrl+shift+z', mac: 'cmd+shift+z' }] };
    const zoom = { title: 'Grow', keys: [{ key: 'numpad_add', when: 'editorTextFocus || a' }] };
    const keys = referenceParts([{ commands: { undo, zoom } }]).get('keys') ?? '';
    assert.match(keys, /\| everywhere \| `Ctrl\+Shift\+Z` \| `Cmd\+Shift\+Z` \| Undo \|/u);
    // A clause that no feature shares is unchanged, with its bars escaped for the table.
    assert.match(keys, /\| `editorTextFocus \\\|\\\| a` \| `Numpad \+` \| {2}\| Grow \|/u);
  });

  test('Words and texts of a part are those of its language; one without a translation stays English', () => {
    const language = simplifiedChinese({
      english: { 'a.title': 'Undo…', 'b.title': 'Grow' },
      translated: { 'a.title': '撤消…' },
      messages: { 'is by this author': '由此作者撰写' },
    });
    const commands = { undo: { title: 'Undo…', keys: [{ key: 'u' }] }, grow: { title: 'Grow' } };
    const parts = referenceParts([{ commands }], language);
    assert.match(parts.get('keys') ?? '', /\| 位置 \| 键 \|[^]*\| 任意位置 \| `U` \| {2}\| 撤消 \|/u);
    assert.match(parts.get('commands') ?? '', /: Grow \|[^]*: 撤消… \|/u);
    assert.match(parts.get('query') ?? '', /\| `author:` \| 由此作者撰写 \|/u);
  });

  test('A text that is translated in two ways is an error, since the tables name commands by it', () => {
    const texts = { english: { a: 'Open', b: 'Open' }, translated: { a: '打开', b: '开' }, messages: {} };
    assert.throws(() => simplifiedChinese(texts), /“Open” is translated as “打开” and as “开”/u);
  });

  test('A part replaces the text between its markers, and nothing else', () => {
    const text = 'before\n<!-- keys -->\nold $&\n<!-- /keys -->\nafter';
    assert.equal(
      withParts(text, new Map([['keys', 'new $1']])),
      'before\n<!-- keys -->\n\nnew $1\n\n<!-- /keys -->\nafter',
    );
    assert.throws(() => withParts('none', new Map([['keys', '']])), /markers of its part “keys”/u);
  });
});
