import { isAscii } from 'node:buffer';
import { join } from 'node:path';
import {
  type ScannedFile,
  type StoredFile,
  namesSomething,
  decodeIndex,
  encodeIndex,
} from '../../core/references/scannedFile';
import { isBinary, isScanned, largestFile, scanFileText } from '../../core/references/scanFileText';
import type { TitleMatcher } from '../../core/references/titleMatcher';
import { listFiles, withoutIgnored } from '../../platform/node/files/listFiles';
import { PlainFileReader, isFolder, stampOf } from '../../platform/node/files/plainFileReader';
import type { FolderScan, ScannedFolder } from '../references/folderScanner';

const largestIndex = 256 * 1024 * 1024;
/** Files beyond are left out. */
const mostFiles = 200_000;

interface ScanOptions extends ScannedFolder {
  /** For the titles that are named. Undefined if the titles are not known here yet. */
  readonly matcher: TitleMatcher | undefined;
  /** Reads the files that have changed, as {@link readFiles} does, but in several threads. */
  readonly read?: (
    root: string,
    paths: readonly string[],
    matcher: TitleMatcher,
  ) => Promise<readonly StoredFile[]>;
}

export interface StorableScan extends FolderScan {
  /** Writes the index file, if it is not up to date. To be called when the result has been sent, which need not wait for the disk. */
  readonly store: () => Promise<void>;
}

/**
 * Finds the references in all files of a folder that are not ignored. Files that have not changed since the stored index
 * was written are not read. Undefined if a file has to be read and the titles are not known. Runs in a process of its own:
 * it reads synchronously.
 */
export async function scanFolder({
  root,
  indexFile,
  titles,
  matcher,
  read = readInThisThread,
}: ScanOptions): Promise<StorableScan | undefined> {
  const stored = indexFile === undefined ? undefined : storedIndex(indexFile);
  const before = stored?.header.titles === titles ? stored.files : new Map<string, StoredFile>();
  if (!matcher && before.size === 0) return undefined;
  const { paths, by, isCut } = listFiles(root, mostFiles);
  const { unchanged, unread } = compared(root, paths.filter(isScanned), before);
  if (unread.length > 0 && !matcher) return undefined;
  const found = matcher ? await read(root, unread, matcher) : [];
  const files = [...unchanged, ...found];
  const isChanged = found.length > 0 || files.length !== before.size;
  return {
    files: files.filter(namesSomething),
    listed: files.length,
    read: found.length,
    by,
    isCut,
    store: async () => {
      if (indexFile === undefined || !isChanged) return;
      // Imported here, so that a scan does not load the modules of Node that writing needs.
      const { overwriteFile } = await import('../../platform/node/files/atomicFile');
      await overwriteFile(indexFile, Buffer.from([...encodeIndex({ titles }, files)].join('')));
    },
  };
}

const readInThisThread: Required<ScanOptions>['read'] = (root, paths, matcher) =>
  Promise.resolve(readFiles(root, paths, matcher));

/** A reader for {@link readFiles}. */
export function fileReader(): PlainFileReader {
  return new PlainFileReader(largestFile);
}

/** Finds the references in files of a folder, by their paths relative to it; those that cannot be read are left out. */
export function readFiles(
  root: string,
  paths: readonly string[],
  matcher: TitleMatcher,
  reader = fileReader(),
): readonly StoredFile[] {
  return paths.flatMap((path): readonly StoredFile[] => {
    // The list has plain files only, so that it is safe to open them without a look.
    const found = reader.readStamped(join(root, path));
    if (!found) return [];
    const { bytes, ...stamp } = found;
    return [{ ...stamp, ...scannedBytes(path, bytes, matcher) }];
  });
}

/**
 * Finds the references in files of a folder, and in those of its subfolders, by their paths. Files that are ignored,
 * removed, too large or not text have none.
 */
export function scanFiles(root: string, paths: readonly string[], matcher: TitleMatcher): ScannedFile[] {
  const reader = fileReader();
  const wanted = new Set(withoutIgnored(root, paths));
  return paths.flatMap((path) => {
    const within = wanted.has(path) && isFolder(join(root, path)) ? filesBelow(root, path) : [];
    return [path, ...within].map((each) => {
      const isRead = wanted.has(path) && isScanned(each);
      return scannedBytes(each, isRead ? reader.read(join(root, each)) : undefined, matcher);
    });
  });
}

function filesBelow(root: string, path: string): readonly string[] {
  return listFiles(join(root, path), mostFiles).paths.map((below) => `${path}/${below}`);
}

function compared(
  root: string,
  paths: readonly string[],
  before: ReadonlyMap<string, StoredFile>,
): { readonly unchanged: readonly StoredFile[]; readonly unread: readonly string[] } {
  const unchanged: StoredFile[] = [];
  const unread: string[] = [];
  for (const path of paths) {
    const known = before.get(path);
    if (known && isUnchanged(`${root}/${path}`, known)) unchanged.push(known);
    else unread.push(path);
  }
  return { unchanged, unread };
}

function isUnchanged(path: string, { size, mtime }: StoredFile): boolean {
  const stamp = stampOf(path, largestFile);
  return stamp?.size === size && stamp.mtime === mtime;
}

function scannedBytes(path: string, bytes: Buffer | undefined, matcher: TitleMatcher): ScannedFile {
  if (!bytes || isBinary(bytes)) return { path, references: [] };
  const ascii = isAscii(bytes) ? bytes : undefined;
  return scanFileText(path, bytes.toString(ascii ? 'latin1' : 'utf8'), matcher, ascii);
}

function storedIndex(path: string): ReturnType<typeof decodeIndex> {
  const stamp = stampOf(path, largestIndex);
  const bytes = stamp && new PlainFileReader(stamp.size).read(path);
  return bytes && decodeIndex(bytes.toString('utf8'));
}
