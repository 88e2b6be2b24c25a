import { type Result, err, ok } from '../base/result';
import { type EditedNote, editParsedNote } from './editNote';
import { type Note, type NoteSubject, emptyNote, sourceOf } from './note';
import { encodeNote } from './noteBytes';
import { type NoteChange, applyChange, sameNote } from './noteChange';
import { type NoteEntry, readText } from './noteEntry';
import type { NoteFault } from './noteFault';
import type { LiveDocument, NoteFiles } from './noteFiles';
import { noteTemplate } from './noteTemplate';
import { parseNote } from './parseNote';
import { type KeptBoth, rebaseChange } from './rebaseChange';
import { editBetween } from './textEdit';

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

export interface NoteUpdated {
  /** Absent where there is no file and nothing to make one for. */
  readonly entry?: NoteEntry;
  readonly keptBoth: readonly KeptBoth[];
}

/** `changed`: another hand was faster, nothing was written, and it is to be done anew. */
export type Attempt = Result<NoteUpdated, NoteFault> | 'changed';

/** Does the update to the file, as it now is. */
export async function updateFile(files: NoteFiles, update: NoteUpdate): Promise<Attempt> {
  const { name } = update;
  const read = await readText(files, name);
  if (!read.ok) return err(withUnsaved(read.error, update));
  const file = read.value;
  const planned = file ? plan(file.text, update) : planNew(update);
  if (!planned.ok) return planned;
  if (planned.value === 'nothing') return ok({ keptBoth: [] });
  const { text, note, keptBoth } = planned.value;
  if (file?.text === text) return ok({ entry: { name, note, revision: file.revision }, keptBoth });
  const written = await files.write(name, encodeNote(text), file?.revision);
  if (!written.ok) return err({ ...written.error, unsaved: text });
  if (written.value === 'changed') return 'changed';
  return ok({ entry: { name, note, revision: written.value.revision }, keptBoth });
}

/** Does the update in an editor that holds unsaved changes of the note. */
export async function updateDocument(document: LiveDocument, update: NoteUpdate): Promise<Attempt> {
  const planned = plan(document.text, update);
  if (!planned.ok) return planned;
  const { text, note, keptBoth } = planned.value;
  const done = await document.edit(editBetween(document.text, text));
  return done ? ok({ entry: { name: update.name, note }, keptBoth }) : 'changed';
}

interface Plan extends EditedNote {
  readonly keptBoth: readonly KeptBoth[];
}

function plan(text: string, update: NoteUpdate): Result<Plan, NoteFault> {
  const parsed = parseNote(text, update.subject.id);
  const { change, keptBoth } = rebaseChange(update.base, update.change, parsed.note);
  const edited = editParsedNote(text, parsed, withSource(change, parsed.note, update.subject));
  return edited.ok ? ok({ ...edited.value, keptBoth }) : err(withUnsaved(edited.error, update));
}

/** A new file. A note that another hand removed meanwhile is kept: with all that is known of it, and the change. */
function planNew({ subject, base, change, create }: NoteUpdate): Result<Plan | 'nothing', NoteFault> {
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
): Result<EditedNote, NoteFault> {
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

/** Where a change cannot be done to the note, the text of a note that holds it is what there is to recover. */
function withUnsaved(fault: NoteFault, { subject, base, change }: NoteUpdate): NoteFault {
  const text = newNote(subject, applyChange(base, change), change);
  return text.ok ? { ...fault, unsaved: text.value.text } : fault;
}
