import { type Result, err, ok } from '../base/result';
import { localizable, type Message } from '../base/localization';

/** A label on a paper or a highlight, nested by `/` (`method/diffusion`). Tags are compared ignoring case. */
export type Tag = string;

/** In UTF-16 units. */
const maxTagLength = 100;

/** Letters, digits, emoji and the few characters without a meaning in Obsidian, Foam and YAML. */
const tagLevel = /^(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{EMod}\p{RI}_.+&'-]|\u200d)+$/u;

/**
 * Parses a tag that the user typed: a leading `#` is dropped, spaces become `-`, the rest must be letters, digits,
 * emoji or `-_.+&'`, with `/` between levels. The error is one plain sentence.
 */
export function parseTag(input: string): Result<Tag, Message> {
  const levels = tagText(input)
    .split('/')
    .map((level) => level.trim().replace(/\s+/g, '-'));
  const tag = levels.join('/');
  if (tag === '') return err(localizable('A tag needs a name.'));
  if (levels.includes('')) return err(localizable('A tag needs a name on both sides of every “/”.'));
  if (tag.length > maxTagLength)
    return err(localizable('A tag can have at most {0} characters.', maxTagLength));
  const odd = levels.find((level) => !tagLevel.test(level));
  if (odd !== undefined)
    return err(localizable('“{0}” cannot be a tag: use letters, digits, emoji, “-”, “_” and “/”.', odd));
  return ok(tag);
}

/** Parses a tag from a file: more lenient than {@link parseTag}, since files are written by other programs too. */
export function tagText(raw: string): string {
  return raw.normalize('NFC').trim().replace(/^#+/, '').replace(/\s+/g, ' ').trim();
}

/** Splits `a, b` or `#a #b`, the forms of older versions of Obsidian. */
export function tagWords(text: string): readonly Tag[] {
  return text
    .split(text.includes(',') ? ',' : /\s+/)
    .map(tagText)
    .filter((tag) => tag !== '');
}

/** A key that is equal for all spellings of a tag. */
export function tagKey(tag: string): string {
  return tagText(tag).toLowerCase();
}

/** The ancestors of a tag, outermost first: `a/b/c` gives `a`, `a/b`. */
export function tagAncestors(tag: Tag): readonly Tag[] {
  const levels = tag.split('/');
  return levels.slice(1).map((_, index) => levels.slice(0, index + 1).join('/'));
}

/** Whether `tag` is `ancestor` or a descendant of it. */
export function isTagWithin(tag: Tag, ancestor: Tag): boolean {
  const key = tagKey(tag);
  const above = tagKey(ancestor);
  return key === above || key.startsWith(`${above}/`);
}

/** `tag` with its leading `from` replaced by `to`; `undefined` if it is not within `from`. */
export function renamedTag(tag: Tag, from: Tag, to: Tag): Tag | undefined {
  if (!isTagWithin(tag, from)) return undefined;
  const levels = tagText(tag).split('/');
  return [to, ...levels.slice(tagText(from).split('/').length)].join('/');
}

/** Compares tags level by level, ignoring case and independent of the locale. */
export function compareTags(a: Tag, b: Tag): number {
  const left = tagKey(a).split('/');
  const right = tagKey(b).split('/');
  for (const [index, level] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (level !== other) return level < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** Removes duplicates by {@link tagKey}, keeping the first spelling. */
export function distinctTags(tags: readonly Tag[]): readonly Tag[] {
  const byKey = new Map<string, Tag>();
  for (const tag of tags) {
    const key = tagKey(tag);
    if (key !== '' && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey.values()];
}
