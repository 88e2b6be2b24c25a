import type * as vscode from 'vscode';
import type { NoteCodec } from '../../../core/notes/noteFunctions';
import type { PaperCompletion } from '../../../core/notes/language/paperCompletions';
import type { PaperId } from '../../../core/library/paper';

/** What the editor of a note knows of papers and tags. Titles and abstracts as people read them. */
export interface NoteLanguageDeps {
  readonly codec: NoteCodec;
  /** The paper that a document is the note of; `undefined` for any other document. */
  paperOf(uri: vscode.Uri): PaperId | undefined;
  paper(id: PaperId): { readonly title: string; readonly abstract: string } | undefined;
  papers(): Iterable<PaperCompletion>;
  tagCounts(): ReadonlyMap<string, number>;
  /** The address that opens a paper in the reader. */
  readerUri(id: PaperId): vscode.Uri | undefined;
}
