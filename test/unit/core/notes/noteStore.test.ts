import assert from 'node:assert/strict';
import type { Highlight } from '../../../../src/core/notes/note';
import type { NoteChange } from '../../../../src/core/notes/noteChange';
import { type NoteCodec, directNoteCodec } from '../../../../src/core/notes/noteFunctions';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import type { NotePatch } from '../../../../src/core/notes/notePatch';
import { editBetween } from '../../../../src/core/notes/textEdit';
import { InMemoryDocuments, InMemoryNoteFiles } from './inMemoryNoteFiles';
import { localized } from '../../../../src/core/base/localization';

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
  assert.ok(result.ok, result.ok ? '' : localized(result.error.message));
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

  suite('reverts and repeats a write', () => {
    async function written(change: NoteChange = { addTags: ['one'] }) {
      const made = setup();
      const patches: NotePatch[] = [];
      const saved = await made.store.update(subject, change, { onPatch: (patch) => patches.push(patch) });
      assert.ok(saved.ok);
      const [patch] = patches;
      assert.ok(patch);
      const fired: string[] = [];
      made.store.onDidChange((ids) => fired.push(...ids));
      return { ...made, patch, fired };
    }
    const done = { ok: true, value: true };
    const refused = { ok: true, value: false };

    test('that made the file: undo removes it, redo brings it back byte for byte', async () => {
      const { files, store, patch, fired } = await written();
      const text = files.text(file);
      assert.deepEqual(await store.isPatchable(patch, 'undo'), done);
      assert.deepEqual(await store.patch(patch, 'undo'), done);
      assert.deepEqual(files.names, []);
      assert.equal(store.get(subject.id), undefined);
      assert.deepEqual(await store.patch(patch, 'undo'), refused);
      assert.deepEqual(await store.patch(patch, 'redo'), done);
      assert.equal(files.text(file), text);
      assert.deepEqual(store.get(subject.id)?.tags, ['one']);
      assert.deepEqual(fired, [subject.id, subject.id]);
    });

    test('not if the file has changed since, even in the last moment', async () => {
      const { files, store, patch } = await written();
      files.beforeWrite = () => files.put(file, 'another text');
      assert.deepEqual(await store.patch(patch, 'undo'), refused);
      files.beforeWrite = undefined;
      assert.deepEqual(await store.isPatchable(patch, 'undo'), refused);
      assert.deepEqual(await store.patch(patch, 'undo'), refused);
      assert.equal(files.text(file), 'another text');
    });

    test('refuses if an editor has unsaved changes of the note', async () => {
      const { files, documents, store, patch } = await written();
      const text = files.text(file) ?? '';
      documents.type(file, `${text}typed`);
      assert.deepEqual(await store.isPatchable(patch, 'undo'), refused);
      assert.deepEqual(await store.patch(patch, 'undo'), refused);
      documents.type(file, text);
      assert.deepEqual(await store.patch(patch, 'undo'), refused);
      assert.deepEqual(files.names, [file]);
    });

    test('in the editor that it was made in, or in the file once that is saved', async () => {
      const { files, documents, store } = await written();
      const text = `${files.text(file) ?? ''}typed`;
      documents.type(file, text);
      const patches: NotePatch[] = [];
      await store.update(subject, { addTags: ['two'] }, { onPatch: (patch) => patches.push(patch) });
      const [patch] = patches;
      assert.ok(patch);
      const after = documents.text(file) ?? '';
      assert.deepEqual(await store.patch(patch, 'undo'), done);
      assert.equal(documents.text(file), text);
      assert.deepEqual(await store.patch(patch, 'redo'), done);
      assert.equal(documents.text(file), after);
      files.put(file, after);
      documents.settle(file);
      assert.deepEqual(await store.patch(patch, 'undo'), done);
      assert.equal(files.text(file), text);
    });

    test('and passes on why it could not', async () => {
      const { files, store, patch } = await written();
      files.failure = { kind: 'storage', message: 'The disk is gone.' };
      assert.deepEqual(await store.patch(patch, 'undo'), { ok: false, error: files.failure });
      assert.notEqual(store.get(subject.id), undefined);
    });
  });

  suite('rewrites a note', () => {
    const rename = (text: string) =>
      Promise.resolve({ ok: true, value: editBetween(text, text.replace('one', 'two')) } as const);

    test('in its file, and says what was written', async () => {
      const { files, store } = setup();
      await updated(store, { addTags: ['one'] });
      const before = files.text(file) ?? '';
      const rewritten = await store.rewrite(subject.id, rename);
      assert.ok(rewritten.ok && rewritten.value);
      assert.equal(files.text(file), before.replace('one', 'two'));
      assert.deepEqual(store.get(subject.id)?.tags, ['two']);
      await store.patch(rewritten.value, 'undo');
      assert.equal(files.text(file), before);
    });

    test('as it is after another program wrote in between', async () => {
      const { files, store } = setup();
      await updated(store, { addTags: ['one'] });
      let others = 0;
      files.beforeWrite = () => {
        others += 1;
        if (others < 3) files.put(file, `${files.text(file) ?? ''}more ${others}\n`);
      };
      const rewritten = await store.rewrite(subject.id, rename);
      assert.ok(rewritten.ok);
      assert.match(files.text(file) ?? '', /- two\n[^]*more 1\nmore 2\n$/);
    });

    test('in the editor with unsaved changes, and leaves the file', async () => {
      const { files, documents, store } = setup();
      await updated(store, { addTags: ['one'] });
      const text = files.text(file) ?? '';
      documents.type(file, `${text}typed`);
      await store.rewrite(subject.id, rename);
      assert.equal(documents.text(file), `${text.replace('one', 'two')}typed`);
      assert.equal(files.text(file), text);
    });

    test('not if there is no file, nothing to change, or an error', async () => {
      const { files, store } = setup();
      assert.deepEqual(await store.rewrite(subject.id, rename), { ok: true, value: undefined });
      await updated(store, { addTags: ['other'] });
      assert.deepEqual(await store.rewrite(subject.id, rename), { ok: true, value: undefined });
      const error = { kind: 'layout', message: 'It cannot be edited.' } as const;
      const failed = await store.rewrite(subject.id, () => Promise.resolve({ ok: false, error }));
      assert.deepEqual([failed, files.writes], [{ ok: false, error }, 1]);
    });
  });

  test('creates the file from the template at the first change, and fires after it is saved', async () => {
    const { files, store } = setup();
    const fired: (string | undefined)[] = [];
    store.onDidChange((ids) => fired.push(...ids, files.text(file)?.slice(0, 3)));
    await updated(store, { addTags: ['method/diffusion'] });
    assert.deepEqual(fired, [subject.id, '---']);
    assert.deepEqual(store.get(subject.id)?.tags, ['method/diffusion']);
    assert.equal(store.get(subject.id)?.abstract, undefined, 'no highlight needs it');
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
