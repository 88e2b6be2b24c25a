import type { NoteError } from '../../core/notes/noteError';
import { LockTimeout, NotPlainError } from '../../platform/common/fileErrors';
import { codeOf } from '../../platform/common/errorCode';
import { type Message, localizable } from '../../core/base/localization';

/** They follow “The note could not be saved: ”. */
const causes: Readonly<Record<string, Message>> = {
  ENOSPC: localizable('the disk is full. Free some space and try again.'),
  EDQUOT: localizable('your disk quota is used up. Free some space and try again.'),
  EROFS: localizable('the disk is read-only. Keep your notes on one that can be written.'),
  EACCES: localizable(
    'there is no permission for it. Change the permissions of the notes folder or file and try again.',
  ),
  EPERM: localizable(
    'there is no permission for it. Change the permissions of the notes folder or file and try again.',
  ),
  ENOENT: localizable(
    'the folder is not there any more. Put it back, or open the folder where your notes are.',
  ),
  ENOTDIR: localizable('there is a file where the notes folder should be. Move it away and try again.'),
  EMFILE: localizable('too many files are open. Close some windows and try again.'),
  EFTYPE: localizable('it is not a regular file. Move it out of the notes folder.'),
  EISDIR: localizable('it is not a regular file. Move it out of the notes folder.'),
};

/** The error of a file operation, with a message for the person. `what` begins it: “The note could not be saved”. */
export function storageFault(what: Message, cause: unknown): NoteError {
  if (cause instanceof LockTimeout) {
    const message = localizable('{0}: another window is still saving it. Try again in a moment.', what);
    return { kind: 'busy', message, cause };
  }
  const code = cause instanceof NotPlainError ? 'EFTYPE' : codeOf(cause);
  const reason = code === undefined ? undefined : causes[code];
  if (reason !== undefined) return { kind: 'storage', message: localizable('{0}: {1}', what, reason), cause };
  const message =
    code === undefined
      ? localizable('{0}. See the output for why.', what)
      : localizable('{0} ({1}). See the output for why.', what, code);
  return { kind: 'storage', message, cause };
}

/** The error for a name that no note file can have. */
export function notANote(name: string): NoteError {
  return { kind: 'not-a-note', message: localizable('“{0}” is not the name of a note file.', name) };
}

/** In bytes. A larger file is listed and not parsed. */
export const maxNote = 10 * 1024 * 1024;

/** A file that has more than {@link maxNote} bytes. */
export function tooLarge(name: string): NoteError {
  const message = localizable(
    '“{0}” is larger than {1} MB and is not read as a note. Shorten it, or open it as text.',
    name,
    maxNote / 1024 / 1024,
  );
  return { kind: 'too-long', message };
}
