import { distinctTags, parseTag, tagKey, tagWords } from '../core/notes/tag';
import { err, ok, type Result } from '../core/base/result';
import type { PageHighlight } from '../protocol/page';
import type { CardField, Draft } from './pageState';
import type { Message } from '../core/base/localization';

/** The drafts of all fields but one. */
export function without(
  drafts: readonly Draft[],
  { id, field }: Pick<Draft, 'id' | 'field'>,
): readonly Draft[] {
  return drafts.filter((draft) => draft.id !== id || draft.field !== field);
}

/** Parses the input of a field. */
export function readField(
  field: CardField,
  typed: string,
): Result<{ comment: string } | { tags: readonly string[] }, Message> {
  if (field === 'comment') return ok({ comment: typed.replace(/\r\n?/g, '\n').trim() });
  const parsed = tagWords(typed).map((word) => parseTag(word));
  const wrong = parsed.find((tag) => !tag.ok);
  if (wrong) return err(wrong.error);
  return ok({ tags: distinctTags(parsed.flatMap((tag) => (tag.ok ? [tag.value] : []))) });
}

/** A text for comparing a stored field with a draft. */
function storedText({ comment, tags }: Pick<PageHighlight, 'comment' | 'tags'>, field: CardField): string {
  return field === 'comment' ? comment : tags.map(tagKey).toSorted().join();
}

/** Whether a highlight has what is typed into a field, as far as that is valid. */
export function isStored(highlight: PageHighlight, field: CardField, typed: string): boolean {
  const read = readField(field, typed);
  const none = { comment: '', tags: [] };
  return read.ok && storedText(highlight, field) === storedText({ ...none, ...read.value }, field);
}
