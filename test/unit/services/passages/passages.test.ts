import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/event';
import type { Paper } from '../../../../src/core/library/paper';
import type { Note } from '../../../../src/core/notes/note';
import { type NotePassages, type Passage } from '../../../../src/core/passages/notePassages';
import { PassageIndex } from '../../../../src/core/passages/passageIndex';
import { Passages } from '../../../../src/services/passages/passages';

/** An index that fails or loses what it has when a test wants it to. */
class FakeIndex {
  readonly died = new Emitter<void>();
  readonly onDidDie = this.died.event;
  readonly sent: string[][] = [];
  failures = 0;
  #index = new PassageIndex();

  putPassages(notes: readonly NotePassages[]): Promise<void> {
    if (this.failures-- > 0) return Promise.reject(new Error('The process ended'));
    this.sent.push(notes.map(({ noteId }) => noteId));
    for (const note of notes) this.#index.set(note);
    return Promise.resolve();
  }

  findPassages({ query, limit }: { query: string; limit: number }): Promise<readonly Passage[]> {
    return Promise.resolve(this.#index.find(query, limit));
  }

  die(): void {
    this.#index = new PassageIndex();
    this.died.fire();
  }
}

suite('Passages in the index', () => {
  const notes = new Map<string, Note>();
  const changed = new Emitter<readonly string[]>();
  let index: FakeIndex;
  let passages: Passages;

  const write = (paperId: string, body: string): void => {
    notes.set(paperId, { paperId, tags: [], highlights: [], body });
    changed.fire([paperId]);
  };
  const found = async (query: string): Promise<readonly string[]> =>
    (await passages.find(query, 10)).map(({ text }) => text);

  setup(() => {
    notes.clear();
    index = new FakeIndex();
    passages = new Passages({
      notes: { all: () => [...notes.values()], get: (id) => notes.get(id), onDidChange: changed.event },
      state: { paper: (id): Paper => ({ id, title: 'A Title', abstract: '', links: [] }) },
      ready: () => Promise.resolve(),
      index,
    });
    write('a', 'Gradients explode.');
    write('b', 'Attention suffices.');
  });
  teardown(() => passages.dispose());

  test('only notes that changed are sent after the first search', async () => {
    assert.deepEqual(await found('gradients'), ['Gradients explode.']);
    write('b', 'Gradients vanish.');
    assert.equal((await found('gradients')).length, 2);
    assert.deepEqual(index.sent, [['a', 'b'], ['b']]);
  });

  test('a deleted note is not found', async () => {
    await found('attention');
    notes.delete('b');
    changed.fire(['b']);
    assert.deepEqual(await found('attention'), []);
  });

  test('all notes are sent again to a new process', async () => {
    await found('attention');
    index.die();
    assert.deepEqual(await found('attention'), ['Attention suffices.']);
  });

  test('if the process ends while notes are sent, they are sent to the next one', async () => {
    index.failures = 1;
    assert.deepEqual(await found('attention'), ['Attention suffices.']);
    assert.deepEqual(await found('gradients'), ['Gradients explode.']);
  });

  test('a second failure is reported, and the next search finds all', async () => {
    index.failures = 2;
    await assert.rejects(found('attention'));
    assert.deepEqual(await found('attention'), ['Attention suffices.']);
  });
});
