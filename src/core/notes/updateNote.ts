import { type Result, err, ok } from '../base/result';
import { encodeNote } from './noteBytes';
import { type NoteEntry, readText } from './noteEntry';
import type { NoteError } from './noteError';
import type { LiveDocument, NoteFiles } from './noteFiles';
import type { NoteCodec } from './noteFunctions';
import { type NotePatch, patchBetween } from './notePatch';
import { type NoteUpdate, withUnsaved } from './planUpdate';
import type { KeptBoth } from './rebaseChange';
import { editBetween } from './textEdit';

export interface NoteUpdateOutcome {
  /** Absent if no text was changed. */
  readonly patch?: NotePatch | undefined;
  /** Absent if the file does not exist and was not created. */
  readonly entry?: NoteEntry;
  readonly keptBoth: readonly KeptBoth[];
}

/** `changed`: the file was changed concurrently; nothing was written, and the caller has to try again. */
export type Attempt = Result<NoteUpdateOutcome, NoteError> | 'changed';

/** Applies the update to the current file. */
export async function updateFile(files: NoteFiles, codec: NoteCodec, update: NoteUpdate): Promise<Attempt> {
  const { name, subject } = update;
  const read = await readText(files, name);
  if (!read.ok) return err(withUnsaved(read.error, update));
  const file = read.value;
  const planned = await (file ? codec.planUpdate(file.text, update) : codec.planNewNote(update));
  if (!planned.ok) return planned;
  if (planned.value === 'nothing') return ok({ keptBoth: [] });
  const { text, note, keptBoth } = planned.value;
  if (file?.text === text) return ok({ entry: { name, note, revision: file.revision }, keptBoth });
  const written = await files.write(name, encodeNote(text), file?.revision);
  if (!written.ok) return err({ ...written.error, unsaved: text });
  if (written.value === 'changed') return 'changed';
  const patch = patchBetween({ name, paperId: subject.id }, file?.text, text);
  return ok({ entry: { name, note, revision: written.value.revision }, keptBoth, patch });
}

/** Applies the update in an editor that has unsaved changes of the note. */
export async function updateDocument(
  document: LiveDocument,
  codec: NoteCodec,
  update: NoteUpdate,
): Promise<Attempt> {
  const planned = await codec.planUpdate(document.text, update);
  if (!planned.ok) return planned;
  const { text, note, keptBoth } = planned.value;
  const done = await document.edit(editBetween(document.text, text));
  if (!done) return 'changed';
  const { name, subject } = update;
  const patch = patchBetween({ name, paperId: subject.id }, document.text, text);
  return ok({ entry: { name, note }, keptBoth, patch });
}
