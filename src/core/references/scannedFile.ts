import type { KeyedEntry } from './citedEntries';
import type { PlacedReference } from './scanText';
import { parseJson } from '../base/parseJson';

/** What a file of the workspace names. */
export interface ScannedFile {
  /** Relative to the scanned folder, with `/`. */
  readonly path: string;
  readonly references: readonly PlacedReference[];
  /** Of a `.bib` file. */
  readonly entries?: readonly KeyedEntry[];
}

/** Whether a file has to be in the index: most files have neither references nor entries. */
export function namesSomething({ references, entries = [] }: ScannedFile): boolean {
  return references.length > 0 || entries.length > 0;
}

/** A scanned file as it is kept on disk: what was found counts as long as size and time are the same. */
export interface StoredFile extends ScannedFile {
  readonly size: number;
  readonly mtime: number;
}

/** The form of the lines below; files of another form are read anew. */
const form = 1;

/** Identifies the titles that the index was made with; it is not used with others. */
export interface IndexHeader {
  readonly titles: string;
}

/** An index as lines of JSON: a header, then a line for each file. */
export function* encodeIndex(header: IndexHeader, files: Iterable<StoredFile>): Iterable<string> {
  yield `${JSON.stringify({ form, ...header })}\n`;
  for (const { path, size, mtime, references, entries } of files)
    yield `${JSON.stringify([path, size, mtime, references, ...(entries ? [entries] : [])])}\n`;
}

/** Undefined if the text is no index of this form. A line that is damaged costs its file. */
export function decodeIndex(
  text: string,
): { readonly header: IndexHeader; readonly files: ReadonlyMap<string, StoredFile> } | undefined {
  const lines = text.split('\n');
  const head = parseJson(lines[0] ?? '') as
    { readonly form?: unknown; readonly titles?: unknown } | undefined;
  if (head?.form !== form || typeof head.titles !== 'string') return undefined;
  const files = new Map<string, StoredFile>();
  for (const line of lines.slice(1)) {
    const file = storedFile(parseJson(line));
    if (file) files.set(file.path, file);
  }
  return { header: { titles: head.titles }, files };
}

function storedFile(line: unknown): StoredFile | undefined {
  if (!Array.isArray(line)) return undefined;
  const [path, size, mtime, references, entries] = line as readonly unknown[];
  if (typeof path !== 'string' || typeof size !== 'number' || typeof mtime !== 'number') return undefined;
  if (!Array.isArray(references)) return undefined;
  return {
    ...{ path, size, mtime, references: references as readonly PlacedReference[] },
    ...(Array.isArray(entries) && { entries: entries as readonly KeyedEntry[] }),
  };
}
