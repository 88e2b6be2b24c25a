import type { Stamp } from '../../core/base/hybridClock';
import {
  compareEntries,
  EntryTable,
  formatHeader,
  type LibraryEntry,
} from '../../core/replication/libraryEntry';
import { codeOf } from '../../platform/common/errorCode';
import type { JsonLineFiles, LineFileFacts } from '../../platform/common/stores/jsonLineFiles';
import { BlobIndex, linesOf, readLibraryFile } from './libraryFile';
import type { OtherDevices, PartSnapshot } from './libraryPart';

/** How far a file was read, in bytes, and how to recognise it. */
interface ReadFile extends LineFileFacts {
  readonly end: number;
  /** See `markBefore`. */
  readonly mark: string;
}

const ending = '.jsonl';

/**
 * A folder that a file sync carries between devices. Each device adds to a file of its own; all files are read, also
 * copies that a sync service makes of them, since each line names the device that wrote it.
 */
export class LibraryFolder implements OtherDevices {
  table = new EntryTable();
  #blobs: BlobIndex;
  readonly #read = new Map<string, ReadFile>();

  /** `observe` is called with the stamp of each entry that is read. */
  constructor(
    private readonly files: JsonLineFiles,
    readonly path: string,
    private readonly device: () => string,
    private readonly observe: (stamp: Stamp) => void,
  ) {
    this.#blobs = new BlobIndex(files);
  }

  read = (hash: string): Promise<Uint8Array | undefined> => this.#blobs.read(hash);

  /**
   * Reads what was added to the files since the last time.
   * @throws ENOENT if the folder does not exist, as on a disk that is not connected
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    const found = await this.files.list(this.path);
    const isOlder = ([name, { end }]: readonly [string, ReadFile]): boolean =>
      (found.get(name)?.size ?? 0) < end;
    // Entries that are no longer in the folder have to be written again.
    if ([...this.#read].some(isOlder)) this.#forget();
    for (const [name, { size, changed }] of found) {
      const before = this.#read.get(name);
      if (before?.size === size && before.changed === changed) continue;
      const read = await this.#readFile(name, before, signal).catch(unreadable);
      if (read) this.#read.set(name, { ...read, size, changed });
    }
  }

  /** Adds entries to the file of this device. */
  async publish(
    entries: readonly LibraryEntry[],
    blobs: PartSnapshot['blobs'],
  ): Promise<readonly LibraryEntry[]> {
    const { device } = this;
    const hashes = new Set<string>();
    const written = {
      has: (hash: string): boolean => this.#blobs.has(hash) || hashes.has(hash),
      add: (hash: string) => hashes.add(hash),
    };
    const isNew = !this.#read.has(this.#ownName);
    async function* lines(): AsyncGenerator<readonly unknown[]> {
      if (isNew) yield [formatHeader(device())];
      for (const entry of entries) yield* linesOf(entry, blobs, written);
    }
    await this.files.append(this.files.join(this.path, this.#ownName), lines());
    await this.refresh();
    // An entry was not written if one of its texts could not be read.
    return entries.filter((entry) => {
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
    const { files } = this;
    const path = files.join(this.path, name);
    const isLonger = before ? (await files.markBefore(path, before.end)) === before.mark : false;
    const { table, observe } = this;
    const options = { table, blobs: this.#blobs, observe, ...(signal && { signal }) };
    const { end } = await readLibraryFile(files, path, {
      ...options,
      from: before && isLonger ? before.end : 0,
    });
    return { end, mark: await files.markBefore(path, end) };
  }

  #forget(): void {
    this.table = new EntryTable();
    this.#blobs = new BlobIndex(this.files);
    this.#read.clear();
  }
}

/** For `catch`: a file that cannot be read, or was deleted meanwhile, is skipped. */
function unreadable(error: unknown): undefined {
  if (error instanceof DOMException || codeOf(error) === undefined) throw error;
  return undefined;
}
