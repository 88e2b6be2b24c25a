import { type YAMLMap, isMap, isSeq } from 'yaml';
import type { PaperId } from '../../library/paper';
import { type FrontMatter, isBlank, pairOf, parseFrontMatter, scalarText } from '../frontMatter';
import { highlightColors } from '../note';
import type { NoteErrorKind } from '../noteError';
import { noteParts } from '../noteParts';
import { noteErrors } from '../parseNote';
import { listsOf } from '../spliceHighlights';
import { parseTag, tagText } from '../tag';
import { nextLine } from '../textEdit';
import { flowScalar } from '../yamlScalar';
import { type NoteFix, noteFixes } from './noteFixes';
import { localizable, type Message } from '../../base/localization';

/** A problem in a note file; offsets in UTF-16 units. */
export interface NoteDiagnostic {
  /** A note with an error is read-only until it is fixed; a warning has no effect. */
  readonly severity: 'error' | 'warning';
  readonly kind: NoteErrorKind | 'unknown-color' | 'other-paper' | 'odd-tag';
  /** One plain sentence. */
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  /** Best first. */
  readonly fixes: readonly NoteFix[];
}

/** All errors that make the note read-only, and warnings about its front matter. Never throws. */
export function noteDiagnostics(text: string, paperId: PaperId): readonly NoteDiagnostic[] {
  const { yaml } = noteParts(text);
  const front = yaml ? parseFrontMatter(text.slice(yaml.start, yaml.end)) : {};
  const errors = noteErrors(text, paperId).map(({ kind, message, offset }): NoteDiagnostic => ({
    severity: 'error',
    kind,
    message,
    start: offset,
    end: lineEnd(text, offset),
    fixes: noteFixes(text, front.root, kind, offset),
  }));
  return [...errors, ...warnings(front, yaml?.start ?? 0, paperId)];
}

/** The end of the line's content, at least one unit after `offset`. */
function lineEnd(text: string, offset: number): number {
  const line = text.slice(offset, nextLine(text, offset)).trimEnd();
  return Math.min(text.length, offset + Math.max(1, line.length));
}

function warnings({ root }: FrontMatter, at: number, paperId: PaperId): readonly NoteDiagnostic[] {
  const maps = listsOf(root)
    .flatMap(({ items }) => items)
    .filter((item): item is YAMLMap => isMap(item));
  return [
    ...otherPaper(root, at, paperId),
    ...oddTags(root, at),
    ...maps.flatMap((map) => [...unknownColor(map, at), ...oddTags(map, at)]),
  ];
}

type Warning = Pick<NoteDiagnostic, 'kind' | 'message'>;

/** A warning on a scalar, with a fix for each of `values`. */
function onValue(
  node: unknown,
  at: number,
  about: Warning,
  values: readonly string[],
): readonly NoteDiagnostic[] {
  const range = (node as { readonly range?: readonly [number, number, number] | null } | null)?.range;
  if (!range) return [];
  const [start, end] = [at + range[0], at + range[1]];
  const fixes = values.map((value) => ({
    title: localizable('Change to “{0}”', value),
    edits: [{ start, end, text: flowScalar(value) }],
  }));
  return [{ severity: 'warning', ...about, start, end, fixes }];
}

function otherPaper(root: YAMLMap | undefined, at: number, paperId: PaperId): readonly NoteDiagnostic[] {
  const value = pairOf(root, 'paper')?.value;
  const namedId = scalarText(value);
  if (isBlank(value) || namedId === paperId) return [];
  const message = localizable(
    'The file’s name says which paper this is about, and this is another. The name counts.',
  );
  return onValue(value, at, { kind: 'other-paper', message }, namedId === undefined ? [] : [paperId]);
}

function unknownColor(map: YAMLMap, at: number): readonly NoteDiagnostic[] {
  const value = pairOf(map, 'color')?.value;
  const color = scalarText(value);
  if (isBlank(value) || color === undefined || highlightColors.some((known) => known === color)) return [];
  const lower = color.trim().toLowerCase();
  const likeliest = highlightColors.find((known) => known === lower);
  const message = localizable(
    '“{0}” is no colour of a highlight; there are {1}.',
    color,
    highlightColors.join(', '),
  );
  return onValue(value, at, { kind: 'unknown-color', message }, likeliest ? [likeliest] : highlightColors);
}

function oddTags(map: YAMLMap | undefined, at: number): readonly NoteDiagnostic[] {
  const list = pairOf(map, 'tags')?.value;
  if (!isSeq(list)) return [];
  return list.items.flatMap((item) => {
    const text = scalarText(item);
    if (text === undefined || tagText(text) === '') return [];
    const parsed = parseTag(text);
    if (parsed.ok && parsed.value === tagText(text)) return [];
    const message = parsed.ok
      ? localizable('A tag has no spaces; Obsidian would not take it.')
      : parsed.error;
    return onValue(item, at, { kind: 'odd-tag', message }, parsed.ok ? [parsed.value] : []);
  });
}
