import {
  compareEntries,
  EntryTable,
  formatHeader,
  type LibraryEntry,
  libraryVersion,
  longestLibraryLine,
  parseLibraryLine,
} from '../../core/replication/libraryEntry';
import type { DeviceStatus } from '../../core/replication/deviceStatus';
import { ignoreRefused } from '../../platform/common/errorCode';
import type { JsonLine, JsonLineFiles, LineFileFacts } from '../../platform/common/stores/jsonLineFiles';
import { BlobIndex, linesOf, readLibraryFile } from './libraryFile';
import type { LocalBlob } from './libraryPart';

/** A library folder and the file of this device in it. */
export interface OwnedFolder {
  readonly files: JsonLineFiles;
  readonly path: string;
  readonly ownName: string;
}

/** A file that is folded, as it was when all devices had merged it. */
export interface FoldedFile extends LineFileFacts {
  readonly name: string;
}

/** The items of some files of a folder. */
class Content {
  readonly table = new EntryTable();
  readonly blobs: BlobIndex;

  constructor({ files }: OwnedFolder) {
    this.blobs = new BlobIndex(files);
  }

  /** Whether an entry, or a later one, is here with all of its texts. */
  has(entry: LibraryEntry): boolean {
    const known = this.table.get(entry.kind, entry.key);
    if (!known || compareEntries(known, entry) < 0) return false;
    return (known.blobs ?? []).every((hash) => this.blobs.has(hash));
  }
}

/** Reads a file once into several contents. Resolves to where its last line ends, in bytes. */
async function readInto(
  contents: readonly Content[],
  { files, path: at }: OwnedFolder,
  name: string,
  from = 0,
): Promise<number> {
  const table = {
    put: (entry: LibraryEntry): void => {
      for (const content of contents) content.table.put(entry);
    },
  };
  const blobs: Pick<BlobIndex, 'add'> = {
    add: (part, path, line) => {
      for (const content of contents) content.blobs.add(part, path, line);
    },
  };
  return (await readLibraryFile(files, files.join(at, name), { table, blobs, from })).end;
}

/**
 * Copies what only `folded` have, also of kinds that this release does not know, to the file of this device by `append`,
 * reads it again, and removes those that are unchanged. If the program ends in between, nothing is lost, and the next
 * attempt copies the rest. Resolves to whether a file was removed.
 */
export async function foldFiles(
  folder: OwnedFolder,
  folded: readonly FoldedFile[],
  append: (lines: AsyncIterable<readonly unknown[]>) => Promise<void>,
): Promise<boolean> {
  const { files, path, ownName } = folder;
  const names = new Set(folded.map(({ name }) => name));
  const [all, rest] = [new Content(folder), new Content(folder)];
  let end = 0;
  for (const name of (await files.list(path)).keys()) {
    const read = await readInto(names.has(name) ? [all] : [all, rest], folder, name);
    if (name === ownName) end = read;
  }
  const missing = [...all.table.entries()].filter((entry) => !rest.has(entry));
  if (missing.length > 0) {
    await append(copied(missing, all, rest));
    await readInto([rest], folder, ownName, end);
    if (!missing.every((entry) => rest.has(entry))) return false;
  }
  let isAnyRemoved = false;
  for (const { name, ...facts } of folded) {
    // A folder may allow each device to remove its own files only.
    const isRemoved = await files.remove(files.join(path, name), facts).catch(ignoreRefused);
    isAnyRemoved ||= isRemoved === true;
  }
  return isAnyRemoved;
}

async function* copied(
  entries: readonly LibraryEntry[],
  { blobs }: Content,
  rest: Content,
): AsyncGenerator<readonly unknown[]> {
  const written = rest.blobs.withAdded();
  for (const entry of entries) {
    const texts = (entry.blobs ?? []).map((hash): [string, LocalBlob] => [
      hash,
      { read: () => blobs.read(hash) },
    ]);
    yield* linesOf(entry, new Map(texts), written);
  }
}

/**
 * Replaces the file of this device by one without outdated lines, if these are more than half of it: entries before the last
 * one of their key in the file, texts that no entry of the folder names, and earlier statuses. Lines of a later release are
 * kept. Resolves to whether it was replaced.
 *
 * @param table the entries of all files of the folder
 */
export async function compactOwnFile(
  folder: OwnedFolder,
  table: EntryTable,
  device: string,
): Promise<boolean> {
  const { files, path, ownName } = folder;
  const own = files.join(path, ownName);
  const facts = (await files.list(path)).get(ownName);
  if (!facts) return false;
  const [content, statuses] = [new Content(folder), new Map<string, DeviceStatus>()];
  const { version } = await readLibraryFile(files, own, {
    table: content.table,
    blobs: content.blobs,
    statuses,
  });
  if ((version ?? 0) > libraryVersion) return false;
  const hashes = new Set<string>();
  for (const entries of [table.entries(), content.table.entries()])
    for (const { blobs } of entries) for (const hash of blobs ?? []) hashes.add(hash);
  const isKept = (line: JsonLine): boolean => {
    const parsed = parseLibraryLine(line.value);
    if (!parsed) return true;
    if (parsed.type === 'header') return false;
    if (parsed.type === 'status') return statuses.get(parsed.status.device)?.time === parsed.status.time;
    if (parsed.type === 'blob')
      return hashes.has(parsed.part.blob) && content.blobs.isLast(parsed.part, line);
    const { kind, key } = parsed.entry;
    return content.table.get(kind, key)?.stamp.join() === parsed.entry.stamp.join();
  };
  const reading = { longest: longestLibraryLine };
  let kept = 0;
  for await (const { lines } of files.read(own, reading))
    for (const line of lines) if (isKept(line)) kept += line.end - line.start;
  if (kept * 2 > facts.size) return false;
  async function* lines(): AsyncGenerator<readonly unknown[]> {
    yield [formatHeader(device)];
    for await (const part of files.read(own, reading))
      yield part.lines.filter(isKept).map(({ value }) => value);
  }
  return files.write(own, lines(), facts);
}
