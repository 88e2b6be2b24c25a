import { type Result, err, ok } from '../base/result';
import { type EditedNote, editParsedNote } from './editNote';
import { type Note, type NoteSubject, emptyNote, isOfCopiedText, sourceOf, subjectOf } from './note';
import { type NoteChange, applyChange, sameNote } from './noteChange';
import type { NoteError } from './noteError';
import { noteTemplate } from './noteTemplate';
import { parseNote } from './parseNote';
import { type KeptBoth, rebaseChange } from './rebaseChange';

/** A change and the note to apply it to. */
export interface NoteUpdate {
  readonly subject: NoteSubject;
  readonly name: string;
  /** The note that the user saw when making the change. */
  readonly base: Note;
  readonly change: NoteChange;
  /** Whether to create a file even for an empty change. */
  readonly create: boolean;
}

/** The text of a note file after an update, and the note parsed from it. */
export interface NotePlan extends EditedNote {
  readonly keptBoth: readonly KeptBoth[];
}

/** Applies an update to the text of a note file. */
export function planUpdate(text: string, update: NoteUpdate): Result<NotePlan, NoteError> {
  const parsed = parseNote(text, update.subject.id);
  const { change, keptBoth } = rebaseChange(update.base, update.change, parsed.note);
  const edited = editParsedNote(text, parsed, withSource(change, parsed.note, update.subject));
  return edited.ok ? ok({ ...edited.value, keptBoth }) : err(withUnsaved(edited.error, update));
}

/**
 * The text of the new file that an update creates, or `nothing` if it creates none. If the note was deleted elsewhere
 * meanwhile, it is created again from the known note and the change.
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
  const template = noteTemplate(subjectOf({ ...subject, ...source }, subject.id));
  const whole = known ? { addTags: known.tags, addHighlights: known.highlights, body: known.body } : change;
  return editParsedNote(template, parseNote(template, subject.id), whole);
}

/** Adds the paper's text to a change that adds the first highlight on it, because its offsets refer to that text. */
function withSource(change: NoteChange, theirs: Note, subject: NoteSubject): NoteChange {
  const first = !theirs.highlights.some(isOfCopiedText) && (change.addHighlights ?? []).some(isOfCopiedText);
  return first && !change.source ? { ...change, source: sourceOf(subject) } : change;
}

/** Adds to an error the text of a new note with the change, so that nothing the user typed is lost. */
export function withUnsaved(error: NoteError, { subject, base, change }: NoteUpdate): NoteError {
  const text = newNote(subject, applyChange(base, change), change);
  return text.ok ? { ...error, unsaved: text.value.text } : error;
}
