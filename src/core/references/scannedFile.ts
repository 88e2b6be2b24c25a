import type { KeyedEntry } from './citedEntries';
import type { PlacedReference } from './scanText';
import { parseJson } from '../base/parseJson';

/** The references in a file of the workspace. */
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

/** Incremented when the lines below change, or what is found in files; files of another form are read again. */
const form = 2;

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

/** Undefined if the text is not an index of this form. If a line is damaged, only its file is missing. */
export function decodeIndex(
  text: string,
): { readonly header: IndexHeader; readonly files: ReadonlyMap<string, StoredFile> } | undefined {
  // All at once is faster, and possible if no line is damaged.
  const values = parseJson(`[${text.trim().replaceAll('\n', ',')}]`) ?? text.split('\n').map(parseJson);
  const [head, ...rows] = values as readonly unknown[];
  const { form: storedForm, titles } = (head ?? {}) as { readonly form?: unknown; readonly titles?: unknown };
  if (storedForm !== form || typeof titles !== 'string') return undefined;
  const files = new Map<string, StoredFile>();
  for (const row of rows) {
    const file = storedFile(row);
    if (file) files.set(file.path, file);
  }
  return { header: { titles }, files };
}

function storedFile(row: unknown): StoredFile | undefined {
  if (!Array.isArray(row)) return undefined;
  const [path, size, mtime, references, entries] = row as readonly unknown[];
  if (typeof path !== 'string' || typeof size !== 'number' || typeof mtime !== 'number') return undefined;
  if (!Array.isArray(references)) return undefined;
  const file = { path, size, mtime, references: references as readonly PlacedReference[] };
  return Array.isArray(entries) ? { ...file, entries: entries as readonly KeyedEntry[] } : file;
}
