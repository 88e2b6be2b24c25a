import { type Result, err, ok } from '../base/result';
import { type EditedNote, editParsedNote } from './editNote';
import { type Note, type NoteSubject, emptyNote, sourceOf } from './note';
import { type NoteChange, applyChange, sameNote } from './noteChange';
import type { NoteError } from './noteError';
import { noteTemplate } from './noteTemplate';
import { parseNote } from './parseNote';
import { type KeptBoth, rebaseChange } from './rebaseChange';

/** A change to do, and to what. */
export interface NoteUpdate {
  readonly subject: NoteSubject;
  readonly name: string;
  /** The note that the person saw when they made the change. */
  readonly base: Note;
  readonly change: NoteChange;
  /** Whether a file is made even for a change that says nothing. */
  readonly create: boolean;
}

/** The text of a note file after an update, and what it says. */
export interface NotePlan extends EditedNote {
  readonly keptBoth: readonly KeptBoth[];
}

/** What the update makes of a note file with this text. */
export function planUpdate(text: string, update: NoteUpdate): Result<NotePlan, NoteError> {
  const parsed = parseNote(text, update.subject.id);
  const { change, keptBoth } = rebaseChange(update.base, update.change, parsed.note);
  const edited = editParsedNote(text, parsed, withSource(change, parsed.note, update.subject));
  return edited.ok ? ok({ ...edited.value, keptBoth }) : err(withUnsaved(edited.error, update));
}

/**
 * The new file that the update makes, or that it makes none. A note that was removed elsewhere meanwhile is kept, with
 * all that is known of it and the change.
 */
export function planNewNote({
  subject,
  base,
  change,
  create,
}: NoteUpdate): Result<NotePlan | 'nothing', NoteError> {
  const known = !sameNote(base, emptyNote(subject.id));
  const wanted = applyChange(base, change);
  if (!create && sameNote(wanted, emptyNote(subject.id))) return ok('nothing');
  const edited = newNote(subject, known ? wanted : undefined, change);
  const message = 'The note was removed in another place while it was changed here, so it was kept.';
  return edited.ok ? ok({ ...edited.value, keptBoth: known ? [{ what: 'note', message }] : [] }) : edited;
}

function newNote(
  subject: NoteSubject,
  known: Note | undefined,
  change: NoteChange,
): Result<EditedNote, NoteError> {
  const { title = subject.title, abstract } = known ?? {};
  const source = abstract === undefined ? { ...subject, title } : sourceOf({ ...known, title, abstract });
  const template = noteTemplate({ ...source, id: subject.id });
  const whole = known ? { addTags: known.tags, addHighlights: known.highlights, body: known.body } : change;
  return editParsedNote(template, parseNote(template, subject.id), whole);
}

/** The first highlight of a note takes the paper's words with it, for its offsets are offsets into them. */
function withSource(change: NoteChange, theirs: Note, subject: NoteSubject): NoteChange {
  const first = theirs.highlights.length === 0 && (change.addHighlights?.length ?? 0) > 0;
  return first && !change.source ? { ...change, source: sourceOf(subject) } : change;
}

/** The error with the text of a new note that holds the change, so that nothing typed is lost with it. */
export function withUnsaved(error: NoteError, { subject, base, change }: NoteUpdate): NoteError {
  const text = newNote(subject, applyChange(base, change), change);
  return text.ok ? { ...error, unsaved: text.value.text } : error;
}
