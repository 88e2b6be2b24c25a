import { type Result, err, ok } from '../base/result';
import type { NoteError } from './noteError';
import { localizable } from '../base/localization';

/** The text of a note file, including a byte order mark; an error if the bytes are not UTF-8. */
export function decodeNote(bytes: Uint8Array): Result<string, NoteError> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    return err({
      kind: 'encoding',
      message: localizable('The note is not UTF-8 text. Save it with encoding UTF-8.'),
      cause,
    });
  }
}

export function encodeNote(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
