import type { Event } from '../base/event';
import type { Result } from '../base/result';
import type { NoteError } from './noteError';
import type { TextEdit } from './textEdit';

/** A file in the notes folder. */
export interface NoteFileEntry {
  readonly name: string;
  /** Changes whenever the file does; its format is private to the implementation. */
  readonly stamp: string;
  /** When its text was last changed: milliseconds since 1970, by the clock of the file system. */
  readonly modified: number;
}

export interface NoteFileContent {
  readonly bytes: Uint8Array;
  /** Identifies the bytes; equal for equal bytes. */
  readonly revision: string;
}

/**
 * The notes folder. File names come from {@link NoteFiles.list} or `noteName`. No method rejects: failures are returned
 * as errors to show to the user.
 */
export interface NoteFiles {
  /** The Markdown files in the folder; empty if the folder does not exist. */
  list(): Promise<Result<readonly NoteFileEntry[], NoteError>>;
  /** Returns `undefined` if the file does not exist. */
  read(name: string): Promise<Result<NoteFileContent | undefined, NoteError>>;
  /**
   * Atomically replaces the file if its revision still is `expected` (`undefined`: if the file does not exist).
   * Resolves once the bytes are on disk; after a crash before that, the old file is intact.
   */
  write(name: string, bytes: Uint8Array, expected: string | undefined): Promise<Result<Written, NoteError>>;
  /** Removes the file, and only if it still is at revision `expected`. Resolves to whether it was removed. */
  remove(name: string, expected: string): Promise<Result<boolean, NoteError>>;
  /** Fires with the names of files that may have changed, or `undefined` if any may have. */
  readonly onDidChange: Event<readonly string[] | undefined>;
}

/** The new revision, or `changed` if the file has changed since it was read and nothing was written. */
export type Written = { readonly revision: string } | 'changed';

/** A note with unsaved changes in an editor: its text takes precedence over the file. */
export interface LiveDocument {
  readonly text: string;
  /** Applies edits to `text` in the editor. Returns false, with no edit applied, if the text has changed since. */
  edit(edits: readonly TextEdit[]): Promise<boolean>;
}

export interface LiveDocuments {
  /** Looks up by file name; `undefined` if no editor has unsaved changes of the file. */
  get(name: string): LiveDocument | undefined;
  /** Fires with file names when their documents were saved, reverted or closed. */
  readonly onDidSettle: Event<readonly string[]>;
}
