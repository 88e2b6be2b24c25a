import { citedEntries } from './citedEntries';
import { languageOfFile } from './languages';
import type { ScannedFile } from './scannedFile';
import { scanNotebook, scanText } from './scanText';
import type { TitleMatcher } from './titleMatcher';

/** In bytes. Larger files are data. */
export const largestFile = 2 * 1024 * 1024;
/** The number of bytes in which a zero byte shows that a file is binary. */
const lookedAt = 8_000;

export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, lookedAt).includes(0);
}

/** Digests in `.papers` are part of the library, not places that refer to it. */
export function isScanned(path: string): boolean {
  return !/(?:^|\/)\.papers\/(?!notes\/)/.test(path);
}

/** The references in a file of the workspace. `ascii` has the characters of the text if all are ASCII. */
export function scanFileText(
  path: string,
  text: string,
  titles: TitleMatcher,
  ascii?: Uint8Array,
): ScannedFile {
  const languageId = languageOfFile(path);
  if (languageId === 'ipynb') return { path, references: scanNotebook(text, titles) };
  const references = scanText(text, languageId, titles, ascii);
  return languageId === 'bibtex' ? { path, references, entries: citedEntries(text) } : { path, references };
}
