import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stamp } from '../../core/base/hybridClock';
import {
  compareEntries,
  EntryTable,
  formatHeader,
  type LibraryEntry,
} from '../../core/replication/libraryEntry';
import { syncFolder } from '../../platform/node/files/atomicFile';
import { ignoreMissing } from '../../platform/node/files/errorCode';
import { appendJsonLines, markBefore } from '../../platform/node/files/jsonLines';
import { BlobIndex, linesOf, readLibraryFile } from './libraryFile';
import type { OtherDevices, PartSnapshot } from './libraryPart';

/** How far a file was read, in bytes, and what tells that it is still the same. */
interface ReadFile {
  readonly end: number;
  /** See `markBefore`. */
  readonly mark: string;
  readonly changed: number;
  readonly size: number;
}

const ending = '.jsonl';

/**
 * A folder that a file sync carries between devices. Each device adds to a file of its own; all files are read, also
 * copies that a sync service makes of them, since each line says itself which device wrote it.
 */
export class LibraryFolder implements OtherDevices {
  table = new EntryTable();
  #blobs = new BlobIndex();
  readonly #files = new Map<string, ReadFile>();

  /** `observe` hears of the stamp of each entry that is read. */
  constructor(
    readonly path: string,
    private readonly device: () => string,
    private readonly observe: (stamp: Stamp) => void,
  ) {}

  read = (hash: string): Promise<Uint8Array | undefined> => this.#blobs.read(hash);

  /**
   * Reads what was added to the files since the last time.
   * @throws ENOENT if the folder is not there, as on a disk that is not connected
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    const names = (await readdir(this.path)).filter((name) => name.endsWith(ending) && !name.startsWith('.'));
    const found = new Map<string, Pick<ReadFile, 'size' | 'changed'>>();
    for (const name of names) {
      const file = await lstat(join(this.path, name)).catch(ignoreMissing);
      if (file?.isFile() === true) found.set(name, { size: file.size, changed: file.mtimeMs });
    }
    const isOlder = ([name, { end }]: readonly [string, ReadFile]): boolean =>
      (found.get(name)?.size ?? 0) < end;
    // What is no longer in the folder has to be written again.
    if ([...this.#files].some(isOlder)) this.#forget();
    for (const [name, { size, changed }] of found) {
      const before = this.#files.get(name);
      if (before?.size === size && before.changed === changed) continue;
      const read = await this.#readFile(name, before, signal).catch(ignoreMissing);
      if (read) this.#files.set(name, { ...read, size, changed });
    }
  }

  /** Adds entries to the file of this device. */
  async publish(
    entries: readonly LibraryEntry[],
    blobs: PartSnapshot['blobs'],
  ): Promise<readonly LibraryEntry[]> {
    const written: LibraryEntry[] = [];
    const hashes = new Set<string>();
    const { device } = this;
    const has = (hash: string): boolean => this.#blobs.has(hash) || hashes.has(hash);
    const isNew = !this.#files.has(this.#ownName);
    async function* lines(): AsyncGenerator<readonly unknown[]> {
      if (isNew) yield [formatHeader(device())];
      for (const entry of entries) {
        let count = 0;
        for await (const part of linesOf(entry, blobs, has)) {
          yield part;
          count += 1;
        }
        if (count === 0) continue;
        for (const hash of entry.blobs ?? []) hashes.add(hash);
        written.push(entry);
      }
    }
    await appendJsonLines(join(this.path, this.#ownName), lines());
    if (isNew) await syncFolder(this.path);
    await this.refresh();
    // Of a text that could not be read part may have been written, and the entry was not.
    return written.filter((entry) => {
      const known = this.table.get(entry.kind, entry.key);
      return known !== undefined && compareEntries(known, entry) >= 0;
    });
  }

  get #ownName(): string {
    return this.device() + ending;
  }

  /** A file that a sync service has replaced is read from its beginning. */
  async #readFile(
    name: string,
    before: ReadFile | undefined,
    signal?: AbortSignal,
  ): Promise<Pick<ReadFile, 'end' | 'mark'>> {
    const path = join(this.path, name);
    const isLonger = before ? (await markBefore(path, before.end)) === before.mark : false;
    const { table, observe } = this;
    const options = { table, blobs: this.#blobs, observe, ...(signal && { signal }) };
    const { end } = await readLibraryFile(path, { ...options, from: before && isLonger ? before.end : 0 });
    return { end, mark: await markBefore(path, end) };
  }

  #forget(): void {
    this.table = new EntryTable();
    this.#blobs = new BlobIndex();
    this.#files.clear();
  }
}
