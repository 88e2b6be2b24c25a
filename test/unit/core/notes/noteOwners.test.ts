import assert from 'node:assert/strict';
import { isNoteFile } from '../../../../src/core/notes/noteName';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { noteParts } from '../../../../src/core/notes/noteParts';
import { InMemoryNoteFiles } from './inMemoryNoteFiles';

const id = 'a-paper-0123abcd';
const subject = { id, title: 'A Paper', abstract: 'We study notes.' };
const noteOf = (body: string, paper = id): string => `---\npaper: ${paper}\ntags: [method]\n---\n\n${body}\n`;

function setup(files: Readonly<Record<string, string>>): { files: InMemoryNoteFiles; store: NoteStore } {
  const folder = new InMemoryNoteFiles();
  for (const [name, text] of Object.entries(files)) folder.put(name, text);
  return { files: folder, store: new NoteStore(folder) };
}

suite('The paper of a note file', () => {
  for (const name of ['LoRA reading.md', 'reading/2024/LoRA.md', 'läs mig.md', 'Another-Name.MD'])
    test(`is the one that its front matter names, if it is ${name}`, async () => {
      const { files, store } = setup({ [name]: noteOf('Mine.') });
      await store.ready();
      assert.deepEqual([store.get(id)?.tags, store.get(id)?.body], [['method'], 'Mine.\n']);
      assert.deepEqual(store.errors(), []);
      const saved = await store.update(subject, { addTags: ['more'] });
      assert.ok(saved.ok);
      assert.match(files.text(name) ?? '', /more/u);
      assert.deepEqual(files.names, [name]);
    });

  test('stays when the file is renamed', async () => {
    const { files, store } = setup({ [`${id}.md`]: noteOf('Mine.') });
    await store.ready();
    files.lose(`${id}.md`);
    files.put('LoRA reading.md', noteOf('Mine.'));
    await store.refresh([`${id}.md`, 'LoRA reading.md']);
    assert.equal(store.get(id)?.body, 'Mine.\n');
    assert.equal(store.fileName(id), 'LoRA reading.md');
    files.put('LoRA reading.md', noteOf('Mine.', 'other-0123abcd'));
    await store.refresh(['LoRA reading.md']);
    assert.deepEqual([store.get(id), store.get('other-0123abcd')?.body], [undefined, 'Mine.\n']);
  });

  for (const copy of [
    `${id} (conflicted copy 2024-03-05).md`,
    `${id}.sync-conflict-20240305-120000-ABCDEFG.md`,
    `${id} 2.md`,
    `${id}(1).md`,
    `${id}-DESKTOP-AB12.md`,
  ])
    test(`is that of the original for ${copy}, which is reported`, async () => {
      const { store } = setup({ [`${id}.md`]: noteOf('Mine.'), [copy]: noteOf('Mine.\n\nMore.') });
      await store.ready();
      assert.deepEqual(
        store.all().map(({ paperId, body }) => [paperId, body]),
        [[id, 'Mine.\n']],
      );
      assert.deepEqual(
        store.errors().map(({ name, paperId, error }) => [name, paperId, error.kind]),
        [[copy, id, 'name-twin']],
      );
      await store.refresh([copy]);
      assert.equal(store.all().length, 1);
    });

  test('is undefined for other Markdown', async () => {
    const { store } = setup({ 'README.md': '# Notes\n', 'draft.md': '---\ntitle: x\n---\n' });
    await store.ready();
    assert.deepEqual(store.errors(), []);
  });

  test('a name cannot lead out of the folder', () => {
    for (const name of [
      '../a.md',
      'a/../../b.md',
      '/a.md',
      'a\\b.md',
      '.hidden.md',
      '.git/a.md',
      'a.txt',
      'C:a.md',
      'a/b/c/d/e/f/g.md',
    ])
      assert.equal(isNoteFile(name), false, name);
  });

  test('front matter may end with three dots', () => {
    const { yaml, unclosed } = noteParts('---\npaper: a\n...\nMine.');
    assert.deepEqual([yaml, unclosed], [{ start: 4, end: 13 }, false]);
  });
});
