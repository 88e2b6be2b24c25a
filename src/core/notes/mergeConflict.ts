import { isMap, isScalar } from 'yaml';
import { type Result, err, ok } from '../base/result';
import type { PaperId } from '../library/paper';
import { fenceFor } from '../text/markdownText';
import { editNote } from './editNote';
import { pairOf, parseFrontMatter } from './frontMatter';
import { commonLines } from './mergeLines';
import type { Highlight, Note } from './note';
import { type NoteChange, changeBetween, sameHighlight } from './noteChange';
import type { NoteError } from './noteError';
import { noteParts } from './noteParts';
import { ownText } from './noteText';
import { parseNote } from './parseNote';
import { type KeptBoth, rebaseChange } from './rebaseChange';
import { tagKey } from './tag';
import { localizable } from '../base/localization';

export interface MergedConflict {
  readonly text: string;
  readonly keptBoth: readonly KeptBoth[];
}

/**
 * Resolves the conflict markers in a note file by merging its content: tags and highlights of both sides, both
 * comments, both versions of a line. With `merge.conflictStyle` `diff3` or `zdiff3`, what one side removed is removed;
 * without a base, a removal cannot be distinguished from an addition, so everything is kept. Returns an error if the
 * sides differ in another key or one of them does not parse: the user has to resolve that conflict.
 */
export function mergeConflict(text: string, paperId: PaperId): Result<MergedConflict, NoteError> {
  return mergeSides(conflictSides(text), paperId);
}

/**
 * Merges two notes of one paper, like {@link mergeConflict} for a conflict without a base. The keys that the extension
 * writes for the paper may be missing on one side.
 */
export function mergeNotes(
  ours: string,
  theirs: string,
  paperId: PaperId,
): Result<MergedConflict, NoteError> {
  return mergeSides({ ours, theirs, mayLack: subjectKeys }, paperId);
}

/** Merges two versions of a note that were made of one, like {@link mergeConflict} for a conflict with a base. */
export function mergeVersions(
  base: string,
  ours: string,
  theirs: string,
  paperId: PaperId,
): Result<MergedConflict, NoteError> {
  return mergeSides({ base, ours, theirs }, paperId);
}

/**
 * Adds what the note of one paper says to the note of another, for two papers that become one: tags and highlights as in
 * {@link mergeNotes}, its text after that of the other. What else a person wrote into its front matter follows as YAML.
 */
export function mergePaperNotes(
  ours: string,
  theirs: string,
  paperId: PaperId,
): Result<MergedConflict, NoteError> {
  const own = parseNote(ours, paperId);
  const other = parseNote(theirs, paperId);
  const error = own.error ?? other.error;
  if (error) return err(error);
  // The bodies are two texts, not two versions of one.
  const annotations = { ...other.note, body: own.note.body };
  const base = commonNote(own.note, annotations);
  const { change, keptBoth } = rebaseChange(base, changeBetween(base, annotations), own.note);
  const added = [textToAdd(own.note, other.note), frontToAdd(ours, theirs)].filter((text) => text !== '');
  const body = [own.note.body.trimEnd(), ...added].join('\n\n');
  const merged = editNote(ours, paperId, {
    ...sourceOfOther(own.note, other.note),
    ...change,
    ...(added.length > 0 && { body: `${body}\n` }),
  });
  return merged.ok ? ok({ text: merged.value, keptBoth }) : merged;
}

/** The text of the other note with its heading; empty if it has only that, or ours holds it already. */
function textToAdd(ours: Note, theirs: Note): string {
  const text = withEvenLines(theirs).body.trim();
  const isNew = ownText(theirs.body, theirs.title ?? '') !== '' && !withEvenLines(ours).body.includes(text);
  return isNew ? text : '';
}

/** The entries and comments in the other front matter that ours lacks, as a block of YAML; may be empty. */
function frontToAdd(ours: string, theirs: string): string {
  const [own, foreign] = [foreignEntries(ours, subjectKeys), foreignEntries(theirs, subjectKeys)];
  const front = frontOf(theirs);
  const entries = sourcesOf(front).filter(([key, entry]) => foreign.has(key) && own.get(key) !== entry);
  const sources = entries.map(([, , source]) => source);
  const ownComments = new Set(commentsIn(frontOf(ours)));
  const comments = commentsIn(front).filter(
    (comment) => !ownComments.has(comment) && !sources.some((source) => source.includes(comment)),
  );
  const lines = [...comments, ...sources];
  if (lines.length === 0) return '';
  const fence = fenceFor(lines.join('\n'), '`');
  return [`${fence}yaml`, ...lines.map((line) => line.trimEnd()), fence].join('\n');
}

