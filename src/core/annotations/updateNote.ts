import { type Result, err, ok } from '../base/result';
import { editNote } from './editNote';
import { type Note, type NoteSubject, emptyNote } from './note';
import { encodeNote } from './noteBytes';
import { type NoteChange, applyChange, sameNote } from './noteChange';
import { type NoteEntry, entryOfText, readText } from './noteEntry';
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
  const { name, subject } = update;
  const read = await readText(files, name);
  if (!read.ok) return err(withUnsaved(read.error, update));
  const file = read.value;
  const planned = file ? plan(file.text, update) : planNew(update);
  if (!planned.ok) return planned;
  const { text, keptBoth } = planned.value;
  if (text === undefined) return ok({ keptBoth: [] });
  if (text === file?.text) return ok({ entry: entryOfText(subject.id, name, text, file.revision), keptBoth });
  const written = await files.write(name, encodeNote(text), file?.revision);
  if (!written.ok) return err({ ...written.error, unsaved: text });
  if (written.value === 'changed') return 'changed';
  return ok({ entry: entryOfText(subject.id, name, text, written.value.revision), keptBoth });
}

/** Does the update in an editor that holds unsaved changes of the note. */
export async function updateDocument(document: LiveDocument, update: NoteUpdate): Promise<Attempt> {
  const planned = plan(document.text, update);
  if (!planned.ok) return planned;
  const { text, keptBoth } = planned.value;
  const done = await document.edit(editBetween(document.text, text));
  return done ? ok({ entry: entryOfText(update.subject.id, update.name, text), keptBoth }) : 'changed';
}

interface Plan<Text> {
  readonly text: Text;
  readonly keptBoth: readonly KeptBoth[];
}

function plan(text: string, update: NoteUpdate): Result<Plan<string>, NoteFault> {
  const { note: theirs, fault } = parseNote(text, update.subject.id);
  if (fault) return err(withUnsaved(fault, update));
  const { change, keptBoth } = rebaseChange(update.base, update.change, theirs);
  const edited = editNote(text, update.subject.id, withSource(change, theirs, update.subject));
  return edited.ok ? ok({ text: edited.value, keptBoth }) : err(withUnsaved(edited.error, update));
}

/** What is done to a note that another hand removed is done to a new one. */
function planNew(update: NoteUpdate): Result<Plan<string | undefined>, NoteFault> {
  const { subject, base, create } = update;
  const template = noteTemplate(subject);
  const theirs = { ...parseNote(template, subject.id).note, body: base.body };
  const { change, keptBoth } = rebaseChange(base, update.change, theirs);
  const nothing = emptyNote(subject.id);
  if (!create && sameNote(applyChange(nothing, change), nothing))
    return ok({ text: undefined, keptBoth: [] });
  const edited = editNote(template, subject.id, change);
  return edited.ok ? ok({ text: edited.value, keptBoth }) : err(edited.error);
}

/** The first highlight of a note takes the paper's words with it, for its offsets are offsets into them. */
function withSource(change: NoteChange, theirs: Note, { title, abstract }: NoteSubject): NoteChange {
  const first = theirs.highlights.length === 0 && (change.addHighlights?.length ?? 0) > 0;
  return first && !change.source ? { ...change, source: { title, abstract } } : change;
}

/** Where a change cannot be done to the note, the text of a new note that holds it is what there is to recover. */
function withUnsaved(fault: NoteFault, { subject, change }: NoteUpdate): NoteFault {
  const text = editNote(noteTemplate(subject), subject.id, change);
  return text.ok ? { ...fault, unsaved: text.value } : fault;
}
