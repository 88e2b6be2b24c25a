import { noteDiagnostics } from './language/noteDiagnostics';
import { noteReferences } from './language/noteReferences';
import { mergeConflict, mergeNotes } from './mergeConflict';
import { emptyNote } from './note';
import type { NoteError } from './noteError';
import { parseNote } from './parseNote';
import { planNewNote, planUpdate, withUnsaved } from './planUpdate';
import { retag } from './retag';
import { err } from '../base/result';

/**
 * What is computed from the text of a note. A note can be anybody's file, and some texts of a megabyte take the YAML
 * library many seconds, so the extension calls these in a process of their own.
 */
export const noteFunctions = {
  parseNote,
  planUpdate,
  planNewNote,
  retag,
  mergeConflict,
  mergeNotes,
  noteDiagnostics,
  noteReferences,
};

export type NoteFunctions = typeof noteFunctions;
type Name = keyof NoteFunctions;

/** {@link noteFunctions}, wherever they run. Nothing rejects: a function that gives no result gives an error. */
export type NoteCodec = {
  readonly [K in Name]: (...args: Parameters<NoteFunctions[K]>) => Promise<ReturnType<NoteFunctions[K]>>;
};

/** Runs the functions where it is called. */
export const directNoteCodec: NoteCodec = {
  parseNote: (...args) => Promise.resolve(parseNote(...args)),
  planUpdate: (...args) => Promise.resolve(planUpdate(...args)),
  planNewNote: (...args) => Promise.resolve(planNewNote(...args)),
  retag: (...args) => Promise.resolve(retag(...args)),
  mergeConflict: (...args) => Promise.resolve(mergeConflict(...args)),
  mergeNotes: (...args) => Promise.resolve(mergeNotes(...args)),
  noteDiagnostics: (...args) => Promise.resolve(noteDiagnostics(...args)),
  noteReferences: (...args) => Promise.resolve(noteReferences(...args)),
};

/** What each function gives where it could not be run, for the reason that `error` says. */
export const failedNoteFunctions: {
  readonly [K in Name]: (
    error: NoteError,
    ...args: Parameters<NoteFunctions[K]>
  ) => ReturnType<NoteFunctions[K]>;
} = {
  parseNote: (error, _text, paperId) => ({ note: emptyNote(paperId), error }),
  planUpdate: (error, _text, update) => err(withUnsaved(error, update)),
  planNewNote: (error, update) => err(withUnsaved(error, update)),
  retag: (error) => err(error),
  mergeConflict: (error) => err(error),
  mergeNotes: (error) => err(error),
  noteDiagnostics: ({ kind, message }) => [{ severity: 'error', kind, message, start: 0, end: 1, fixes: [] }],
  noteReferences: () => [],
};
