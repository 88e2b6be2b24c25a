import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paperId } from '../../src/core/library/paperId';
import { malformedNotes } from '../unit/core/notes/malformedNotes';
import { type Scenario, change, notesPath, openStore, subject } from './scenario';

/** The id of a paper, by which a file is a note whatever is in it. */
const idOf = (index: number): string => `note-${index}-0123abcd`;

export const malformedFiles: Scenario = {
  name: 'files that do not parse',
  async run(bench) {
    const folder = join(bench.folder, ...notesPath);
    await mkdir(folder, { recursive: true });
    const changes = [
      { addTags: ['x'] },
      { removeTags: ['a'] },
      { body: 'typed' },
      { removeHighlights: ['a'] },
      { editHighlights: [{ id: 'a', set: { comment: 'x' } }] },
    ];
    for (const [index, [content]] of malformedNotes.entries())
      await writeFile(join(folder, `${idOf(index)}.md`), content);
    const store = openStore(bench.folder);
    await store.ready();
    for (const index of malformedNotes.keys()) {
      for (const what of changes) await store.update({ ...subject, id: idOf(index) }, what);
    }
    await store.refresh();
    for (const [index, [content]] of malformedNotes.entries()) {
      const now = await readFile(join(folder, `${idOf(index)}.md`));
      assert.ok(now.equals(Buffer.from(content as string)), `${idOf(index)} was changed: ${now.toString()}`);
    }
    assert.equal(store.errors().length, malformedNotes.length);
    bench.say(
      `${malformedNotes.length} malformed files × ${changes.length} edits and a rescan: all byte-identical, all with a reason`,
    );
  },
};

const devices = [
  'con',
  'prn',
  'aux',
  'nul',
  'com1',
  'com9',
  'lpt1',
  'lpt9',
  'CON',
  'Nul',
  'con.md',
  'aux.txt',
];
const paths = [
  '.',
  '..',
  '../x',
  '../../etc/passwd',
  '/etc/passwd',
  '\\\\host\\share',
  'C:\\x',
  'C:',
  'a/b',
  'a\\b',
  '~',
  '~/x',
  './x',
  'x/',
  '/',
  '%2e%2e%2f',
  '..%2fx',
  '....//x',
  'file:///etc/passwd',
  '.git/config',
  '.papers',
  '-rf',
  '--help',
];
const marks = [
  '\u202e',
  '\u200f',
  '\u2066x\u2069',
  'a\u0000b',
  'a\nb',
  '\ufeff',
  '\u200d',
  'a\u0301',
  '\ud800',
  '\uffff',
  '\u0085',
  '\u2028',
  '\u00a0',
  '\u3000',
  '…',
  '。',
  '／',
  '＼',
  '．．',
  '\u2215',
  '\u2024\u2024',
];
const scripts = [
  '日本語',
  'Ünïcode',
  'Ünïcode'.normalize('NFD'),
  'ÜNÏCODE',
  'ﬁne',
  'K',
  '\u212a',
  'ſ',
  'İ',
  'ı',
  'Straße',
  'STRASSE',
  '١٢٣',
  '𝔘𝔫𝔦',
  'x²',
  '½',
  'Ⅻ',
];
const shapes = [
  'x'.repeat(300),
  'é'.repeat(300),
  '日'.repeat(300),
  `${'a '.repeat(150)}b`,
  '',
  ' ',
  '-',
  '---',
  '.',
  '...',
  '*',
  '?',
  '"',
  '<>',
  '|',
  ':',
  'x:y',
  'a.',
  'a ',
  ' a',
  'A',
  'a',
  'thumbs.db',
  'desktop.ini',
  '$(id)',
  '`id`',
  ';id',
  '&& id',
  '#',
  '%',
  '!',
  '{}',
  '[]',
  "'",
  '<script>',
  '${x}',
  '{{x}}',
];

export const hostileNames: Scenario = {
  name: 'titles and names that would break out',
  async run(bench) {
    const outside = join(bench.folder, 'outside.md');
    const base = join(bench.folder, 'workspace');
    const folder = join(base, ...notesPath);
    await mkdir(folder, { recursive: true });
    await writeFile(outside, 'outside');
    const plain = [...devices, ...paths, ...marks, ...scripts, ...shapes];
    const more = bench.short
      ? []
      : [...plain.map((name) => `${name} ${name}`), ...plain.map((name) => `../${name}`)];
    const names = [...plain, ...more];
    const store = openStore(base);
    const written = new Map<string, string>();
    for (const [index, title] of names.entries()) {
      const id = paperId(title);
      written.set(id, `${written.get(id) ?? ''}note ${index}\n`);
      await change(store, { id, title, abstract: title }, { body: written.get(id) ?? '' });
      const asId = await store.update({ id: title, title, abstract: '' }, { body: `as an id ${index}` });
      assert.equal(
        asId.ok,
        /^[a-z0-9-]{1,100}$/.test(title) && !devices.includes(title),
        `“${title}” as an id`,
      );
      if (asId.ok) written.set(title, `as an id ${index}`);
    }
    const files = await readdir(folder);
    assert.deepEqual(files.toSorted(), [...written.keys()].map((id) => `${id}.md`).toSorted());
    for (const name of files) {
      assert.match(name, /^[a-z0-9-]+\.md$/);
      const text = await readFile(join(folder, name), 'utf8');
      assert.ok(text.endsWith(written.get(name.slice(0, -3)) ?? '?'), `${name} was overwritten`);
    }
    assert.deepEqual((await readdir(bench.folder)).toSorted(), ['outside.md', 'workspace']);
    assert.deepEqual(await readdir(base), ['.papers']);
    assert.deepEqual(await readdir(join(base, '.papers')), ['notes']);
    assert.equal(await readFile(outside, 'utf8'), 'outside');
    bench.say(
      `${names.length} titles and names: ${files.length} notes, all within the folder, none overwritten`,
    );
  },
};
