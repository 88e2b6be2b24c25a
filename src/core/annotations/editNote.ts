import type { PaperId } from '../papers/paper';
import { type Result, err, ok } from '../base/result';
import { spliceBody } from './noteBody';
import { type NoteChange, applyChange, sameNote } from './noteChange';
import type { NoteFault } from './noteFault';
import { noteParts } from './noteParts';
import { parseNote } from './parseNote';
import { spliceFrontMatter } from './spliceFrontMatter';
import { LayoutError } from './yamlSplice';

/**
 * The text of a note file after `change`. Everything that the change is not about stays byte for byte. A file with a
 * fault is not edited; nor is one laid out so that the edit would mean something else, which is found by reading the
 * result back.
 */
export function editNote(text: string, paperId: PaperId, change: NoteChange): Result<string, NoteFault> {
  const before = parseNote(text, paperId);
  if (before.fault) return err(before.fault);
  const { body, ...rest } = change;
  const expected = applyChange(before.note, rest);
  if (body === undefined && sameNote(expected, before.note)) return ok(text);
  try {
    const front = sameNote(expected, before.note) ? text : editFront(text, rest);
    const edited = body === undefined ? front : spliceBody(front, wellFormed(body));
    const after = parseNote(edited, paperId);
    const bodyKept = body === undefined ? expected.body : after.note.body;
    const right = !after.fault && sameNote(after.note, { ...expected, body: bodyKept });
    return right
      ? ok(edited)
      : err(after.fault?.kind === 'too-long' ? after.fault : layoutFault(after.fault));
  } catch (error) {
    if (error instanceof LayoutError) return err(layoutFault(error));
    throw error;
  }
}

/** UTF-8 has no half surrogate pairs, and Markdown no way to write them. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function layoutFault(cause: unknown): NoteFault {
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
