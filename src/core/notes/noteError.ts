import type { Message } from '../base/localization';

/** Why a note cannot be read in full, or was not saved. */
export type NoteErrorKind =
  | 'conflict-markers'
  | 'unclosed'
  | 'yaml'
  | 'duplicate-key'
  | 'newer-version'
  | 'wrong-type'
  | 'too-long'
  | 'unreadable'
  | 'outside'
  | 'encoding'
  | 'layout'
  | 'not-a-note'
  | 'name-twin'
  | 'busy'
  | 'storage';

/** An error to show to the user. A note with an error is read-only until the user has fixed the file. */
export interface NoteError {
  readonly kind: NoteErrorKind;
  /** One plain sentence. */
  readonly message: Message;
  /** 1-based line in the note file. */
  readonly line?: number;
  /** The text that could not be saved, so that nothing the user typed is lost. */
  readonly unsaved?: string;
  /** For the log. */
  readonly cause?: unknown;
}

/** The 1-based line of a UTF-16 offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
