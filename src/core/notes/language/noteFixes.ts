import { type YAMLMap, isMap, isScalar, isSeq } from 'yaml';
import { pairOf, scalarText } from '../frontMatter';
import { noteVersion } from '../note';
import type { NoteErrorKind } from '../noteError';
import { noteParts } from '../noteParts';
import { listsOf } from '../spliceHighlights';
import { type TextEdit, lineStart, nextLine } from '../textEdit';
import { localizable, type Message } from '../../base/localization';

/** A quick fix for a note: one edit that can be undone. */
export interface NoteFix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** The fixes for an error at `offset`; empty without an obvious fix. `root` is the front matter as far as it parses. */
export function noteFixes(
  text: string,
  root: YAMLMap | undefined,
  kind: NoteErrorKind,
  offset: number,
): readonly NoteFix[] {
  if (kind === 'unclosed') return closeFront(text);
  if (kind === 'duplicate-key') return [...dropRepeated(text, root, offset), ...freshId(text, root, offset)];
  if (kind === 'wrong-type') return [...setVersion(text, root, offset), ...setOffset(text, root, offset)];
  return [];
}

/** Inserts the closing `---` behind the last line that can be front matter. */
function closeFront(text: string): readonly NoteFix[] {
  const { eol } = noteParts(text);
  const at = frontEnd(text);
  const start = text.charAt(at - 1) === '\n' ? '' : eol;
  return [
    {
      title: localizable('Close the front matter'),
      edits: [{ start: at, end: at, text: `${start}---${eol}` }],
    },
  ];
}

const KEY = /^(?:[\p{L}\d_][^:\n]{0,200}|"[^"\n]{0,200}"|'[^'\n]{0,200}'):(?=\s|$)/u;
/** A value that goes on in further lines. */
const OPEN_VALUE = /:[ \t]{0,9}(?:[|>][-+\d]{0,3})?\s*$/u;

/** The end of the first lines of a text that are keys, or go on with the value of one; comments between them count. */
function frontEnd(text: string): number {
  let end = nextLine(text, 0);
  let last = '';
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    if (line.startsWith('#')) continue;
    // A value of several lines may have blank ones.
    const isBlank = line.trim() === '';
    if (isBlank && !(isNested(last) || OPEN_VALUE.test(last))) break;
    if (isBlank) continue;
    const isBehindBlank = /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, at - 200), at));
    const goesOn =
      isNested(line) || (line.startsWith('- ') && (OPEN_VALUE.test(last) || last.startsWith('- ')));
    if (!goesOn && (isBehindBlank || !KEY.test(line))) break;
    end = nextLine(text, at);
    last = line;
  }
  return end;
}

const isNested = (line: string): boolean => /^[ \t]+\S/.test(line);

/** Removes the second of two equal entries. If their values differ, the user has to decide. */
function dropRepeated(text: string, root: YAMLMap | undefined, offset: number): readonly NoteFix[] {
  const front = noteParts(text).yaml?.start ?? 0;
  const map = mapsIn(root).find(({ items }) => items.some(({ key }) => startOffset(key) === offset - front));
  const again = map?.items.find(({ key }) => startOffset(key) === offset - front);
  if (!map || map.flow === true || !again || !isScalar(again.key)) return [];
  const key = again.key.value;
  const first = map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
  if (!first || String(first.value) !== String(again.value)) return [];
  const start = lineStart(text, offset);
  if (text.slice(start, offset).trim() !== '') return [];
  const range = (again.value as { readonly range?: readonly number[] | null } | null)?.range;
  const end = nextLine(text, Math.max(offset, front + (range?.[1] ?? 0) - 1));
  return [{ title: localizable('Remove the second “{0}”', String(key)), edits: [{ start, end, text: '' }] }];
}

/** Gives the second of two highlights with one id the next free id. */
function freshId(text: string, root: YAMLMap | undefined, offset: number): readonly NoteFix[] {
  const front = noteParts(text).yaml?.start ?? 0;
  const maps = highlightMaps(root);
  const map = maps.find((candidate) => startOffset(candidate) === offset - front);
  const value = pairOf(map, 'id')?.value;
  const id = scalarText(value);
  const range = value?.range;
  if (id === undefined || !range) return [];
  const taken = new Set(maps.map((one) => scalarText(pairOf(one, 'id')?.value)));
  let count = 2;
  while (taken.has(`${id}-${count}`)) count += 1;
  const free = `${id}-${count}`;
  const edit = { start: front + range[0], end: front + range[1], text: JSON.stringify(free) };
  return [{ title: localizable('Change the id to “{0}”', free), edits: [edit] }];
}

function setVersion(text: string, root: YAMLMap | undefined, offset: number): readonly NoteFix[] {
  const front = noteParts(text).yaml?.start ?? 0;
  const range = pairOf(root, 'version')?.value?.range;
  if (range?.[0] !== offset - front) return [];
  const edit = { start: front + range[0], end: front + range[1], text: String(noteVersion) };
  return [{ title: localizable('Set the version to {0}', String(noteVersion)), edits: [edit] }];
}

/** Sets the offset of a quote that occurs exactly once in its text. */
function setOffset(text: string, root: YAMLMap | undefined, offset: number): readonly NoteFix[] {
  const front = noteParts(text).yaml?.start ?? 0;
  for (const map of highlightMaps(root)) {
    for (const key of ['start', 'end'] as const) {
      const range = pairOf(map, key)?.value?.range;
      if (range?.[0] !== offset - front) continue;
      const place = quotePlace(root, map);
      const edit = place && { start: front + range[0], end: front + range[1], text: String(place[key]) };
      return edit
        ? [{ title: localizable('Set “{0}” to {1}, where the quote stands', key, edit.text), edits: [edit] }]
        : [];
    }
  }
  return [];
}

function quotePlace(
  root: YAMLMap | undefined,
  map: YAMLMap,
): { readonly start: number; readonly end: number } | undefined {
  // The note has no copy of the whole paper.
  const copied = pairOf(root, 'highlights')?.value;
  if (!isSeq(copied) || !copied.items.includes(map)) return undefined;
  const quote = scalarText(pairOf(map, 'quote')?.value) ?? '';
  const field = scalarText(pairOf(map, 'field')?.value) ?? '';
  const text = scalarText(pairOf(root, field === '' ? 'abstract' : field)?.value) ?? '';
  const start = text.indexOf(quote);
  if (quote === '' || start === -1 || text.includes(quote, start + 1)) return undefined;
  return { start, end: start + quote.length };
}

function highlightMaps(root: YAMLMap | undefined): readonly YAMLMap[] {
  return listsOf(root)
    .flatMap(({ items }) => items)
    .filter((item): item is YAMLMap => isMap(item));
}

function mapsIn(root: YAMLMap | undefined): readonly YAMLMap[] {
  return root ? [root, ...highlightMaps(root)] : [];
}

function startOffset(node: unknown): number | undefined {
  return (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0];
}
