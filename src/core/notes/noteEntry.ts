import { type Result, ok } from '../base/result';
import type { PaperId } from '../library/paper';
import { type Note, emptyNote } from './note';
import { decodeNote } from './noteBytes';
import type { NoteError } from './noteError';
import type { LiveDocuments, NoteFiles } from './noteFiles';
import type { NoteCodec } from './noteFunctions';

/** What is known of a note file. */
export interface NoteEntry {
  readonly name: string;
  readonly note: Note;
  readonly fault?: NoteError;
  /** Of the bytes that were read; absent where the note is that of an unsaved document, or could not be read. */
  readonly revision?: string;
}

async function entryOfText(
  codec: NoteCodec,
  paperId: PaperId,
  name: string,
  text: string,
  revision?: string,
): Promise<NoteEntry> {
  return { name, ...(await codec.parseNote(text, paperId)), ...(revision !== undefined && { revision }) };
}

/** A note file's text, and the revision that names its bytes. */
export interface NoteText {
  readonly text: string;
  readonly revision: string;
}

/** `undefined` where there is no such file. */
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
 * The note as an unsaved document has it, where one was edited from here; otherwise as the file has it, `undefined`
 * where there is none. A file that cannot be read leaves what is known.
 */
export async function refreshEntry(
  files: NoteFiles,
  codec: NoteCodec,
  live: LiveDocuments | undefined,
  paperId: PaperId,
  name: string,
  known: NoteEntry | undefined,
): Promise<NoteEntry | undefined> {
  const document = known && !known.fault && known.revision === undefined ? live?.get(name) : undefined;
  if (document) return entryOfText(codec, paperId, name, document.text);
  const read = await readText(files, name);
  if (!read.ok) return { name, note: known?.note ?? emptyNote(paperId), fault: read.error };
  // A save from here comes back as an event of the editor and one of the folder.
  if (read.value && known && !known.fault && known.name === name && known.revision === read.value.revision)
    return known;
  return read.value && entryOfText(codec, paperId, name, read.value.text, read.value.revision);
}

/** Whether two readings of a file say the same. */
export function sameEntry(a: NoteEntry | undefined, b: NoteEntry | undefined): boolean {
  if (a?.revision !== undefined || b?.revision !== undefined) return a?.revision === b?.revision;
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable(entry: NoteEntry | undefined): unknown {
  return entry && [entry.name, entry.note, entry.fault?.kind, entry.fault?.message, entry.fault?.line];
}
