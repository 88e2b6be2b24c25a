import type { Stamp } from '../../core/base/hybridClock';
import {
  type DeviceStatus,
  type FolderFile,
  isStatusDue,
  libraryFileName,
  foldableFiles,
  formatStatus,
  nextStatus,
} from '../../core/replication/deviceStatus';
import {
  compareEntries,
  EntryTable,
  formatHeader,
  type LibraryEntry,
  libraryVersion,
} from '../../core/replication/libraryEntry';
import { ignoreMissing, ignoreRefused } from '../../platform/common/errorCode';
import { sha256Hex } from '../../platform/common/hash';
import type { JsonLineFiles, LineFileFacts } from '../../platform/common/stores/jsonLineFiles';
import { compactOwnFile, foldFiles } from './foldFiles';
import { BlobIndex, linesOf, readLibraryFile } from './libraryFile';
import type { OtherDevices, PartSnapshot } from './libraryPart';

/** How far a file was read, in bytes, and how to recognise it. */
interface ReadFile extends LineFileFacts {
  readonly end: number;
  /** See `markBefore`. */
  readonly mark: string;
  readonly owner: string | undefined;
  readonly hasHeader: boolean;
  readonly hasUnknown: boolean;
}

/** This device, as others see it in the folder. */
export interface FolderDevice {
  readonly id: () => string;
  /** See `DeviceStatus.machine`. */
  readonly machine: () => string;
  /** Gives milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * A folder that a file sync carries between devices. Each device adds to a file of its own; all files are read, also
 * copies that a sync service makes of them, since each line names the device that wrote it.
 */
export class LibraryFolder implements OtherDevices {
  table = new EntryTable();
  #blobs: BlobIndex;
  #statuses = new Map<string, DeviceStatus>();
  readonly #read = new Map<string, ReadFile>();

  /** `observe` is called with the stamp of each entry that is read. */
  constructor(
    private readonly files: JsonLineFiles,
    readonly path: string,
    private readonly device: FolderDevice,
    private readonly observe: (stamp: Stamp) => void,
  ) {
    this.#blobs = new BlobIndex(files);
  }

  read = (hash: string): Promise<Uint8Array | undefined> => this.#blobs.read(hash);

  hasText(hash: string): boolean {
    return this.#blobs.has(hash);
  }

  /**
   * Reads what was added to the files since the last time.
   * @throws ENOENT if the folder does not exist, as on a disk that is not connected
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    const found = await this.files.list(this.path);
    // Entries that are no longer in the folder have to be written again.
    if (await this.#isAnyReplaced(found)) this.#forget();
    for (const [name, facts] of found) {
      const before = this.#read.get(name);
      if (before && isSame(before, facts)) continue;
      // A file that cannot be read, or was deleted meanwhile, is skipped.
      const read = await this.#readFile(name, before, signal).catch(ignoreRefused);
      if (read) this.#read.set(name, { ...read, ...facts });
    }
  }

  /** Adds entries to the file of this device, with those of their texts that are in no file. */
  async publish(
    entries: readonly LibraryEntry[],
    blobs: PartSnapshot['blobs'],
  ): Promise<readonly LibraryEntry[]> {
    const written = this.#blobs.withAdded();
    async function* lines(): AsyncGenerator<readonly unknown[]> {
      for (const entry of entries) yield* linesOf(entry, blobs, written);
    }
    await this.#append(lines());
    await this.refresh();
    // An entry was not written if one of its texts could not be read.
    return entries.filter((entry) => {
      const known = this.table.get(entry.kind, entry.key);
      return known !== undefined && compareEntries(known, entry) >= 0;
    });
  }

