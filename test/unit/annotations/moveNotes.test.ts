import assert from 'node:assert/strict';
import { moveNotes } from '../../../src/core/annotations/moveNotes';
import { InMemoryNoteFiles } from './inMemoryNoteFiles';

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
      files.remove(name);
    };

  test('takes each to the other folder, and back', async () => {
    const [from, to] = folders();
    assert.deepEqual(await moveNotes(from, to, ['a.md', 'b.md'], removeFrom(from)), {
      moved: ['a.md', 'b.md'],
      stayed: [],
    });
    assert.deepEqual([from.names, to.text('a.md'), to.text('b.md')], [[], 'A', 'B']);
    await moveNotes(to, from, ['a.md', 'b.md'], removeFrom(to));
    assert.deepEqual([to.names, from.text('a.md')], [[], 'A']);
  });

  test('overwrites nothing; what is the same there already goes', async () => {
    const [from, to] = folders();
    to.put('a.md', 'Other');
    to.put('b.md', 'B');
    const { moved, stayed } = await moveNotes(from, to, ['a.md', 'b.md'], removeFrom(from));
    assert.deepEqual([moved, stayed], [['b.md'], [{ name: 'a.md', reason: 'taken' }]]);
    assert.deepEqual([from.names, from.text('a.md'), to.text('a.md')], [['a.md'], 'A', 'Other']);
  });

  test('a note that changes on the way stays too', async () => {
    const [from, to] = folders();
    to.beforeWrite = () => from.put('a.md', 'A, and more');
    const { stayed } = await moveNotes(from, to, ['a.md'], removeFrom(from));
    assert.equal(stayed.length, 1);
    assert.equal(from.text('a.md'), 'A, and more');
  });

  test('a folder that cannot be written leaves all where it was', async () => {
    const [from, to] = folders();
    to.failure = { kind: 'storage', message: 'The disk is full.' };
    const { moved } = await moveNotes(from, to, ['a.md', 'b.md'], removeFrom(from));
    assert.deepEqual([moved, from.names], [[], ['a.md', 'b.md']]);
  });
});
