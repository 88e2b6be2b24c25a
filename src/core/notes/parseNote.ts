import { type YAMLMap, isMap, isScalar, isSeq } from 'yaml';
import { arxivIdOfNumber, parseArxivId } from '../library/arxivId';
import { findDoi } from '../library/doi';
import { collapseWhitespace } from '../text/collapseWhitespace';
import { isCitationKey } from '../text/isCitationKey';
import type { PaperId } from '../library/paper';
import { conflictMarker } from './conflictMarkers';
import {
  type FrontMatter,
  type FrontMatterError,
  isBlank,
  pairOf,
  parseFrontMatter,
  scalarText,
} from './frontMatter';
import { type Highlight, type HighlightField, type Note, noteVersion, textFields, withState } from './note';
import { type NoteError, lineAt } from './noteError';
import { fullTextSource, noteKeys } from './noteKeys';
import { type NoteParts, noteParts } from './noteParts';
import { type Tag, distinctTags, tagText, tagWords } from './tag';
import { localizable } from '../base/localization';

/** A note as far as it could be parsed. If it has an error, the file must not be written. */
export interface ParsedNote {
  readonly note: Note;
  readonly error?: NoteError;
}

/** Parses the text of a note file. Never throws. */
export function parseNote(text: string, paperId: PaperId): ParsedNote {
  const { note, errors } = readNote(text, paperId);
  const [first] = errors;
  return first ? { note, error: first } : { note };
}

/** An error and its UTF-16 offset in the file. */
export type PlacedNoteError = NoteError & { readonly offset: number };

/** All errors of a note file, the one to fix first at the front. */
export function noteErrors(text: string, paperId: PaperId): readonly PlacedNoteError[] {
  return readNote(text, paperId).errors;
}

function readNote(
  text: string,
  paperId: PaperId,
): { readonly note: Note; readonly errors: readonly PlacedNoteError[] } {
  const parts = noteParts(text);
  const front = parts.yaml ? parseFrontMatter(text.slice(parts.yaml.start, parts.yaml.end)) : {};
  const errors: FrontMatterError[] = front.error ? [front.error] : [];
  const report = (error: FrontMatterError): void => void errors.push(error);
  const note = { paperId, ...readFields(front.root, report), body: bodyOf(text, parts) };
  return { note, errors: [...textErrors(text, parts), ...errors.map((error) => placed(error, text, parts))] };
}

function bodyOf(text: string, parts: NoteParts): string {
  // Without a closing `---` it may not be front matter at all, so the whole file is the body.
  return parts.unclosed ? text : text.slice(parts.bodyStart);
}

function textErrors(text: string, parts: NoteParts): readonly PlacedNoteError[] {
  const marker = conflictMarker(text);
  if (marker !== undefined) {
    const message = localizable(
      'The note holds conflict markers of a merge. Run Papers: Merge Conflicting Note in it, or choose by hand, and save it.',
    );
    return [{ kind: 'conflict-markers', message, line: lineAt(text, marker), offset: marker }];
  }
  if (parts.unclosed) {
    const message = localizable('The front matter begins with “---” and has no closing “---”.');
    return [{ kind: 'unclosed', message, line: 1, offset: 0 }];
  }
  return [];
}

function placed(
  { kind, message, offset }: FrontMatterError,
  text: string,
  parts: NoteParts,
): PlacedNoteError {
  const { start = 0, end = 0 } = parts.yaml ?? {};
  // An error at the end is reported on the last line with content, not on the closing `---`.
  const last = text.slice(start, end).trimEnd().length;
  const at = start + Math.min(offset, last);
  return { kind, message, line: lineAt(text, at), offset: at };
}

type Report = (error: FrontMatterError) => void;

function readFields(root: FrontMatter['root'], report: Report): Omit<Note, 'paperId' | 'body'> {
  readVersion(root, report);
  const title = readText(root, 'title', report);
  const abstract = readText(root, 'abstract', report);
  const arxivVersion = readArxivVersion(root);
  const identifiers = readIdentifiers(root);
  const texts = { ...(title !== undefined && { title }), ...(abstract !== undefined && { abstract }) };
  const tags = readTags(root, report);
  const ids = new Set<string>();
  const highlights = [
    ...readHighlights(root, readTextField, ids, report),
    ...readHighlights(fullTextMap(root, report), readFullTextField, ids, report),
  ].map((highlight) => withState(texts, highlight));
  const citationKey = readCitationKey(root);
  const ownKeys = readOwnKeys(root);
  return {
    ...texts,
    ...(arxivVersion !== undefined && { arxivVersion }),
    ...identifiers,
    ...(citationKey !== undefined && { citationKey }),
    ...(ownKeys.length > 0 && { ownKeys: Object.fromEntries(ownKeys) }),
    tags,
    highlights,
  };
}

