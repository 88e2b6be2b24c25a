import { noteDiagnostics } from './language/noteDiagnostics';
import { noteReferences } from './language/noteReferences';
import { mergeConflict, mergeNotes, mergePaperNotes, mergeVersions } from './mergeConflict';
import { emptyNote } from './note';
import type { NoteError } from './noteError';
import { parseNote } from './parseNote';
import { planNewNote, planUpdate, withUnsaved } from './planUpdate';
import { retag } from './retag';
import { err } from '../base/result';

/**
 * All functions that parse the text of notes. Notes are untrusted files, and the YAML library needs many seconds for
 * some texts of one megabyte, so the extension runs these functions in a separate process.
 */
export const noteFunctions = {
  parseNote,
  planUpdate,
  planNewNote,
  retag,
  mergeConflict,
  mergeNotes,
  mergePaperNotes,
  mergeVersions,
  noteDiagnostics,
  noteReferences,
};

export type NoteFunctions = typeof noteFunctions;
type Name = keyof NoteFunctions;

/** Asynchronous {@link noteFunctions}, wherever they run. Never rejects: a failed call returns an error. */
export type NoteCodec = {
  readonly [K in Name]: (...args: Parameters<NoteFunctions[K]>) => Promise<ReturnType<NoteFunctions[K]>>;
};

/** Runs the functions directly in the calling thread. */
export const directNoteCodec: NoteCodec = {
  parseNote: (...args) => Promise.resolve(parseNote(...args)),
  planUpdate: (...args) => Promise.resolve(planUpdate(...args)),
  planNewNote: (...args) => Promise.resolve(planNewNote(...args)),
  retag: (...args) => Promise.resolve(retag(...args)),
  mergeConflict: (...args) => Promise.resolve(mergeConflict(...args)),
  mergeNotes: (...args) => Promise.resolve(mergeNotes(...args)),
  mergePaperNotes: (...args) => Promise.resolve(mergePaperNotes(...args)),
  mergeVersions: (...args) => Promise.resolve(mergeVersions(...args)),
  noteDiagnostics: (...args) => Promise.resolve(noteDiagnostics(...args)),
  noteReferences: (...args) => Promise.resolve(noteReferences(...args)),
};

/** The result of each function if it could not be run because of `error`. */
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
  mergePaperNotes: (error) => err(error),
  mergeVersions: (error) => err(error),
  noteDiagnostics: ({ kind, message }) => [{ severity: 'error', kind, message, start: 0, end: 1, fixes: [] }],
  noteReferences: () => [],
};
