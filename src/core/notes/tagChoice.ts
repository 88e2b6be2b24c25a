import { type Result, ok } from '../base/result';
import { type Tag, distinctTags, parseTag, tagKey } from './tag';
import type { Message } from '../base/localization';

/** A list of tags to tick with a box to type in, at the moment when the person presses Enter. */
export interface TagChoice {
  readonly typed: string;
  /** Every tag in the list, in the spelling shown there. */
  readonly listed: readonly Tag[];
  readonly ticked: readonly Tag[];
  /** The tag of the row that has the focus. */
  readonly focused?: Tag;
  /** Whether a row was ticked or unticked after the last letter was typed: the text has served to find the row. */
  readonly tickedSinceTyping: boolean;
}

/**
 * The tags that Enter takes: those that are ticked, and with them the row chosen by the arrow keys, else the listed tag
 * whose full name was typed, else the tag that was typed, as a new one. An error says why the text cannot be a tag.
 */
export function acceptTags(choice: TagChoice): Result<readonly Tag[], Message> {
  const { typed, listed, ticked, focused, tickedSinceTyping } = choice;
  if (typed.trim() === '' || tickedSinceTyping) return ok(ticked);
  if (focused !== undefined) return ok(distinctTags([...ticked, focused]));
  const parsed = parseTag(typed);
  if (!parsed.ok) return parsed;
  const known = listed.find((tag) => tagKey(tag) === tagKey(parsed.value));
  return ok(distinctTags([...ticked, known ?? parsed.value]));
}

/** The change from the tags that were ticked at first to those that are accepted, ignoring case. */
export function tagChange(
  before: readonly Tag[],
  accepted: readonly Tag[],
): { readonly add: readonly Tag[]; readonly remove: readonly Tag[] } {
  return { add: tagsWithout(accepted, before), remove: tagsWithout(before, accepted) };
}

/** The tags of `tags` that are not in `others` in any spelling. */
export function tagsWithout(tags: readonly Tag[], others: readonly Tag[]): readonly Tag[] {
  const keys = new Set(others.map(tagKey));
  return tags.filter((tag) => !keys.has(tagKey(tag)));
}
