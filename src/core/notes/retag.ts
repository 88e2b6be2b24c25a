import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { PaperId } from '../library/paper';
import { editNote } from './editNote';
import type { Highlight, Note } from './note';
import type { NoteChange } from './noteChange';
import type { NoteError } from './noteError';
import { parseNote } from './parseNote';
import { type Tag, isTagWithin, renamedTag } from './tag';
import { type TextEdit, editBetween } from './textEdit';

/**
 * The edits to a note's text that rename a tag and its descendants on the paper and on its highlights, or remove them
 * if `to` is undefined. Empty if the note does not have the tag.
 */
export function retag(
  text: string,
  paperId: PaperId,
  from: Tag,
  to: Tag | undefined,
): Result<readonly TextEdit[], NoteError> {
  const change = retagChange(parseNote(text, paperId).note, from, to);
  if (!change) return ok([]);
  const edited = editNote(text, paperId, change);
  return edited.ok ? ok(editBetween(text, edited.value)) : edited;
}

/** Whether a note has the tag or a descendant of it, on the paper or on a highlight. */
export function hasTag(note: Pick<Note, 'tags' | 'highlights'>, tag: Tag): boolean {
  const within = (tags: readonly Tag[]): boolean => tags.some((one) => isTagWithin(one, tag));
  return within(note.tags) || note.highlights.some((highlight) => within(highlight.tags));
}

function retagChange(note: Note, from: Tag, to: Tag | undefined): NoteChange | undefined {
  if (!hasTag(note, from)) return undefined;
  const own = note.tags.filter((tag) => isTagWithin(tag, from));
  return {
    removeTags: own,
    addTags: own.flatMap((tag) => replacement(tag, from, to)),
    editHighlights: note.highlights
      .filter(({ tags }) => tags.some((tag) => isTagWithin(tag, from)))
      .map((highlight) => ({ id: highlight.id, set: { tags: retagged(highlight, from, to) } })),
  };
}

function retagged({ tags }: Highlight, from: Tag, to: Tag | undefined): readonly Tag[] {
  return tags.flatMap((tag) => (isTagWithin(tag, from) ? replacement(tag, from, to) : [tag]));
}

function replacement(tag: Tag, from: Tag, to: Tag | undefined): readonly Tag[] {
  const renamed = to === undefined ? undefined : renamedTag(tag, from, to);
  return renamed === undefined ? [] : [renamed];
}