function readVersion(root: YAMLMap | undefined, report: Report): void {
  const value = pairOf(root, 'version')?.value;
  if (isBlank(value)) return;
  const version = isScalar(value) ? value.value : undefined;
  const offset = value.range?.[0] ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    report({
      kind: 'wrong-type',
      message: localizable('“version” must be a whole number: the version of the note format.'),
      offset,
    });
  } else if (version > noteVersion) {
    const message = localizable(
      'The note was written by a newer version of Daily Papers (note format {0}). Update the extension to edit it.',
      String(version),
    );
    report({ kind: 'newer-version', message, offset });
  }
}

/** Ignores other values: the key may be used by another program. */
function readArxivVersion(root: YAMLMap | undefined): number | undefined {
  const text = scalarText(pairOf(root, 'arxivVersion')?.value) ?? '';
  return /^[1-9]\d{0,2}$/u.test(text) ? Number(text) : undefined;
}

/** Ignores what no notation of citations takes as a key. */
function readCitationKey(root: YAMLMap | undefined): string | undefined {
  const text = scalarText(pairOf(root, 'citationKey')?.value) ?? '';
  return isCitationKey(text) ? text : undefined;
}

const keysOfFormat: ReadonlySet<string> = new Set([...noteKeys, 'citationKey']);
/** How many of the person's own keys are kept, and how many UTF-16 units of each value. */
const mostOwnKeys = 40;
const longestOwnValue = 300;

/** Maps and what is nested in lists are left out. */
function readOwnKeys(root: YAMLMap | undefined): readonly (readonly [string, string])[] {
  const pairs = root?.items ?? [];
  return pairs
    .flatMap(({ key, value }) => {
      const name = scalarText(key) ?? '';
      const texts = isSeq(value) ? value.items.map(scalarText) : [scalarText(value)];
      const known = texts.filter((text) => text !== undefined && text !== '');
      if (name === '' || name === '__proto__' || keysOfFormat.has(name) || known.length === 0) return [];
      return [[name, collapseWhitespace(known.join(', ')).slice(0, longestOwnValue)] as const];
    })
    .slice(0, mostOwnKeys);
}

/** Ignores other values, too. An identifier that was written as a number has lost nothing but zeros at its end. */
function readIdentifiers(root: YAMLMap | undefined): Pick<Note, 'arxivId' | 'doi'> {
  const text = (key: string): string => scalarText(pairOf(root, key)?.value) ?? '';
  const arxiv = parseArxivId(text('arxiv')) ?? arxivIdOfNumber(text('arxiv'));
  const doi = findDoi(text('doi'));
  return { ...(arxiv && { arxivId: arxiv.id }), ...(doi !== undefined && { doi }) };
}

function readText(map: YAMLMap | undefined, key: string, report: Report): string | undefined {
  const value = pairOf(map, key)?.value;
  if (isBlank(value)) return undefined;
  const text = scalarText(value);
  if (text === undefined) {
    report({
      kind: 'wrong-type',
      message: localizable('“{0}” must be text.', key),
      offset: value.range?.[0] ?? 0,
    });
  }
  return text;
}

/** A list, or a string separated by commas or spaces, which older versions of Obsidian wrote. */
function readTags(map: YAMLMap | undefined, report: Report): readonly Tag[] {
  const value = pairOf(map, 'tags')?.value;
  const texts = isSeq(value) ? value.items.map(scalarText) : [scalarText(value)];
  if (texts.includes(undefined)) {
    const message = localizable('“tags” must be a list of words.');
    report({ kind: 'wrong-type', message, offset: value?.range?.[0] ?? 0 });
  }
  const words = texts.filter((text) => text !== undefined);
  return distinctTags(isSeq(value) ? words.map(tagText) : words.flatMap(tagWords));
}

