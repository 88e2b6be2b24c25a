import { type Result, ok } from '../base/result';
import { encodeNote } from './noteBytes';
import { type NoteText, readText } from './noteEntry';
import type { NoteError } from './noteError';
import type { LiveDocument, LiveDocuments, NoteFiles } from './noteFiles';
import {
  type NotePatch,
  type PatchDirection,
  isPatchBase,
  patchBetween,
  patchEdit,
  removesFile,
} from './notePatch';
import { type TextEdit, applyEdits } from './textEdit';

/** Reads and writes a note: in its editor, if that has unsaved changes, else in the file. */
export interface NotePlace {
  readonly files: NoteFiles;
  readonly live: LiveDocuments | undefined;
}

/** A note file after its text was changed. */
export interface RewrittenNote {
  readonly patch: NotePatch;
  /** Absent if the file was removed. */
  readonly text?: string;
  /** Absent if the text is in an editor and not saved. */
  readonly revision?: string;
}

/** Computes edits of a note's text; empty if there is nothing to change. */
export type TextEditor = (text: string) => Promise<Result<readonly TextEdit[], NoteError>>;

/** `changed`: the note has changed meanwhile, so nothing was written. */
type Attempt<T> = Result<T, NoteError> | 'changed';

/** The text of a note, and the ways to replace exactly this text. */
interface OpenNote {
  /** Undefined if there is no file. */
  readonly text: string | undefined;
  write(edits: readonly TextEdit[]): Promise<Attempt<Pick<RewrittenNote, 'text' | 'revision'>>>;
  /** Removes the file; not possible in an editor. */
  remove(): Promise<Attempt<object>>;
}

/** Edits the text of a note. Resolves to undefined if there is no file or nothing to change. */
export async function rewriteNote(
  place: NotePlace,
  note: Pick<NotePatch, 'paperId' | 'name'>,
  editor: TextEditor,
): Promise<Attempt<RewrittenNote | undefined>> {
  const open = await openNote(place, note.name);
  if (!open.ok) return open;
  const { text } = open.value;
  if (text === undefined) return ok(undefined);
  const edits = await editor(text);
  if (!edits.ok) return edits;
  const patch = patchBetween(note, text, applyEdits(text, edits.value));
  if (!patch) return ok(undefined);
  return withPatch(patch, await open.value.write(edits.value));
}

/**
 * Removes a note's file. Resolves to undefined if the file does not exist, to `changed` if it has unsaved changes in an
 * editor.
 */
export async function removeNote(
  place: NotePlace,
  note: Pick<NotePatch, 'paperId' | 'name'>,
): Promise<Attempt<RewrittenNote | undefined>> {
  const open = await openNote(place, note.name);
  if (!open.ok) return open;
  const patch = patchBetween(note, open.value.text, undefined);
  return patch ? withPatch(patch, await open.value.remove()) : ok(undefined);
}

/**
 * Reverts a patch or makes it again, to the byte. Resolves to `changed` if the text is not the one that the patch starts
 * from.
 */
export async function patchNote(
  place: NotePlace,
  patch: NotePatch,
  direction: PatchDirection,
): Promise<Attempt<RewrittenNote>> {
  const open = await openNote(place, patch.name);
  if (!open.ok) return open;
  const { value: note } = open;
  if (!isPatchBase(note.text, patch, direction)) return 'changed';
  const written = removesFile(patch, direction)
    ? await note.remove()
    : await note.write([patchEdit(patch, direction)]);
  return withPatch(patch, written);
}

/** Whether a note's text is the one that a patch starts from. */
export async function isPatchable(
  place: NotePlace,
  patch: NotePatch,
  direction: PatchDirection,
): Promise<Result<boolean, NoteError>> {
  const isInEditor = place.live?.get(patch.name) !== undefined;
  const open = await openNote(place, patch.name);
  if (!open.ok) return open;
  const isBase = isPatchBase(open.value.text, patch, direction);
  return ok(isBase && !(isInEditor && removesFile(patch, direction)));
}

async function openNote({ files, live }: NotePlace, name: string): Promise<Result<OpenNote, NoteError>> {
  const document = live?.get(name);
  if (document) return ok(inEditor(document));
  const file = await readText(files, name);
  return file.ok ? ok(inFile(files, name, file.value)) : file;
}

function inEditor(document: LiveDocument): OpenNote {
  const { text } = document;
  return {
    text,
    write: async (edits) =>
      (await document.edit(edits)) ? ok({ text: applyEdits(text, edits) }) : 'changed',
    remove: () => Promise.resolve('changed'),
  };
}

function inFile(files: NoteFiles, name: string, file: NoteText | undefined): OpenNote {
  return {
    text: file?.text,
    write: async (edits) => {
      const text = applyEdits(file?.text ?? '', edits);
      const written = await files.write(name, encodeNote(text), file?.revision);
      if (!written.ok) return written;
      return written.value === 'changed' ? 'changed' : ok({ text, revision: written.value.revision });
    },
    remove: async () => {
      if (!file) return 'changed';
      const removed = await files.remove(name, file.revision);
      if (!removed.ok) return removed;
      return removed.value ? ok({}) : 'changed';
    },
  };
}

function withPatch(patch: NotePatch, written: Attempt<Omit<RewrittenNote, 'patch'>>): Attempt<RewrittenNote> {
  if (written === 'changed' || !written.ok) return written;
  return ok({ ...written.value, patch });
}
