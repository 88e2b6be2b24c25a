import assert from 'node:assert/strict';
import type { Highlight, Note } from '../../../../src/core/notes/note';
import type { NoteChange } from '../../../../src/core/notes/noteChange';
import { type NoteCodec, directNoteCodec } from '../../../../src/core/notes/noteFunctions';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { InMemoryDocuments, InMemoryNoteFiles } from './inMemoryNoteFiles';

const subject = {
  id: 'a-paper-0123abcd',
  title: 'A Paper: On Notes',
  abstract: 'We study notes. They last.',
};
const file = `${subject.id}.md`;

function highlight(id: string, start: number, end: number): Highlight {
  const text = subject.abstract;
  return {
    id,
    field: 'abstract',
    quote: text.slice(start, end),
    prefix: text.slice(0, start),
    suffix: text.slice(end),
    start,
    end,
    color: 'yellow',
    comment: '',
    tags: [],
    created: '2025-03-11T08:00:00.000Z',
    state: 'anchored',
  };
}

function setup(): { files: InMemoryNoteFiles; documents: InMemoryDocuments; store: NoteStore } {
  const files = new InMemoryNoteFiles();
  const documents = new InMemoryDocuments();
  return { files, documents, store: new NoteStore(files, documents) };
}

async function updated(store: NoteStore, change: NoteChange): Promise<void> {
  const result = await store.update(subject, change);
  assert.ok(result.ok, result.ok ? '' : result.error.message);
}

