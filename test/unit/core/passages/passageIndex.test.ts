import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Note } from '../../../../src/core/notes/note';
import { passagesOf } from '../../../../src/core/passages/notePassages';
import { PassageIndex } from '../../../../src/core/passages/passageIndex';
import { highlight } from '../exchange/samples';

const note = (paperId: string, body: string, highlights: Note['highlights'] = []): Note => ({
  paperId,
  tags: ['method/lora'],
  highlights,
  body,
});

suite('Passages', () => {
  const index = new PassageIndex();
  const set = (given: Note): void =>
    index.set({
      noteId: given.paperId,
      title: 'A Title',
      passages: passagesOf(given, given.paperId, 'A Title'),
    });
  setup(() => {
    set(
      note('a', '# A Title\n\nGradients vanish here.\n\n---\n\nA second paragraph\nof two lines.\n', [
        highlight('the cost of attention', { id: 'h1', comment: 'try this für später', color: 'green' }),
      ]),
    );
    set(note('b', 'Attention is quadratic.'));
  });

  const found = (query: string, filter = {}): readonly string[] =>
    index.find(query, 10, filter).map(({ text }) => text);

  test('highlights and paragraphs are passages, headings with the title and rules are not', () => {
    assert.deepEqual(
      passagesOf(note('a', '# A Title\r\n\r\none\r\n\r\n\r\ntwo\r\n---'), 'a', 'A Title').map(
        ({ text }) => text,
      ),
      ['one', 'two\r\n---'],
    );
    assert.equal(index.size, 4);
  });

  test('unfinished and mistyped words are found, in the quote and in the comment, without accents', () => {
    assert.deepEqual(found('gradi van'), ['Gradients vanish here.']);
    assert.deepEqual(found('atention quadratc'), ['Attention is quadratic.']);
    assert.deepEqual(found('spater'), ['the cost of attention']);
    assert.deepEqual(found('cost paragraph').toSorted(), [
      'A second paragraph\nof two lines.',
      'the cost of attention',
    ]);
  });

  test('two letters in the wrong order are one typo', () => {
    assert.deepEqual(found('vansih gradinets'), ['Gradients vanish here.']);
    assert.deepEqual(found('qudaratic'), ['Attention is quadratic.']);
  });

  test('a filter keeps those of a colour, a tag or a paper', () => {
    assert.deepEqual(found('', { color: 'green' }), ['the cost of attention']);
    assert.equal(found('', { tag: 'method' }).length, 4);
    assert.deepEqual(found('is', { paperId: 'b' }), ['Attention is quadratic.']);
    assert.equal(found('', { paper: 'titl' }).length, 4);
    assert.deepEqual(found('', { paper: 'other title' }), []);
    assert.deepEqual(found('', { tag: 'meth' }), []);
  });

  test('a note that is replaced or removed is not found by its former words', () => {
    set(note('b', 'Attention is linear.'));
    assert.deepEqual(found('quadratic'), []);
    assert.deepEqual(found('linear attention'), ['Attention is linear.']);
    index.set({ noteId: 'b', title: '', passages: [] });
    assert.deepEqual(found('linear'), []);
  });

  test('searches and changes do not disturb the removal of replaced passages', async () => {
    let state = 1;
    const letters = (): string => {
      state = (state * 48_271) % 2_147_483_647;
      return state.toString(36);
    };
    const body = (): string => Array.from({ length: 30 }, letters).join(' ');
    for (let number = 0; number < 50; number += 1) set(note(`n${number}`, body()));
    const failures: unknown[] = [];
    const fail = (reason: unknown): void => void failures.push(reason);
    process.on('unhandledRejection', fail);
    for (let number = 0; number < 400; number += 1) {
      set(note(`n${number % 50}`, body()));
      found(letters().slice(0, 4));
      await new Promise((resolve) => setTimeout(resolve));
    }
    process.off('unhandledRejection', fail);
    assert.deepEqual(failures, []);
    assert.equal(index.size, 54);
  });

  test('after any change the index finds the same as a new one', () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
    const body = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), body), { maxLength: 12 }),
        word,
        (changes, query) => {
          const kept = new PassageIndex();
          const last = new Map(changes);
          for (const [id, text] of changes)
            kept.set({ noteId: id, title: '', passages: passagesOf(note(id, text), id, '') });
          const fresh = new PassageIndex();
          for (const [id, text] of last)
            fresh.set({ noteId: id, title: '', passages: passagesOf(note(id, text), id, '') });
          const ids = (all: PassageIndex): readonly string[] =>
            all
              .find(query, 10)
              .map(({ paperId }) => paperId)
              .toSorted();
          assert.deepEqual(ids(kept), ids(fresh));
        },
      ),
    );
  });
});
