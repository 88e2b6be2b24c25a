import * as vscode from 'vscode';
import type { NoteStore } from '../../core/notes/noteStore';
import { notePaper } from '../../core/notes/noteName';
import type { PaperId } from '../../core/library/paper';
import { DraftNoteFileSystem } from './draftNoteFileSystem';
import { nameIn } from './noteFiles';
import type { RelocatableNoteFiles } from './relocatableNoteFiles';

/**
 * The address of a paper's note file, whether or not the file exists.
 *
 * @throws RangeError if `id` is not a paper id: it has no file, and the address would be that of the folder
 */
export function noteUri(
  { notes, noteFiles }: { readonly notes: NoteStore; readonly noteFiles: RelocatableNoteFiles },
  id: PaperId,
): vscode.Uri {
  const name = notes.fileName(id);
  if (name === undefined) throw new RangeError(`“${id}” is not the id of a paper.`);
  return vscode.Uri.joinPath(noteFiles.folder, name);
}

/** The paper whose note, or draft of a note, a document is; undefined for any other document. */
export function paperOfNote(
  { notes, noteFiles }: { readonly notes: NoteStore; readonly noteFiles: RelocatableNoteFiles },
  uri: vscode.Uri,
): PaperId | undefined {
  const name = nameIn(noteFiles.folder, uri);
  return name === undefined ? DraftNoteFileSystem.paperOf(uri) : (notes.paperOf(name) ?? notePaper(name));
}
