import assert from 'node:assert/strict';
import { mergeNotesInto, moveNotes, unmergeNotes } from '../../../../src/core/notes/moveNotes';
import { directNoteCodec } from '../../../../src/core/notes/noteFunctions';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { InMemoryNoteFiles } from './inMemoryNoteFiles';
import { localized } from '../../../../src/core/base/localization';

suite('Moving notes', () => {
  const folders = (): readonly [InMemoryNoteFiles, InMemoryNoteFiles] => {
    const from = new InMemoryNoteFiles();
    from.put('a.md', 'A');
    from.put('b.md', 'B');
    return [from, new InMemoryNoteFiles()];
  };
  const removeFrom =
    (files: InMemoryNoteFiles) =>
    async (name: string): Promise<void> => {
      await Promise.resolve();
      files.lose(name);
    };

  test('moves every note to the other folder, and back', async () => {
    const [from, to] = folders();
    assert.deepEqual(await moveNotes(from, to, ['a.md', 'b.md'], removeFrom(from)), {
      moved: ['a.md', 'b.md'],
      stayed: [],
    });
    assert.deepEqual([from.names, to.text('a.md'), to.text('b.md')], [[], 'A', 'B']);
    await moveNotes(to, from, ['a.md', 'b.md'], removeFrom(to));
    assert.deepEqual([to.names, from.text('a.md')], [[], 'A']);
  });

  test('overwrites nothing; a note that is equal in both folders counts as moved', async () => {
    const [from, to] = folders();
    to.put('a.md', 'Other');
    to.put('b.md', 'B');
    const { moved, stayed } = await moveNotes(from, to, ['a.md', 'b.md'], removeFrom(from));
    assert.deepEqual([moved, stayed], [['b.md'], [{ name: 'a.md', reason: 'taken' }]]);
    assert.deepEqual([from.names, from.text('a.md'), to.text('a.md')], [['a.md'], 'A', 'Other']);
  });

  test('a note that changes while it is moved stays', async () => {
    const [from, to] = folders();
    to.beforeWrite = () => from.put('a.md', 'A, and more');
    const { stayed } = await moveNotes(from, to, ['a.md'], removeFrom(from));
    assert.equal(stayed.length, 1);
    assert.equal(from.text('a.md'), 'A, and more');
  });

  test('nothing is moved if the target folder cannot be written', async () => {
    const [from, to] = folders();
    to.failure = { kind: 'storage', message: 'The disk is full.' };
    const { moved } = await moveNotes(from, to, ['a.md', 'b.md'], removeFrom(from));
    assert.deepEqual([moved, from.names], [[], ['a.md', 'b.md']]);
  });

  const id = 'a-paper-0123abcd';
  const name = `${id}.md`;
  const note = (front: string, body: string): string => `---\npaper: ${id}\n${front}---\n\n${body}`;

  test('merges a note that both folders have, and undoes the merge', async () => {
    const [from, to] = folders();
    const theirs = note('title: T\nabstract: Words of the abstract\ntags: [theirs]\n', 'Theirs.\n');
    from.put(name, theirs);
    const ours = note('tags: [ours]\n', 'Ours.\n');
    to.put(name, ours);
    const { merged, stayed } = await mergeNotesInto(from, to, [name], directNoteCodec, removeFrom(from));
    assert.deepEqual(stayed, []);
    assert.deepEqual(from.names.includes(name), false);
    const { note: both } = parseNote(to.text(name) ?? '', id);
    assert.deepEqual(both.tags, ['ours', 'theirs']);
    assert.equal(both.abstract, 'Words of the abstract');
    assert.match(both.body, /Ours\.[\s\S]*Theirs\.|Theirs\.[\s\S]*Ours\./);
    assert.deepEqual(await unmergeNotes(from, to, merged), []);
    assert.deepEqual([from.text(name), to.text(name)], [theirs, ours]);
  });

  test('a foreign key that only one of the notes has is a conflict for the user', async () => {
    const [from, to] = folders();
    from.put(name, note('mood: good\ntags: [theirs]\n', ''));
    to.put(name, note('tags: [ours]\n', ''));
    const { merged, stayed } = await mergeNotesInto(from, to, [name], directNoteCodec, removeFrom(from));
    assert.deepEqual(merged, []);
    assert.match(localized(stayed[0]?.reason.message ?? ''), /Choose between them by hand/);
    assert.deepEqual([from.names.includes(name), to.text(name)], [true, note('tags: [ours]\n', '')]);
  });

  test('undo leaves a note that was changed after the merge', async () => {
    const [from, to] = folders();
    from.put(name, note('tags: [theirs]\n', ''));
    to.put(name, note('tags: [ours]\n', ''));
    const { merged } = await mergeNotesInto(from, to, [name], directNoteCodec, removeFrom(from));
    to.put(name, note('tags: [changed]\n', ''));
    assert.deepEqual(await unmergeNotes(from, to, merged), [name]);
    assert.match(to.text(name) ?? '', /changed/);
  });
});
