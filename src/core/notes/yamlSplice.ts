/**
 * Edits YAML text at the offsets of the `yaml` package's nodes and tokens. Everything else stays byte for byte. In an
 * unusual layout an edit may have another effect than intended, so callers must parse and check the result.
 */
import { Scalar, type YAMLMap, type YAMLSeq, isCollection, isMap, isPair, isScalar } from 'yaml';
import { type Entry, isBlank, pairOf } from './frontMatter';
import { lastKeys } from './noteKeys';
import { type TextEdit, lineStart, nextLine } from './textEdit';
import { flowScalar, literalScalar } from './yamlScalar';

/** Thrown if the layout of a text cannot be edited in place. */
export class LayoutError extends Error {}

export interface YamlText {
  readonly text: string;
  readonly eol: string;
}

/** An item to insert into a list, in both styles. */
export interface NewItem {
  /** The lines in block style, without dash and indentation. */
  readonly block: readonly string[];
  readonly flow: string;
  /** The index of the existing item before which it is inserted. */
  readonly before: number;
}

/** The end of the content of `node`, without comments and trailing blank lines. */
export function contentEnd(yaml: YamlText, node: unknown): number {
  if (isPair(node)) return node.value ? contentEnd(yaml, node.value) : contentEnd(yaml, node.key);
  if (isCollection(node) && !node.flow && node.items.length > 0) return contentEnd(yaml, node.items.at(-1));
  const [start, end] = rangeOf(node);
  if (!isScalar(node) || (node.type !== Scalar.BLOCK_LITERAL && node.type !== Scalar.BLOCK_FOLDED))
    return end;
  const source = yaml.text.slice(start, end);
  const keepsBlankLines = /^[|>]\d*\+/.test(source);
  return keepsBlankLines ? end - 1 : start + source.trimEnd().length;
}

/** Inserts items into the list of `pair`, which may have no value yet. */
export function insertItems(
  yaml: YamlText,
  pair: Entry,
  items: readonly NewItem[],
  inFlow: boolean,
): TextEdit[] {
  const list = pair.value;
  if (isBlank(list)) return inFlow ? [fill(yaml, pair, flowList(items))] : newList(yaml, pair, items);
  if (!isSeqNode(list)) throw new LayoutError('not a list');
  if (!list.flow) return items.map((item) => insertBlockItem(yaml, pair, list, item));
  if (list.items.length > 0) {
    const at = contentEnd(yaml, list.items.at(-1));
    return [{ start: at, end: at, text: items.map(({ flow }) => `, ${flow}`).join('') }];
  }
  const [start, end] = rangeOf(list);
  if (inFlow) return [{ start, end, text: flowList(items) }];
  const bare = yaml.text.slice(0, start).trimEnd().length;
  return [{ start: bare, end, text: '' }, ...newList(yaml, pair, items)];
}

function flowList(items: readonly NewItem[]): string {
  return `[${items.map(({ flow }) => flow).join(', ')}]`;
}

/** Writes a list below a key that has no value. */
function newList(yaml: YamlText, pair: Entry, items: readonly NewItem[]): TextEdit[] {
  const edits = isScalar(pair.value) && pair.value.source ? [removeScalar(yaml, pair)] : [];
  const indent = ' '.repeat(column(yaml, rangeOf(pair.key)[0]) + 2);
  const at = nextLine(yaml.text, pair.value ? rangeOf(pair.value)[1] : rangeOf(pair.key)[1]);
  return [...edits, { start: at, end: at, text: blockItems(yaml, indent, items) }];
}

/** Removes an explicit `null` or `~`. */
function removeScalar(yaml: YamlText, pair: Entry): TextEdit {
  const [start, end] = rangeOf(pair.value);
  return { start: yaml.text.slice(0, start).trimEnd().length, end, text: '' };
}

function insertBlockItem(yaml: YamlText, pair: Entry, list: YAMLSeq, item: NewItem): TextEdit {
  const above = item.before === 0 ? rangeOf(pair.key)[1] : contentEnd(yaml, list.items[item.before - 1]);
  const at = nextLine(yaml.text, above);
  const indent = ' '.repeat(column(yaml, rangeOf(list)[0]));
  return { start: at, end: at, text: blockItems(yaml, indent, [item]) };
}

