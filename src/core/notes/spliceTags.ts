import { Scalar, type YAMLMap, isScalar, isSeq } from 'yaml';
import { isBlank, pairOf, scalarText } from './frontMatter';
import { changedTags } from './noteChange';
import { type Tag, compareTags, tagKey, tagWords } from './tag';
import type { TextEdit } from './textEdit';
import { flowScalar } from './yamlScalar';
import { type YamlText, contentEnd, insertItems, insertList, rangeOf, removeItems } from './yamlSplice';

/** Removes tags from the `tags` of `map`, which may be a list or a string. */
export function removeTagItems(yaml: YamlText, map: YAMLMap | undefined, tags: readonly Tag[]): TextEdit[] {
  const gone = new Set(tags.map(tagKey));
  const list = pairOf(map, 'tags')?.value;
  if (gone.size === 0) return [];
  if (isSeq(list)) {
    const indices = list.items.flatMap((item, index) =>
      gone.has(tagKey(scalarText(item) ?? '')) ? [index] : [],
    );
    return removeItems(yaml, list, new Set(indices));
  }
  return isScalar(list) ? dropWords(yaml, map, list, gone) : [];
}

function dropWords(
  yaml: YamlText,
  map: YAMLMap | undefined,
  list: Scalar,
  gone: ReadonlySet<string>,
): TextEdit[] {
  const words = tagWords(scalarText(list) ?? '');
  const kept = words.filter((word) => !gone.has(tagKey(word)));
  if (kept.length === words.length) return [];
  const text = kept.join(', ');
  const bare = text === '' || staysPlain(map, list, kept);
  return [{ start: rangeOf(list)[0], end: contentEnd(yaml, list), text: bare ? text : flowScalar(text) }];
}

/** Inserts tags that are missing in the `tags` of `map`; in order if the list is in order. */
export function insertTagItems(
  yaml: YamlText,
  map: YAMLMap | undefined,
  tags: readonly Tag[],
  order: readonly string[],
): TextEdit[] {
  const pair = pairOf(map, 'tags');
  const list = pair?.value;
  const present = presentTags(map);
  const had = new Set(present.map(tagKey));
  const fresh = changedTags([], { addTags: tags }).filter((tag) => !had.has(tagKey(tag)));
  if (fresh.length === 0) return [];
  if (isScalar(list) && !isBlank(list)) return [addWords(yaml, map, list, fresh)];
  const items = fresh.toSorted(compareTags).map((tag) => {
    const text = flowScalar(tag);
    return { block: [text], flow: text, before: placeAmong(present, tag, compareTags) };
  });
  return pair
    ? insertItems(yaml, pair, items, map?.flow === true)
    : [insertList(yaml, map, 'tags', items, order)];
}

/** The tags of `map` as written, one for each item of the list. */
export function presentTags(map: YAMLMap | undefined): readonly Tag[] {
  const list = pairOf(map, 'tags')?.value;
  if (isSeq(list)) return list.items.map((item) => scalarText(item) ?? '');
  return tagWords(scalarText(list) ?? '');
}

/** Adds to a string such as `tags: a, b`, with the same separator. */
function addWords(yaml: YamlText, map: YAMLMap | undefined, list: Scalar, tags: readonly Tag[]): TextEdit {
  const end = contentEnd(yaml, list);
  const text = scalarText(list) ?? '';
  const words = tagWords(text);
  const commas = text.includes(',') || words.length === 1;
  if (commas && staysPlain(map, list, tags))
    return { start: end, end, text: tags.map((tag) => `, ${tag}`).join('') };
  return { start: rangeOf(list)[0], end, text: JSON.stringify([...words, ...tags].join(', ')) };
}

function staysPlain(map: YAMLMap | undefined, list: Scalar, tags: readonly Tag[]): boolean {
  return list.type === Scalar.PLAIN && map?.flow !== true && tags.every((tag) => flowScalar(tag) === tag);
}

/** The index at which to insert `value`: its sorted position if `present` is sorted, else the end. */
export function placeAmong<T>(present: readonly T[], value: T, compare: (a: T, b: T) => number): number {
  const inOrder = present.every((one, index) => index === 0 || compare(present[index - 1] ?? one, one) <= 0);
  const above = inOrder ? present.findIndex((one) => compare(one, value) > 0) : -1;
  return above === -1 ? present.length : above;
}