/** The lines of a front matter that are comments, without the space around them. */
function commentsIn(front: string): readonly string[] {
  return (front.match(/^[ \t]*#[^\n]*/gmu) ?? []).map((comment) => comment.trim());
}

function frontOf(text: string): string {
  const { yaml } = noteParts(text);
  return yaml ? text.slice(yaml.start, yaml.end) : '';
}

function mergeSides(sides: ConflictSides, paperId: PaperId): Result<MergedConflict, NoteError> {
  const ours = parseNote(sides.ours, paperId);
  const theirs = parseNote(sides.theirs, paperId);
  const original = sides.base === undefined ? undefined : parseNote(sides.base, paperId);
  const error = ours.error ?? theirs.error;
  if (error) return err(error);
  if (!agree(foreignEntries(sides.ours), foreignEntries(sides.theirs), sides.mayLack))
    return err(undecided());
  const [our, their] = [withEvenLines(ours.note), withEvenLines(theirs.note)];
  const base = original && !original.error ? withEvenLines(original.note) : commonNote(our, their);
  const { change, keptBoth } = rebaseChange(base, changeBetween(base, their), our);
  const merged = editNote(sides.ours, paperId, { ...sourceOfOther(our, their), ...change });
  return merged.ok ? ok({ text: merged.value, keptBoth }) : merged;
}

/** A note whose lines all end with a line feed alone, as copies may differ in line ends. A file that is edited keeps its own. */
function withEvenLines(note: Note): Note {
  const body = note.body.replaceAll('\r\n', '\n');
  return { ...note, body: body === '' || body.endsWith('\n') ? body : `${body}\n` };
}

function undecided(): NoteError {
  const message = localizable(
    'The two sides of the merge differ in more than annotations. Choose between them by hand.',
  );
  return { kind: 'conflict-markers', message };
}

interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
  /** Present with `merge.conflictStyle` `diff3` or `zdiff3`. */
  readonly base?: string;
  /** Keys that may be missing on one side. */
  readonly mayLack?: readonly string[];
}

/** Reconstructs the versions of a file from the text with conflict markers. */
function conflictSides(text: string): ConflictSides {
  const sides = { ours: '', base: '', theirs: '' };
  let inside: keyof typeof sides | undefined;
  let hasBase = false;
  for (const line of text.split(/(?<=\n)/)) {
    const mark = /^(<{7} |\|{7} |={7}\r?\n|>{7} )/.exec(line)?.[0].charAt(0);
    if (mark === '<' && inside === undefined) inside = 'ours';
    else if (mark === '|' && inside === 'ours') {
      inside = 'base';
      hasBase = true;
    } else if (mark === '=' && inside !== undefined && inside !== 'theirs') inside = 'theirs';
    else if (mark === '>' && inside === 'theirs') inside = undefined;
    else for (const side of inside ? [inside] : (['ours', 'base', 'theirs'] as const)) sides[side] += line;
  }
  return hasBase ? sides : { ours: sides.ours, theirs: sides.theirs };
}

/** The keys whose values are merged. All others must be equal on both sides. */
const mergedKeys = ['tags', 'highlights', 'fullText'] as const;

/** The keys for the paper and the note format. */
const subjectKeys = ['paper', 'version', 'title', 'arxiv', 'doi', 'abstract', 'arxivVersion'] as const;

/** The entries of the front matter that are not merged, by key. */
function foreignEntries(text: string, besides: readonly string[] = []): ReadonlyMap<string, string> {
  const own = new Set<unknown>([...mergedKeys, ...besides]);
  const { root } = parseFrontMatter(frontOf(text));
  const fullText = pairOf(root, 'fullText')?.value;
  const inFullText = isMap(fullText) ? fullText.items.filter(({ key }) => !isKey(key, 'highlights')) : [];
  return new Map([
    ...(root?.items ?? [])
      .filter(({ key }) => !isScalar(key) || !own.has(key.value))
      .map((pair): [string, string] => [String(pair.key), String(pair)]),
    ...inFullText.map((pair): [string, string] => [`fullText.${String(pair.key)}`, String(pair)]),
  ]);
}

function isKey(key: unknown, name: string): boolean {
  return isScalar(key) && key.value === name;
}

/** The entries of a front matter: key, value as in {@link foreignEntries}, and how they are written. */
function sourcesOf(front: string): readonly (readonly [key: string, entry: string, source: string])[] {
  const pairs = parseFrontMatter(front).root?.items ?? [];
  const starts = pairs.map(({ key }) => (isScalar(key) ? (key.range?.[0] ?? 0) : 0));
  return pairs.map((pair, at) => [
    String(pair.key),
    String(pair),
    front.slice(starts[at], starts[at + 1]).trimEnd(),
  ]);
}

/** Whether both sides have equal values, except for keys that may be missing on one side. */
function agree(
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
  mayLack: readonly string[] = [],
): boolean {
  return [...new Set([...ours.keys(), ...theirs.keys()])].every((key) => {
    const [one, other] = [ours.get(key), theirs.get(key)];
    // A change of the highlights writes the source where it is missing.
    const isOptional = key === 'fullText.source' || mayLack.includes(key);
    return one === other || (isOptional && (one === undefined || other === undefined));
  });
}

/** The paper's text from the other side if ours has none: the other side's highlights are offsets into it. */
function sourceOfOther(ours: Note, { title, abstract, arxivVersion }: Note): NoteChange {
  if (ours.abstract !== undefined || title === undefined || abstract === undefined) return {};
  return { source: { title, abstract, ...(arxivVersion !== undefined && { arxivVersion }) } };
}

/** The common part of two notes, which replaces a missing base. */
function commonNote(ours: Note, theirs: Note): Note {
  const tags = new Set(theirs.tags.map(tagKey));
  return {
    ...ours,
    tags: ours.tags.filter((tag) => tags.has(tagKey(tag))),
    highlights: ours.highlights.flatMap((one) => {
      // If one id has different quotes, neither may replace the other: both count as additions.
      const other = theirs.highlights.find(({ id, quote }) => id === one.id && quote === one.quote);
      return other ? [commonHighlight(one, other)] : [];
    }),
    body: commonLines(ours.body, theirs.body),
  };
}

function commonHighlight(one: Highlight, other: Highlight): Highlight {
  if (sameHighlight(one, other)) return one;
  const comment = one.comment === other.comment ? one.comment : '';
  return { ...one, comment, tags: one.tags.filter((tag) => other.tags.includes(tag)) };
}
