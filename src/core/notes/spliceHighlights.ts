import { type YAMLMap, type YAMLSeq, isMap, isSeq } from 'yaml';
import { pairOf, scalarText } from './frontMatter';
import { type Highlight, compareHighlights, isOfCopiedText } from './note';
import type { HighlightEdit } from './noteChange';
import { fullTextHighlightKeys, fullTextKeys, fullTextSource, highlightKeys, noteKeys } from './noteKeys';
import { removeTagItems, placeAmong, presentTags, insertTagItems } from './spliceTags';
import { type Tag, tagText } from './tag';
import type { TextEdit } from './textEdit';
import { flowScalar, literalScalar } from './yamlScalar';
import {
  type NewItem,
  type YamlText,
  insertItems,
  insertList,
  insertMapWithList,
  removeItems,
  setNumber,
  setText,
} from './yamlSplice';

/** Computes edits of the front matter from its text and its root map. */
export type Step = (yaml: YamlText, root: YAMLMap | undefined) => readonly TextEdit[];

export function removeHighlightItems(
  yaml: YamlText,
  root: YAMLMap | undefined,
  ids: readonly string[],
): TextEdit[] {
  const gone = new Set<string | undefined>(ids);
  return listsOf(root).flatMap((list) => {
    const indices = list.items.flatMap((item, index) => (gone.has(idOf(item)) ? [index] : []));
    return indices.length === 0 ? [] : removeItems(yaml, list, new Set(indices));
  });
}

/**
 * Inserts highlights of the title and the abstract whose id does not exist yet; in reading order if the list is in
 * reading order.
 */
export function insertHighlightItems(
  yaml: YamlText,
  root: YAMLMap | undefined,
  highlights: readonly Highlight[],
): TextEdit[] {
  const items = newItems(root, listIn(root), highlights);
  if (items.length === 0) return [];
  const pair = pairOf(root, 'highlights');
  if (!pair) return [insertList(yaml, root, 'highlights', items, noteKeys)];
  return insertItems(yaml, pair, items, root?.flow === true);
}

/** {@link insertHighlightItems} for those of the whole paper. */
export function insertFullTextItems(
  yaml: YamlText,
  root: YAMLMap | undefined,
  highlights: readonly Highlight[],
): TextEdit[] {
  const map = fullTextOf(root);
  const items = newItems(root, listIn(map), highlights);
  if (items.length === 0) return [];
  const pair = pairOf(map, 'highlights');
  if (map && pair) return insertItems(yaml, pair, items, map.flow === true);
  if (map) return [insertList(yaml, map, 'highlights', items, fullTextKeys)];
  return [insertMapWithList(yaml, root, 'fullText', ['source', fullTextSource], ['highlights', items])];
}

function newItems(
  root: YAMLMap | undefined,
  list: YAMLSeq | undefined,
  highlights: readonly Highlight[],
): readonly NewItem[] {
  const had = new Set(listsOf(root).flatMap(({ items }) => items.map(idOf)));
  const present = (list?.items ?? []).map(placeOfItem);
  return highlights
    .filter(({ id }) => !had.has(id))
    .toSorted(compareHighlights)
    .map((highlight) => ({
      block: blockLines(highlight),
      flow: flowText(highlight),
      before: placeAmong(present, highlight, compareInList),
    }));
}

/** Items of the whole paper's list have no `field` key and are ordered by their offsets alone. */
function compareInList(a: PlaceInList, b: PlaceInList): number {
  const field = b.field === 'fullText' || a.field === 'fullText' ? 'fullText' : undefined;
  return field ? compareHighlights({ ...a, field }, { ...b, field }) : compareHighlights(a, b);
}