/** The map of `fullText`. What another source or form would mean is not known, so it is an error. */
function fullTextMap(root: YAMLMap | undefined, report: Report): YAMLMap | undefined {
  const value = pairOf(root, 'fullText')?.value;
  if (isBlank(value)) return undefined;
  if (isMap(value) && scalarText(pairOf(value, 'source')?.value) === fullTextSource) return value;
  const message = localizable(
    'The highlights of the whole paper are in a form that is not known: “fullText” must have “source: {0}”. A newer version of Daily Papers may have written them.',
    fullTextSource,
  );
  report({ kind: 'newer-version', message, offset: value.range?.[0] ?? 0 });
  return undefined;
}

/** The field of a highlight; undefined if its value is not known. */
type ReadField = (map: YAMLMap, report: Report) => HighlightField | undefined;

const readTextField: ReadField = (map, report) => {
  const field = readText(map, 'field', report) ?? 'abstract';
  return textFields.find((known) => known === field);
};

const readFullTextField: ReadField = (map, report) =>
  (readText(map, 'field', report) ?? 'fullText') === 'fullText' ? 'fullText' : undefined;

/** Reads the list `highlights` of a map. `ids` are those that the note has used, and gets these. */
function readHighlights(
  root: YAMLMap | undefined,
  readField: ReadField,
  ids: Set<string>,
  report: Report,
): readonly Highlight[] {
  const value = pairOf(root, 'highlights')?.value;
  if (isBlank(value)) return [];
  const offset = value.range?.[0] ?? 0;
  if (!isSeq(value)) {
    report({ kind: 'wrong-type', message: localizable('“highlights” must be a list.'), offset });
    return [];
  }
  const highlights: Highlight[] = [];
  for (const item of value.items) {
    const highlight = isMap(item) ? readHighlight(item, readField, report) : undefined;
    if (!highlight) {
      if (!isMap(item))
        report({
          kind: 'wrong-type',
          message: localizable('Each highlight must be a list of “key: value” lines.'),
          offset,
        });
      continue;
    }
    if (ids.has(highlight.id)) {
      const message = localizable(
        'Two highlights have the id “{0}”. Remove one, or change its id.',
        highlight.id,
      );
      report({ kind: 'duplicate-key', message, offset: (item as YAMLMap).range?.[0] ?? offset });
    }
    ids.add(highlight.id);
    highlights.push(highlight);
  }
  return highlights;
}

function readHighlight(map: YAMLMap, readField: ReadField, report: Report): Highlight | undefined {
  const id = readText(map, 'id', report);
  const quote = readText(map, 'quote', report);
  const field = readField(map, report);
  const offset = map.range?.[0] ?? 0;
  if (id === undefined || quote === undefined || field === undefined) {
    const message = localizable('A highlight needs an id, a quote, and “title” or “abstract” as its field.');
    report({ kind: 'wrong-type', message, offset });
    return undefined;
  }
  const start = readOffset(map, 'start', 0, report);
  return {
    id,
    field,
    quote,
    prefix: readText(map, 'prefix', report) ?? '',
    suffix: readText(map, 'suffix', report) ?? '',
    start,
    end: readOffset(map, 'end', start + quote.length, report),
    color: readText(map, 'color', report) ?? 'yellow',
    comment: readText(map, 'comment', report) ?? '',
    tags: readTags(map, report),
    created: readText(map, 'created', report) ?? '',
    state: 'orphaned',
    ...(field === 'fullText' && readPlace(map, report)),
  };
}

function readPlace(map: YAMLMap, report: Report): Pick<Highlight, 'version' | 'section'> {
  const version = readOffset(map, 'version', 0, report);
  const section = readText(map, 'section', report) ?? '';
  return { ...(version > 0 && { version }), ...(section !== '' && { section }) };
}

function readOffset(map: YAMLMap, key: string, fallback: number, report: Report): number {
  const value = pairOf(map, key)?.value;
  if (isBlank(value)) return fallback;
  const offset = isScalar(value) ? value.value : undefined;
  if (typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0) return offset;
  report({
    kind: 'wrong-type',
    message: localizable('“{0}” of a highlight must be a whole number.', key),
    offset: value.range?.[0] ?? 0,
  });
  return fallback;
}
