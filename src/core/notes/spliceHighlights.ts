import { type YAMLMap, type YAMLSeq, isMap, isSeq } from 'yaml';
import { pairOf, scalarText } from './frontMatter';
import { type Highlight, compareHighlights } from './note';
import type { HighlightEdit } from './noteChange';
import { highlightKeys, noteKeys } from './noteKeys';
import { removeTagItems, placeAmong, presentTags, insertTagItems } from './spliceTags';
import { type Tag, tagText } from './tag';
import type { TextEdit } from './textEdit';
import { flowScalar, literalScalar } from './yamlScalar';
import { type YamlText, insertItems, insertList, removeItems, setNumber, setText } from './yamlSplice';

/** Computes edits of the front matter from its text and its root map. */
export type Step = (yaml: YamlText, root: YAMLMap | undefined) => readonly TextEdit[];

export function removeHighlightItems(
  yaml: YamlText,
  root: YAMLMap | undefined,
  ids: readonly string[],
): TextEdit[] {
  const gone = new Set<string | undefined>(ids);
  const list = listOf(root);
  if (!list) return [];
  const indices = list.items.flatMap((item, index) => (gone.has(idOf(item)) ? [index] : []));
  return removeItems(yaml, list, new Set(indices));
}

/** Inserts highlights whose id does not exist yet; in reading order if the list is in reading order. */
export function insertHighlightItems(
  yaml: YamlText,
  root: YAMLMap | undefined,
  highlights: readonly Highlight[],
): TextEdit[] {
  const list = listOf(root);
  const had = new Set(list?.items.map(idOf));
  const present = (list?.items ?? []).map(placeOfItem);
  const items = highlights
    .filter(({ id }) => !had.has(id))
    .toSorted(compareHighlights)
    .map((highlight) => ({
      block: blockLines(highlight),
      flow: flowText(highlight),
      before: placeAmong(present, highlight, compareHighlights),
    }));
  if (items.length === 0) return [];
  const pair = pairOf(root, 'highlights');
  if (!pair) return [insertList(yaml, root, 'highlights', items, noteKeys)];
  return insertItems(yaml, pair, items, root?.flow === true);
}

/** One step per key, because each edit moves the text below it. */
export function editHighlight({ id, set: { tags, ...scalars } }: HighlightEdit): readonly Step[] {
  const inHighlight =
    (edit: (yaml: YamlText, map: YAMLMap) => readonly TextEdit[]): Step =>
    (yaml, root) => {
      const map = listOf(root)?.items.find((item) => idOf(item) === id);
      return isMap(map) ? edit(yaml, map) : [];
    };
  const steps = Object.entries(scalars).map(([key, value]) =>
    inHighlight((yaml, map) => [
      typeof value === 'number'
        ? setNumber(yaml, map, key, value, highlightKeys)
        : setText(yaml, map, key, value, highlightKeys),
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

function listOf(root: YAMLMap | undefined): YAMLSeq | undefined {
  const list = pairOf(root, 'highlights')?.value;
  return isSeq(list) ? list : undefined;
}

function idOf(item: unknown): string | undefined {
  return isMap(item) ? scalarText(pairOf(item, 'id')?.value) : undefined;
}

function placeOfItem(item: unknown): Pick<Highlight, 'field' | 'start' | 'end'> {
  const text = (key: string): string => (isMap(item) ? scalarText(pairOf(item, key)?.value) : '') ?? '';
  return {
    field: text('field') === 'title' ? 'title' : 'abstract',
    start: Number(text('start')),
    end: Number(text('end')),
  };
}

/** One key per line; a comment of several lines as a literal block. Empty values are omitted. */
function blockLines(highlight: Highlight): readonly string[] {
  return highlightKeys.flatMap((key) => {
    const value = highlight[key];
    if (typeof value === 'object') {
      return value.length === 0 ? [] : [`${key}:`, ...value.map((tag) => `  - ${flowScalar(tag)}`)];
    }
    if (value === '' && key !== 'quote') return [];
    const literal = key === 'comment' && highlight.comment.includes('\n');
    const block = literal ? literalScalar(highlight.comment, '  ', '\n') : undefined;
    return `${key}: ${block ?? scalar(value)}`.split('\n');
  });
}

function flowText(highlight: Highlight): string {
  const entries = highlightKeys.flatMap((key) => {
    const value = highlight[key];
    if (typeof value === 'object')
      return value.length === 0 ? [] : [`${key}: [${value.map(flowScalar).join(', ')}]`];
    return value === '' && key !== 'quote' ? [] : [`${key}: ${scalar(value)}`];
  });
  return `{ ${entries.join(', ')} }`;
}

function scalar(value: string | number): string {
  return typeof value === 'number' ? String(value) : flowScalar(value);
}
