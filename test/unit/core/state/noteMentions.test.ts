import assert from 'node:assert/strict';
import { emptyNote, type Note } from '../../../../src/core/notes/note';
import { Emitter } from '../../../../src/core/base/event';
import { NoteMentions } from '../../../../src/core/state/noteMentions';

const [a, b, c] = ['a-paper-0000000a', 'b-paper-0000000b', 'c-paper-0000000c'] as const;

/** Notes in memory. */
function notesOf(bodies: Readonly<Record<string, string>>) {
  const notes = new Map<string, Note>();
  const changed = new Emitter<readonly string[]>();
  const set = (id: string, body: string | undefined): void => {
    if (body === undefined) notes.delete(id);
    else notes.set(id, { ...emptyNote(id), body });
    changed.fire([id]);
  };
  for (const [id, body] of Object.entries(bodies)) set(id, body);
  return {
    set,
    onDidChange: changed.event,
    all: () => [...notes.values()],
    get: (id: string) => notes.get(id),
  };
}

suite('NoteMentions', () => {
  test('finds the notes that mention a paper by link or address, except its own', () => {
    const mentions = new NoteMentions(
      notesOf({ [a]: `Like [[${b}]] and [[${a}]].`, [c]: `paper:/B%20Paper?${b}`, [b]: `[[${b}]]` }),
    );
    assert.deepEqual(mentions.of([b]), [a, c]);
    assert.deepEqual(mentions.of([a]), []);
    assert.deepEqual(mentions.of([c, b]), [a, c]);
  });

  test('is updated with the notes, and fires with the affected papers', () => {
    const notes = notesOf({ [a]: `[[${b}]]` });
    const mentions = new NoteMentions(notes);
    const told: (readonly string[])[] = [];
    mentions.of([b]);
    mentions.onDidChange((ids) => told.push(ids));
    notes.set(a, `[[${c}]]`);
    assert.deepEqual([mentions.of([b]), mentions.of([c])], [[], [a]]);
    notes.set(a, `Again [[${c}]]`);
    notes.set(a, undefined);
    assert.deepEqual(mentions.of([c]), []);
    assert.deepEqual(told, [[b, c], [c]]);
  });
});
