import type { Disposable } from '../../core/base/disposable';
import type { Note } from '../../core/notes/note';
import type { NoteStore } from '../../core/notes/noteStore';

/** Calls back whenever it changes whether any note passes a test; at first none does. */
export function trackNotes(
  notes: Pick<NoteStore, 'onDidChange' | 'all'>,
  test: (note: Note) => boolean,
  changed: (isAny: boolean) => void,
): Disposable {
  let known = false;
  return notes.onDidChange(() => {
    const isAny = notes.all().some(test);
    if (isAny === known) return;
    known = isAny;
    changed(isAny);
  });
}
