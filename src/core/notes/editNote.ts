import { type Result, err, ok } from '../base/result';
import type { PaperId } from '../library/paper';
import type { Note } from './note';
import { type NoteChange, applyChange, sameNote, sameSpelling } from './noteChange';
import type { NoteError } from './noteError';
import { noteParts } from './noteParts';
import { type ParsedNote, parseNote } from './parseNote';
import { spliceFrontMatter } from './spliceFrontMatter';
import { LayoutError } from './yamlSplice';
import { localizable } from '../base/localization';

/** The text of a note file after a change, and the note parsed from it. */
export interface EditedNote {
  readonly text: string;
  readonly note: Note;
}

/**
 * Applies `change` to the text of a note file. Everything that the change does not concern stays byte for byte. Returns
 * an error for a file that does not parse, and for a YAML layout in which the edit would have another effect: the
 * result is parsed again and compared to the expected note.
 */
export function editNote(text: string, paperId: PaperId, change: NoteChange): Result<string, NoteError> {
  const edited = editParsedNote(text, parseNote(text, paperId), change);
  return edited.ok ? ok(edited.value.text) : edited;
}

/** {@link editNote} for a text that was parsed already. */
export function editParsedNote(
  text: string,
  parsed: ParsedNote,
  change: NoteChange,
): Result<EditedNote, NoteError> {
  const { note: before, error } = parsed;
  if (error) return err(error);
  const { body, ...rest } = change;
  const expected = applyChange(before, rest);
  const frontStays = sameNote(expected, before) && sameSpelling(expected, before);
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
  // A new body is converted to the line endings of the file, so bodies are only compared if the body stays.
  const wanted = bodyStays ? expected : { ...expected, body: note.body };
  const right = !error && sameNote(note, wanted) && sameSpelling(note, wanted);
  if (right) return ok({ text, note });
  return err(error?.kind === 'too-long' ? error : layoutError(error));
}

/** Replaces lone surrogates, which UTF-8 cannot encode. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function layoutError(cause: unknown): NoteError {
  const message = localizable(
    'The front matter is laid out in a way that cannot be edited safely. Change it by hand.',
  );
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

/**
 * Replaces the body of a note file, using the file's line endings. Common lines at the start and the end of the old and
 * the new body keep their bytes.
 */
function spliceBody(text: string, body: string): string {
  const { afterFront, bodyStart, eol } = noteParts(text);
  const merged = keepCommonLines(text.slice(bodyStart), body, eol);
  const head = text.slice(0, bodyStart);
  if (afterFront <= 1) return withoutFront(head, merged, eol);
  if (merged === '') return head;
  if (!head.endsWith('\n')) return head + eol + eol + merged;
  // One blank line after the front matter is not part of the body, so a body that starts with one needs another.
  const separated = bodyStart > afterFront || !/^\r?\n/.test(merged);
  return head + (separated ? '' : eol) + merged;
}

/** Puts empty front matter before a body that would otherwise be parsed as front matter. */
function withoutFront(head: string, body: string, eol: string): string {
  const front = /^---[ \t]*\r?\n/.test(body) ? `---${eol}---${eol}${eol}` : '';
  return head + front + body;
}

function keepCommonLines(old: string, body: string, eol: string): string {
  const oldLines = old.split(/(?<=\n)/);
  const lines = body.split(/(?<=\n)/);
  const shared = Math.min(oldLines.length, lines.length);
  let head = 0;
  while (head < shared && sameLine(oldLines[head], lines[head])) head += 1;
  let tail = 0;
  while (tail < shared - head && sameLine(oldLines.at(-1 - tail), lines.at(-1 - tail))) tail += 1;
  const middle = lines.slice(head, lines.length - tail).join('');
  return [
    ...oldLines.slice(0, head),
    eol === '\r\n' ? middle.replace(/\r?\n/g, eol) : middle,
    ...oldLines.slice(oldLines.length - tail),
  ].join('');
}

function sameLine(a: string | undefined, b: string | undefined): boolean {
  return a?.replace(/\r\n$/, '\n') === b?.replace(/\r\n$/, '\n');
}