suite('The note store', () => {
  test('creates no file when reading, nor for an empty change', async () => {
    const { files, store } = setup();
    await store.ready();
    assert.equal(store.get(subject.id), undefined);
    await updated(store, { removeTags: ['gone'], addTags: [] });
    assert.deepEqual(files.names, []);
  });

  test('does not parse a note again whose bytes are those that it knows', async () => {
    const files = new InMemoryNoteFiles();
    let parsed = 0;
    const codec: NoteCodec = {
      ...directNoteCodec,
      parseNote: (...args) => {
        parsed += 1;
        return directNoteCodec.parseNote(...args);
      },
    };
    const store = new NoteStore(files, undefined, codec);
    await store.ready();
    await updated(store, { addTags: ['one'] });
    parsed = 0;
    await store.refresh([file]);
    await store.refresh([file]);
    assert.equal(parsed, 0);
    files.put(file, files.text(file)?.replace('one', 'two') ?? '');
    await store.refresh([file]);
    assert.equal(parsed, 1);
    assert.deepEqual(store.get(subject.id)?.tags, ['two']);
  });

  suite('removes a note', () => {
    const isEmpty = ({ tags }: Pick<Note, 'tags'>): boolean => tags.length === 0;
    async function written(): Promise<ReturnType<typeof setup>> {
      const made = setup();
      await updated(made.store, { addTags: ['one'] });
      await updated(made.store, { removeTags: ['one'] });
      return made;
    }

    test('with its file, and says so', async () => {
      const { files, store } = await written();
      const fired: string[] = [];
      store.onDidChange((ids) => fired.push(...ids));
      assert.deepEqual(await store.removeIf(subject.id, isEmpty), { ok: true, value: true });
      assert.deepEqual(files.names, []);
      assert.equal(store.get(subject.id), undefined);
      assert.deepEqual(fired, [subject.id]);
    });

    test('not if it holds something', async () => {
      const { files, store } = await written();
      await updated(store, { addTags: ['two'] });
      assert.deepEqual(await store.removeIf(subject.id, isEmpty), { ok: true, value: false });
      assert.deepEqual(files.names, [file]);
    });

    test('not if the file has changed since it was read', async () => {
      const { files, store } = await written();
      files.beforeWrite = () => files.put(file, 'another text');
      assert.deepEqual(await store.removeIf(subject.id, isEmpty), { ok: true, value: false });
      assert.equal(files.text(file), 'another text');
    });

    test('not if an editor holds unsaved changes of it', async () => {
      const { files, documents, store } = await written();
      documents.type(file, 'typed');
      assert.deepEqual(await store.removeIf(subject.id, isEmpty), { ok: true, value: false });
      assert.deepEqual(files.names, [file]);
    });

    test('that does not exist: nothing is done', async () => {
      const { store } = setup();
      assert.deepEqual(await store.removeIf(subject.id, isEmpty), { ok: true, value: false });
    });

    test('and passes on why it could not', async () => {
      const { files, store } = await written();
      files.failure = { kind: 'storage', message: 'The disk is gone.' };
      assert.deepEqual(await store.removeIf(subject.id, isEmpty), { ok: false, error: files.failure });
      assert.notEqual(store.get(subject.id), undefined);
    });
  });

  test('creates the file from the template at the first change, and fires after it is saved', async () => {
    const { files, store } = setup();
    const fired: (string | undefined)[] = [];
    store.onDidChange((ids) => fired.push(...ids, files.text(file)?.slice(0, 3)));
    await updated(store, { addTags: ['method/diffusion'] });
    assert.deepEqual(fired, [subject.id, '---']);
    assert.deepEqual(store.get(subject.id)?.tags, ['method/diffusion']);
    assert.equal(store.get(subject.id)?.abstract, subject.abstract);
    assert.equal(files.text(file)?.endsWith('\n---\n\n# A Paper: On Notes\n\n'), true);
  });

  test('serialises updates of one note and loses none', async () => {
    const { store } = setup();
    const tags = Array.from({ length: 20 }, (_, index) => `tag-${index}`);
    await Promise.all(tags.map((tag) => updated(store, { addTags: [tag] })));
    assert.deepEqual([...(store.get(subject.id)?.tags ?? [])].toSorted(), tags.toSorted());
  });

  test('writes the last of two bodies from the same editor without a merge', async () => {
    const { store } = setup();
    await Promise.all([updated(store, { body: 'one' }), updated(store, { body: 'two' })]);
    assert.equal(store.get(subject.id)?.body, 'two');
  });

  test('tries again if the file was changed concurrently', async () => {
    const { files, store } = setup();
    await updated(store, { addTags: ['here'] });
    files.beforeWrite = () => {
      files.beforeWrite = undefined;
      files.put(file, files.text(file)?.replace('  - here', '  - elsewhere\n  - here') ?? '');
    };
    await updated(store, { addHighlights: [highlight('h1', 0, 2)] });
    assert.deepEqual(store.get(subject.id)?.tags, ['elsewhere', 'here']);
    assert.equal(store.get(subject.id)?.highlights[0]?.state, 'anchored');
  });

  test('keeps both bodies if both sides changed them, and reports it', async () => {
    const { files, store } = setup();
    await updated(store, { body: 'same\n' });
    const kept: string[] = [];
    store.onDidKeepBoth(({ keptBoth }) => kept.push(...keptBoth.map(({ what }) => what)));
    files.put(file, (files.text(file) ?? '').replace('same\n', 'theirs\n'));
    await updated(store, { body: 'ours\n' });
    assert.deepEqual(kept, ['body']);
    assert.match(files.text(file) ?? '', /theirs\n[^]*ours\n/);
  });

  test('detects external changes and removals', async () => {
    const { files, store } = setup();
    await updated(store, { addTags: ['a'] });
    let fired = 0;
    store.onDidChange(() => (fired += 1));
    files.put(file, 'plain text');
    await store.refresh([file]);
    assert.deepEqual([store.get(subject.id)?.body, store.get(subject.id)?.tags], ['plain text', []]);
    await store.refresh([file]);
    files.lose(file);
    await store.refresh();
    assert.equal(store.get(subject.id), undefined);
    assert.equal(fired, 2);
  });

  test('does not write a file with an error, and returns the unsaved text', async () => {
    const { files, store } = setup();
    const broken = '---\ntags: [a\n---\nmine';
    files.put(file, broken);
    const result = await store.update(subject, { body: 'typed for an hour' });
    assert.ok(!result.ok);
    assert.equal(result.error.kind, 'yaml');
    assert.match(result.error.unsaved ?? '', /typed for an hour/);
    assert.equal(files.text(file), broken);
    assert.equal(store.error(subject.id)?.line, 2);
    assert.equal(store.get(subject.id)?.body, 'mine');
  });

  test('returns the unsaved text if writing fails', async () => {
    const { files, store } = setup();
    await updated(store, { body: 'old' });
    const old = files.text(file);
    files.failure = { kind: 'storage', message: 'The disk is full.' };
    const result = await store.update(subject, { body: 'new' });
    assert.ok(!result.ok);
    assert.match(result.error.unsaved ?? '', /new/);
    assert.equal(files.text(file), old);
    assert.equal(store.get(subject.id)?.body, 'old');
  });

  test('edits the unsaved document instead of the file', async () => {
    const { files, documents, store } = setup();
    await updated(store, { body: 'saved' });
    const onDisk = files.text(file) ?? '';
    documents.type(file, onDisk.replace('saved', 'typed, not saved'));
    await updated(store, { addHighlights: [highlight('h1', 3, 8)] });
    assert.equal(files.text(file), onDisk);
    assert.match(documents.text(file) ?? '', /quote: study[^]*typed, not saved/);
    assert.equal(store.get(subject.id)?.highlights.length, 1);
    documents.settle(file);
    await store.refresh([file]);
    assert.equal(
      store.get(subject.id)?.highlights.length,
      0,
      'a reverted document takes its highlight with it',
    );
  });

  test('uses one of two files whose names differ by case, and reports the other', async () => {
    const { files, store } = setup();
    files.put('A-Paper-0123abcd.md', 'upper');
    files.put(file, 'lower');
    await store.ready();
    assert.equal(store.get(subject.id)?.body, 'lower');
    assert.deepEqual(
      store.errors().map(({ name, error }) => [name, error.kind]),
      [['A-Paper-0123abcd.md', 'name-twin']],
    );
    await updated(store, { addTags: ['x'] });
    assert.equal(files.text('A-Paper-0123abcd.md'), 'upper');
    files.lose(file);
    await store.refresh([file]);
    assert.equal(store.get(subject.id)?.body, 'upper');
    assert.deepEqual(store.errors(), []);
  });

  for (const id of ['../escape', 'a/b', 'con', '', 'Ünïcode', 'a.b', 'x'.repeat(300)]) {
    test(`writes no file for “${id.slice(0, 20)}”, which is not a paper id`, async () => {
      const { files, store } = setup();
      const result = await store.update({ ...subject, id }, { body: 'x' });
      assert.ok(!result.ok);
      assert.deepEqual(files.names, []);
    });
  }
});