  /**
   * Once a week, after a merge: writes the status of this device, takes over files that no device continues, and compacts
   * the file of this device.
   */
  async maintain(): Promise<void> {
    const { device, files, path } = this;
    const own = { device: device.id(), machine: device.machine(), time: device.now() };
    if (!isStatusDue(this.#statuses.get(own.device), own.time)) return;
    const others = this.#folderFiles().filter(({ name }) => name !== this.#ownName);
    const status = nextStatus(own, others, this.#statuses);
    const foldable = foldableFiles(status, others, this.#statuses);
    await this.#append(single([formatStatus(status)]));
    await this.refresh();
    const folder = { files, path, ownName: this.#ownName };
    const append = (lines: AsyncIterable<readonly unknown[]>): Promise<void> => this.#append(lines);
    const candidates = foldable.flatMap(({ name }) => {
      const read = this.#read.get(name);
      return read ? [{ name, size: read.size, changed: read.changed }] : [];
    });
    const isFolded = candidates.length > 0 && (await foldFiles(folder, candidates, append));
    const isCompacted = await compactOwnFile(folder, this.table, own.device);
    if (isFolded || isCompacted) this.#forget();
  }

  get #ownName(): string {
    return libraryFileName(this.device.id());
  }

  /** Begins a file with a header, also one in which a crash has left part of it. */
  async #append(lines: AsyncIterable<readonly unknown[]>): Promise<void> {
    const path = this.files.join(this.path, this.#ownName);
    const size = (await this.files.size(path).catch(ignoreMissing)) ?? 0;
    const hasHeader = size > 0 && this.#read.get(this.#ownName)?.hasHeader === true;
    const header = formatHeader(this.device.id());
    await this.files.append(path, hasHeader ? lines : joined(single([header]), lines));
  }

  #folderFiles(): readonly FolderFile[] {
    return Array.from(this.#read, ([name, { end, mark, owner, hasUnknown }]) => {
      const content = `${end} ${sha256Hex(mark).slice(0, 16)}`;
      return { name, owner, hasUnknown, content };
    });
  }

  /** Whether a file that was read is gone, or has other content, as after a restored backup. */
  async #isAnyReplaced(found: ReadonlyMap<string, LineFileFacts>): Promise<boolean> {
    for (const [name, before] of this.#read) {
      const facts = found.get(name);
      if (!facts || facts.size < before.end) return true;
      if (isSame(before, facts)) continue;
      const mark = await this.files
        .markBefore(this.files.join(this.path, name), before.end)
        .catch(ignoreRefused);
      if (mark !== before.mark) return true;
    }
    return false;
  }

  async #readFile(
    name: string,
    before: ReadFile | undefined,
    signal?: AbortSignal,
  ): Promise<Omit<ReadFile, keyof LineFileFacts>> {
    const { files, table, observe } = this;
    const path = files.join(this.path, name);
    const { end, device, version, hasUnknown } = await readLibraryFile(files, path, {
      table,
      blobs: this.#blobs,
      statuses: this.#statuses,
      observe,
      from: before?.end ?? 0,
      ...(signal && { signal }),
    });
    return {
      end,
      mark: await files.markBefore(path, end),
      owner: before?.owner ?? device ?? deviceInName(name),
      hasHeader: (before?.hasHeader ?? false) || device !== undefined,
      hasUnknown: (before?.hasUnknown ?? false) || hasUnknown || (version ?? 0) > libraryVersion,
    };
  }

  #forget(): void {
    this.table = new EntryTable();
    this.#blobs = new BlobIndex(this.files);
    this.#statuses = new Map();
    this.#read.clear();
  }
}

/** Sync services keep the name of a file at the beginning of that of a copy. */
function deviceInName(name: string): string | undefined {
  return /^[0-9a-f]{16}(?![0-9a-f])/u.exec(name)?.[0];
}

function isSame(one: LineFileFacts, other: LineFileFacts): boolean {
  return one.size === other.size && one.changed === other.changed;
}

async function* single<T>(value: T): AsyncGenerator<T> {
  yield await Promise.resolve(value);
}

async function* joined<T>(...parts: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  for (const part of parts) yield* part;
}
