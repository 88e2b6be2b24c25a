import type { NoteError } from '../../core/notes/noteError';
import { LockTimeout, NotPlainError } from '../../platform/common/fileErrors';
import { codeOf } from '../../platform/common/errorCode';

const causes: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and try again.',
  EDQUOT: 'Your disk quota is used up. Free some space and try again.',
  EROFS: 'The disk is read-only. Keep your notes on one that can be written.',
  EACCES: 'There is no permission for it. Change the permissions of the notes folder or file and try again.',
  EPERM: 'There is no permission for it. Change the permissions of the notes folder or file and try again.',
  ENOENT: 'The folder is not there any more. Put it back, or open the folder where your notes are.',
  ENOTDIR: 'There is a file where the notes folder should be. Move it away and try again.',
  EMFILE: 'Too many files are open. Close some windows and try again.',
  EFTYPE: 'It is not a regular file. Move it out of the notes folder.',
  EISDIR: 'It is not a regular file. Move it out of the notes folder.',
};

/** The error of a file operation, with a message for the person. `what` begins it: “The note could not be saved”. */
export function storageFault(what: string, cause: unknown): NoteError {
  if (cause instanceof LockTimeout) {
    return {
      kind: 'busy',
      message: `${what}: another window is still saving it. Try again in a moment.`,
      cause,
    };
  }
  const code = cause instanceof NotPlainError ? 'EFTYPE' : codeOf(cause);
  const reason = code === undefined ? undefined : causes[code];
  if (reason !== undefined) return { kind: 'storage', message: `${what}: ${lowerFirst(reason)}`, cause };
  return {
    kind: 'storage',
    message: `${what}${code === undefined ? '' : ` (${code})`}. See the output for why.`,
    cause,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The error for a name that no note file can have. */
export function notANote(name: string): NoteError {
  return { kind: 'not-a-note', message: `“${name}” is not the name of a note file.` };
}

/** In bytes. A larger file is listed and not parsed. */
export const maxNote = 10 * 1024 * 1024;

/** A file that has more than {@link maxNote} bytes. */
export function tooLarge(name: string): NoteError {
  const message = `“${name}” is larger than ${maxNote / 1024 / 1024} MB and is not read as a note. Shorten it, or open it as text.`;
  return { kind: 'too-long', message };
}
