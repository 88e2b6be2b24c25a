import type { Event } from '../base/event';
import type { Result } from '../base/result';
import type { NoteError } from './noteError';
import type { TextEdit } from './textEdit';

/** A file in the notes folder. */
export interface NoteFileEntry {
  readonly name: string;
  /** Changes whenever the file does; what it holds is the port's own business. */
  readonly stamp: string;
}

export interface NoteFileContent {
  readonly bytes: Uint8Array;
  /** Names these bytes; equal for equal bytes. */
  readonly revision: string;
}

/**
 * The notes folder. Names are what {@link NoteFiles.list} gives, or `noteName` makes. Nothing rejects: what goes wrong
 * is a fault to tell a person.
 */
export interface NoteFiles {
  /** The Markdown files in the folder; none where there is no folder. */
  list(): Promise<Result<readonly NoteFileEntry[], NoteError>>;
  /** `undefined` where there is no such file. */
  read(name: string): Promise<Result<NoteFileContent | undefined, NoteError>>;
  /**
   * Replaces the file as a whole, and only where it still is at revision `expected` (`undefined`: where it is not
   * there). Once it is done the bytes are on disk; whatever happens before that, the old ones are.
   */
  write(name: string, bytes: Uint8Array, expected: string | undefined): Promise<Result<Written, NoteError>>;
  /** Removes the file, and only if it still is at revision `expected`. Resolves to whether it was removed. */
  remove(name: string, expected: string): Promise<Result<boolean, NoteError>>;
  /** Names of files that may have changed, by whatever hand; `undefined` where all may have. */
  readonly onDidChange: Event<readonly string[] | undefined>;
}

/** The new revision, or that the file has changed since it was read and nothing was written. */
export type Written = { readonly revision: string } | 'changed';

/** A note that is open in an editor with changes that are not saved: its text goes before the file's. */
export interface LiveDocument {
  readonly text: string;
  /** Applies edits to `text` in the editor; false, and nothing done, where the text has changed since. */
  edit(edits: readonly TextEdit[]): Promise<boolean>;
}

export interface LiveDocuments {
  /** By file name; `undefined` where no editor holds unsaved changes of the file. */
  get(name: string): LiveDocument | undefined;
  /** A document was saved, reverted or closed. */
  readonly onDidSettle: Event<readonly string[]>;
}
