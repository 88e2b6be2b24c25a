import { type Result, err, ok } from '../base/result';
import type { PaperId } from '../library/paper';
import type { Note } from './note';
import { spliceBody } from './noteBody';
import { type NoteChange, applyChange, sameNote } from './noteChange';
import type { NoteError } from './noteError';
import { noteParts } from './noteParts';
import { type ParsedNote, parseNote } from './parseNote';
import { spliceFrontMatter } from './spliceFrontMatter';
import { LayoutError } from './yamlSplice';

/** A note file's text after a change, and what it says. */
export interface EditedNote {
  readonly text: string;
  readonly note: Note;
}

/**
 * The text of a note file after `change`. Everything that the change is not about stays byte for byte. A file with a
 * error is not edited; nor is one laid out so that the edit would mean something else, which is found by reading the
 * result back.
 */
export function editNote(text: string, paperId: PaperId, change: NoteChange): Result<string, NoteError> {
  const edited = editParsedNote(text, parseNote(text, paperId), change);
  return edited.ok ? ok(edited.value.text) : edited;
}

/** {@link editNote}, for one who has read `text` already. */
export function editParsedNote(
  text: string,
  parsed: ParsedNote,
  change: NoteChange,
): Result<EditedNote, NoteError> {
  const { note: before, error } = parsed;
  if (error) return err(error);
  const { body, ...rest } = change;
  const expected = applyChange(before, rest);
  const frontStays = sameNote(expected, before);
  if (body === undefined && frontStays) return ok({ text, note: before });
  try {
    const front = frontStays ? text : editFront(text, rest);
    const edited = body === undefined ? front : spliceBody(front, wellFormed(body));
    return readBack(edited, expected, body === undefined);
  } catch (error) {
    if (error instanceof LayoutError) return err(layoutError(error));
    throw error;
  }
}

function readBack(text: string, expected: Note, bodyStays: boolean): Result<EditedNote, NoteError> {
  const { note, error } = parseNote(text, expected.paperId);
  // A new body takes the line endings of the file: how exactly is up to the splice.
  const right = !error && sameNote(note, bodyStays ? expected : { ...expected, body: note.body });
  if (right) return ok({ text, note });
  return err(error?.kind === 'too-long' ? error : layoutError(error));
}

/** UTF-8 has no half surrogate pairs, and Markdown no way to write them. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function layoutError(cause: unknown): NoteError {
  const message = 'The front matter is laid out in a way that cannot be edited safely. Change it by hand.';
  return { kind: 'layout', message, cause };
}

function editFront(text: string, change: NoteChange): string {
  const parts = noteParts(text);
  const { eol, yaml } = parts;
  if (!yaml) {
    const front = spliceFrontMatter({ text: '', eol }, change);
    const start = parts.afterFront;
    return `${text.slice(0, start)}---${eol}${front}---${eol}${eol}${text.slice(start)}`;
  }
  const front = spliceFrontMatter({ text: text.slice(yaml.start, yaml.end), eol }, change);
  return text.slice(0, yaml.start) + front + text.slice(yaml.end);
}