function blockItems({ eol }: YamlText, indent: string, items: readonly NewItem[]): string {
  return items
    .flatMap(({ block }) =>
      block.map((line, index) => (line === '' ? '' : indent + (index === 0 ? '- ' : '  ') + line)),
    )
    .map((line) => line + eol)
    .join('');
}

/** Removes the items at `indices` from `list`. A comment at the end of an item's line is kept on a line of its own. */
export function removeItems(yaml: YamlText, list: YAMLSeq, indices: ReadonlySet<number>): TextEdit[] {
  if (list.flow) return removeFlowItems(yaml, list, indices);
  return [...indices].map((index) => {
    const dash = dashOf(list, index);
    const start = lineStart(yaml.text, dash);
    if (yaml.text.slice(start, dash).trim() !== '') throw new LayoutError('an item shares its line');
    const last = contentEnd(yaml, list.items[index]);
    const end = nextLine(yaml.text, Math.max(last, dash + 1));
    const comment = /^\s*(#.*?)\r?\n?$/.exec(yaml.text.slice(last, end))?.[1];
    return {
      start,
      end,
      text: comment === undefined ? '' : yaml.text.slice(start, dash) + comment + yaml.eol,
    };
  });
}

function dashOf(list: YAMLSeq, index: number): number {
  const token = list.srcToken?.type === 'block-seq' ? list.srcToken.items[index] : undefined;
  const dash = token?.start.find(({ type }) => type === 'seq-item-ind');
  if (!dash) throw new LayoutError('an item without a dash');
  return dash.offset;
}

function removeFlowItems(yaml: YamlText, list: YAMLSeq, indices: ReadonlySet<number>): TextEdit[] {
  const startOffset = (index: number): number => rangeOf(list.items[index])[0];
  const endOf = (index: number): number => contentEnd(yaml, list.items[index]);
  const kept = list.items.findIndex((_, index) => !indices.has(index));
  if (kept === -1) return [{ start: startOffset(0), end: rangeOf(list)[1] - 1, text: '' }];
  const leading = kept > 0 ? [{ start: startOffset(0), end: startOffset(kept), text: '' }] : [];
  const later = [...indices].filter((index) => index > kept);
  return [...leading, ...later.map((index) => ({ start: endOf(index - 1), end: endOf(index), text: '' }))];
}

/** Sets `key` of `map` to the string `value`: in place, or as a new entry after the keys that precede it in `order`. */
export function setText(
  yaml: YamlText,
  map: YAMLMap | undefined,
  key: string,
  value: string,
  order: readonly string[],
): TextEdit {
  const long = key === 'abstract' || value.includes('\n');
  return setScalar(yaml, map, key, order, (indent, block) => {
    const literal = block && long ? literalScalar(value, indent, yaml.eol) : undefined;
    return literal ?? flowScalar(value);
  });
}

export function setNumber(
  yaml: YamlText,
  map: YAMLMap | undefined,
  key: string,
  value: number,
  order: readonly string[],
): TextEdit {
  return setScalar(yaml, map, key, order, () => String(value));
}

/** Formats a value; if `block`, it may use several lines, indented by `indent`. */
type Write = (indent: string, block: boolean) => string;

function setScalar(
  yaml: YamlText,
  map: YAMLMap | undefined,
  key: string,
  order: readonly string[],
  write: Write,
): TextEdit {
  const pair = pairOf(map, key);
  if (!pair) return insertEntry(yaml, map, key, order, write);
  const indent = ' '.repeat(column(yaml, rangeOf(pair.key)[0]) + 2);
  if (isBlank(pair.value) && !pair.value?.source) return fill(yaml, pair, write(indent, false));
  if (!isScalar(pair.value)) throw new LayoutError(`“${key}” is no scalar`);
  const start = rangeOf(pair.value)[0];
  const end = contentEnd(yaml, pair.value);
  const free = yaml.text.slice(end, nextLine(yaml.text, end)).trim() === '';
  return { start, end, text: write(indent, free && map?.flow !== true) };
}

/** Writes the value of a key without one. */
function fill(yaml: YamlText, pair: Entry, text: string): TextEdit {
  const from = rangeOf(pair.key)[1];
  const colon = yaml.text.indexOf(':', from);
  if (colon === -1 || yaml.text.slice(from, colon).trim() !== '')
    throw new LayoutError('a key without a colon');
  return { start: colon + 1, end: colon + 1, text: ` ${text}` };
}

/**
 * Inserts `key: value` after the last key that precedes it in `order`, or at the end if there is none. The
 * {@link lastKeys} are together at the end.
 */
function insertEntry(
  yaml: YamlText,
  map: YAMLMap | undefined,
  key: string,
  order: readonly string[],
  write: Write,
): TextEdit {
  if (!map) return at(yaml.text.length, entryText(key, write('  ', true)) + yaml.eol);
  const place = order.indexOf(key);
  const isLast = lastKeys.includes(key);
  const mayPrecede = (name: string): boolean => !isLast || (key === 'arxivVersion' && name === 'abstract');
  const above = order
    .slice(0, place)
    .toReversed()
    .filter(mayPrecede)
    .map((name) => pairOf(map, name))
    .find((pair) => pair !== undefined);
  const below = isLast
    ? order
        .slice(place + 1)
        .map((name) => pairOf(map, name))
        .find((pair) => pair !== undefined)
    : undefined;
  if (map.flow) {
    if (map.items.length === 0) return at(rangeOf(map)[0] + 1, `${key}: ${write('', false)}`);
    return at(contentEnd(yaml, above ?? map.items.at(-1)), `, ${key}: ${write('', false)}`);
  }
  const indent = ' '.repeat(column(yaml, rangeOf(map)[0]));
  const line = indent + entryText(key, write(`${indent}  `, true)) + yaml.eol;
  if (!above && below) return at(lineStart(yaml.text, rangeOf(below.key)[0]), line);
  return at(above ? nextLine(yaml.text, contentEnd(yaml, above)) : endOfMap(yaml, map), line);
}

/** Inserts a new key with a list as its value. */
export function insertList(
  yaml: YamlText,
  map: YAMLMap | undefined,
  key: string,
  items: readonly NewItem[],
  order: readonly string[],
): TextEdit {
  return insertEntry(yaml, map, key, order, (indent, block) =>
    block ? yaml.eol + blockItems(yaml, indent, items).trimEnd() : flowList(items),
  );
}

/**
 * Inserts a new key at the end, with a map as its value: an entry, and a list. A key without a value gets the map in flow
 * style.
 */
export function insertMapWithList(
  yaml: YamlText,
  map: YAMLMap | undefined,
  key: string,
  [firstKey, first]: readonly [string, string],
  [listKey, items]: readonly [string, readonly NewItem[]],
): TextEdit {
  const isNew = pairOf(map, key) === undefined;
  return setScalar(yaml, map, key, [], (indent, block) =>
    block && isNew
      ? [
          '',
          `${indent}${firstKey}: ${first}`,
          `${indent}${listKey}:`,
          blockItems(yaml, `${indent}  `, items).trimEnd(),
        ].join(yaml.eol)
      : `{ ${firstKey}: ${first}, ${listKey}: ${flowList(items)} }`,
  );
}

function entryText(key: string, value: string): string {
  return /^\r?\n/.test(value) ? `${key}:${value}` : `${key}: ${value}`;
}

/** The end of the text for the outermost map, else just below the map's last line. */
function endOfMap(yaml: YamlText, map: YAMLMap): number {
  return column(yaml, rangeOf(map)[0]) === 0 ? yaml.text.length : nextLine(yaml.text, contentEnd(yaml, map));
}

const at = (offset: number, text: string): TextEdit => ({ start: offset, end: offset, text });

function isSeqNode(node: unknown): node is YAMLSeq {
  return isCollection(node) && !isMap(node);
}

function column(yaml: YamlText, offset: number): number {
  return offset - lineStart(yaml.text, offset);
}

/** Start and end of a node, without trailing comments. */
export function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as { readonly range?: readonly [number, number, number] | null } | null | undefined)
    ?.range;
  if (!range) throw new LayoutError('a node without a place');
  return [range[0], range[1]];
}
