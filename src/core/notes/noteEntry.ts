import { type Result, ok } from '../base/result';
import type { PaperId } from '../library/paper';
import { type Note, emptyNote } from './note';
import { decodeNote } from './noteBytes';
import type { NoteError } from './noteError';
import type { LiveDocuments, NoteFiles } from './noteFiles';
import type { NoteCodec } from './noteFunctions';

/** The store's entry for a note file. */
export interface NoteEntry {
  readonly name: string;
  readonly note: Note;
  readonly error?: NoteError;
  /** Revision of the bytes that were read; absent for an unsaved document or a failed read. */
  readonly revision?: string;
}

/** Parses the text of a note into an entry. */
export async function entryOfText(
  codec: NoteCodec,
  paperId: PaperId,
  name: string,
  text: string,
  revision?: string,
): Promise<NoteEntry> {
  return { name, ...(await codec.parseNote(text, paperId)), ...(revision !== undefined && { revision }) };
}

/** The text of a note file, and the revision of its bytes. */
export interface NoteText {
  readonly text: string;
  readonly revision: string;
}

/** Returns `undefined` if the file does not exist. */
export async function readText(
  files: Pick<NoteFiles, 'read'>,
  name: string,
): Promise<Result<NoteText | undefined, NoteError>> {
  const content = await files.read(name);
  if (!content.ok || !content.value) return content.ok ? ok(undefined) : content;
  const text = decodeNote(content.value.bytes);
  return text.ok ? ok({ text: text.value, revision: content.value.revision }) : text;
}

/**
 * Reads a note from its unsaved document if this store edited it there, otherwise from the file. Returns `undefined` if
 * the file does not exist. If the file cannot be read, keeps the known note and adds the error.
 */
export async function refreshEntry(
  files: NoteFiles,
  codec: NoteCodec,
  live: LiveDocuments | undefined,
  paperId: PaperId,
  name: string,
  known: NoteEntry | undefined,
): Promise<NoteEntry | undefined> {
  const document = known && !known.error && known.revision === undefined ? live?.get(name) : undefined;
  if (document) return entryOfText(codec, paperId, name, document.text);
  const read = await readText(files, name);
  if (!read.ok) return { name, note: known?.note ?? emptyNote(paperId), error: read.error };
  // A save from here comes back as an event of the editor and one of the folder.
  if (read.value && known && !known.error && known.name === name && known.revision === read.value.revision)
    return known;
  return read.value && entryOfText(codec, paperId, name, read.value.text, read.value.revision);
}

/** Whether two entries of a file are equal. */
export function sameEntry(a: NoteEntry | undefined, b: NoteEntry | undefined): boolean {
  if (a?.revision !== undefined || b?.revision !== undefined) return a?.revision === b?.revision;
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable(entry: NoteEntry | undefined): unknown {
  return entry && [entry.name, entry.note, entry.error?.kind, entry.error?.message, entry.error?.line];
}
