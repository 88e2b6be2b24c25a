import assert from 'node:assert/strict';
import type { NoteSubject } from '../../../../src/core/notes/note';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { trackNotes } from '../../../../src/services/views/trackNotes';
import { InMemoryNoteFiles } from '../../core/notes/inMemoryNoteFiles';

const [noise, signals]: readonly [NoteSubject, NoteSubject] = [
  { id: 'on-noise-0123abcd', title: 'On Noise', abstract: '' },
  { id: 'on-signals-0123abcd', title: 'On Signals', abstract: '' },
];

suite('Whether any note has something', () => {
  test('is reported when it changes, not with each note that has it', async () => {
    const notes = new NoteStore(new InMemoryNoteFiles());
    const reported: boolean[] = [];
    const tracking = trackNotes(
      notes,
      ({ tags }) => tags.length > 0,
      (isAny) => void reported.push(isAny),
    );
    await notes.ready();
    const steps = [
      [noise, {}, []],
      [noise, { addTags: ['a'] }, [true]],
      [signals, { addTags: ['a'] }, [true]],
      [noise, { removeTags: ['a'] }, [true]],
      [signals, { removeTags: ['a'] }, [true, false]],
      [signals, { addTags: ['b'] }, [true, false, true]],
    ] as const;
    for (const [subject, change, expected] of steps) {
      assert.ok((await notes.update(subject, change)).ok);
      assert.deepEqual(reported, expected, `${subject.title}: ${JSON.stringify(change)}`);
    }
    tracking.dispose();
    await notes.update(signals, { removeTags: ['b'] });
    assert.deepEqual(reported, [true, false, true]);
  });
});