/** One step per key, because each edit moves the text below it. */
export function editHighlight({ id, set: { tags, ...scalars } }: HighlightEdit): readonly Step[] {
  const inHighlight =
    (edit: (yaml: YamlText, map: YAMLMap) => readonly TextEdit[]): Step =>
    (yaml, root) => {
      const map = listsOf(root)
        .flatMap(({ items }) => items)
        .find((item) => idOf(item) === id);
      return isMap(map) ? edit(yaml, map) : [];
    };
  const order = scalars.field === 'fullText' ? fullTextHighlightKeys : highlightKeys;
  const steps = Object.entries(scalars)
    // The list says so.
    .filter(([, value]) => value !== 'fullText')
    .map(([key, value]) =>
      inHighlight((yaml, map) => [
        typeof value === 'number'
          ? setNumber(yaml, map, key, value, order)
          : setText(yaml, map, key, value, order),
      ]),
    );
  return tags === undefined ? steps : [...steps, ...tagEdits(tags).map(inHighlight)];
}

function tagEdits(tags: readonly Tag[]): ((yaml: YamlText, map: YAMLMap) => readonly TextEdit[])[] {
  return [
    (yaml, map) => {
      const unwanted = presentTags(map).filter((tag) => !tags.includes(tagText(tag)));
      return removeTagItems(yaml, map, unwanted);
    },
    (yaml, map) => insertTagItems(yaml, map, tags, highlightKeys),
  ];
}

/** The list of highlights of the title and the abstract, and that of the whole paper. */
export function listsOf(root: YAMLMap | undefined): readonly YAMLSeq[] {
  return [root, fullTextOf(root)].flatMap((map) => listIn(map) ?? []);
}

function fullTextOf(root: YAMLMap | undefined): YAMLMap | undefined {
  const map = pairOf(root, 'fullText')?.value;
  return isMap(map) ? map : undefined;
}

function listIn(map: YAMLMap | undefined): YAMLSeq | undefined {
  const list = pairOf(map, 'highlights')?.value;
  return isSeq(list) ? list : undefined;
}

function idOf(item: unknown): string | undefined {
  return isMap(item) ? scalarText(pairOf(item, 'id')?.value) : undefined;
}

type PlaceInList = Pick<Highlight, 'field' | 'start' | 'end'>;

/** Returns the offsets of an item of either list; items of the whole paper have no `field` key. */
function placeOfItem(item: unknown): PlaceInList {
  const text = (key: string): string => (isMap(item) ? scalarText(pairOf(item, key)?.value) : '') ?? '';
  return {
    field: text('field') === 'title' ? 'title' : 'abstract',
    start: Number(text('start')),
    end: Number(text('end')),
  };
}

/** One key per line; a comment of several lines as a literal block. Empty values are omitted. */
function blockLines(highlight: Highlight): readonly string[] {
  return keysOf(highlight).flatMap((key) => {
    const value = highlight[key] ?? '';
    if (typeof value === 'object') {
      return value.length === 0 ? [] : [`${key}:`, ...value.map((tag) => `  - ${flowScalar(tag)}`)];
    }
    if (value === '' && key !== 'quote') return [];
    const literal = key === 'comment' && highlight.comment.includes('\n');
    const block = literal ? literalScalar(highlight.comment, '  ', '\n') : undefined;
    return `${key}: ${block ?? scalar(value)}`.split('\n');
  });
}

function keysOf(
  highlight: Highlight,
): readonly (typeof highlightKeys | typeof fullTextHighlightKeys)[number][] {
  return isOfCopiedText(highlight) ? highlightKeys : fullTextHighlightKeys;
}

function flowText(highlight: Highlight): string {
  const entries = keysOf(highlight).flatMap((key) => {
    const value = highlight[key] ?? '';
    if (typeof value === 'object')
      return value.length === 0 ? [] : [`${key}: [${value.map(flowScalar).join(', ')}]`];
    return value === '' && key !== 'quote' ? [] : [`${key}: ${scalar(value)}`];
  });
  return `{ ${entries.join(', ')} }`;
}

function scalar(value: string | number): string {
  return typeof value === 'number' ? String(value) : flowScalar(value);
}
