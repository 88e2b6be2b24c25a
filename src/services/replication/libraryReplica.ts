import type { StepRunner } from '../../core/base/cooperativeTask';
import { compareStamps, type HybridClock } from '../../core/base/hybridClock';
import { SerialQueue } from '../../core/base/serialQueue';
import {
  EntryTable,
  formatHeader,
  isSameValue,
  type LibraryEntry,
} from '../../core/replication/libraryEntry';
import { type LocalItem, reconciling, type Reconciliation } from '../../core/replication/reconcile';
import type { JsonLineFiles } from '../../platform/common/stores/jsonLineFiles';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { type Base, BaseLog, MemoryBase } from './baseLog';
import { BlobIndex, linesOf, readLibraryFile } from './libraryFile';
import { type FolderDevice, LibraryFolder } from './libraryFolder';
import type { LibraryPart, OtherDevices, PartSnapshot } from './libraryPart';

export interface ReplicaOptions {
  /** The folder in global storage for the state of earlier merges. */
  readonly folder: Pick<StoreFolder, 'log' | 'exclusively'>;
  readonly files: JsonLineFiles;
  readonly parts: readonly LibraryPart[];
  readonly clock: HybridClock;
  readonly device: FolderDevice;
  readonly run: StepRunner;
}

export interface TransferOptions {
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly progress?: (share: number) => void;
}

interface MergeOptions extends TransferOptions {
  /** Only items of these kinds are merged. */
  readonly kinds?: ReadonlySet<string>;
}

/** The number of changed items of each kind. */
export type MergeReport = ReadonlyMap<string, number>;

/** A file is not an exported library. */
export class NotALibrary extends Error {
  override readonly name = 'NotALibrary';
}

/** The stores of this device as one copy of the person's library, which is merged with others. */
export class LibraryReplica {
  readonly #base: BaseLog;
  readonly #queue = new SerialQueue();
  readonly #equal = new WeakMap<LocalItem, LibraryEntry>();

  constructor(private readonly options: ReplicaOptions) {
    this.#base = new BaseLog(options.folder.log('base.jsonl'));
  }

  /**
   * Merges with the entries of other devices, only those of `kinds` if these are given, so that both sides have the same.
   * One window of this device merges at a time.
   */
  mergeWith(open: () => Promise<OtherDevices>, options: MergeOptions = {}): Promise<MergeReport> {
    return this.#locked(async () => this.#mergeParts(await open(), options));
  }

  /** A folder that other devices share with this one, to be merged with. */
  folder(path: string): LibraryFolder {
    const { clock, device, files } = this.options;
    return new LibraryFolder(files, path, device, (stamp) => clock.observe(stamp));
  }

  /** Merges with a folder that other devices share with this one, and maintains its files. */
  syncWith(folder: LibraryFolder, options: TransferOptions = {}): Promise<MergeReport> {
    return this.#locked(async () => {
      await folder.refresh(options.signal);
      const report = await this.#mergeParts(folder, options);
      await folder.maintain();
      return report;
    });
  }

  /** Writes everything to one file, which is replaced as a whole. Resolves to the number of items. */
  export(path: string, { signal, progress }: TransferOptions = {}): Promise<number> {
    return this.#locked(async () => {
      let count = 0;
      const { parts, device, files } = this.options;
      const share = (at: number, index: number, length: number): void => {
        signal?.throwIfAborted();
        progress?.((at + (index + 1) / length) / parts.length);
      };
      const entriesOf = (part: LibraryPart): ReturnType<LibraryReplica['entriesOf']> => this.entriesOf(part);
      async function* lines(): AsyncGenerator<readonly unknown[]> {
        yield [formatHeader(device.id())];
        const written = new Set<string>();
        for (const [at, part] of parts.entries()) {
          const { entries, blobs } = await entriesOf(part);
          for (const [index, entry] of entries.entries()) {
            share(at, index, entries.length);
            yield* linesOf(entry, blobs, written);
            if (entry.value !== undefined) count += 1;
          }
        }
      }
      await files.write(path, lines());
      return count;
    });
  }

  /**
   * Merges an exported file. Items that are the same or later on this device are kept.
   * @throws NotALibrary
   */
  async import(path: string, { signal, progress }: TransferOptions = {}): Promise<MergeReport> {
    const { files } = this.options;
    const size = await files.size(path);
    const [table, blobs] = [new EntryTable(), new BlobIndex(files)];
    const { lines } = await readLibraryFile(files, path, {
      table,
      blobs,
      isWhole: true,
      ...(signal && { signal }),
      observe: (stamp) => this.options.clock.observe(stamp),
      progress: (end) => progress?.(end / size / 2),
    });
    if (lines === 0) throw new NotALibrary(`${path} holds no line of a library`);
    const others: OtherDevices = {
      table,
      read: (hash) => blobs.read(hash),
      publish: (entries) => Promise.resolve(entries),
    };
    return this.mergeWith(() => Promise.resolve(others), {
      ...(signal && { signal }),
      progress: (share) => progress?.(0.5 + share / 2),
    });
  }

  #locked<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(() => this.options.folder.exclusively('merging', task));
  }

  async #mergeParts(others: OtherDevices, { signal, progress, kinds }: MergeOptions): Promise<MergeReport> {
    const report = new Map<string, number>();
    const parts = this.options.parts.filter(({ kind }) => kinds?.has(kind) ?? true);
    for (const [at, part] of parts.entries()) {
      signal?.throwIfAborted();
      const changed = await this.#merge(part, others);
      if (changed > 0) report.set(part.kind, changed);
      progress?.((at + 1) / parts.length);
    }
    return report;
  }

  async #merge(part: LibraryPart, others: OtherDevices): Promise<number> {
    const { snapshot, base, result } = await this.#compare(part, others.table);
    const { read } = others;
    // Another device may have removed a text while this one added an entry that names it.
    const incomplete = result.settled.filter(({ blobs = [] }) =>
      blobs.some((hash) => others.hasText?.(hash) === false && snapshot.blobs?.has(hash)),
    );
    const missing = [...result.publish, ...incomplete];
    const published = missing.length > 0 ? await others.publish(missing, snapshot.blobs) : [];
    const entries = result.apply.toSorted((one, other) => compareStamps(one.stamp, other.stamp));
    const done = entries.length > 0 ? await part.apply({ entries, base, read }) : new Set<string>();
    const applied = entries.filter(({ key }) => done.has(key));
    await this.#remember(part, [...result.settled, ...published, ...applied]);
    return applied.length;
  }

  async #compare(
    part: LibraryPart,
    merged: EntryTable,
  ): Promise<{ snapshot: PartSnapshot; base: EntryTable; result: Reconciliation }> {
    const { clock, run } = this.options;
    const base = part.keepsStamps === true ? new EntryTable() : await this.#baseOf(part).read();
    for (const { stamp } of base.ofKind(part.kind)) clock.observe(stamp);
    const snapshot = await part.snapshot();
    const { isNeverDeleted } = part;
    const parts = { base, merged, clock, isNeverDeleted, ...(part.keepsStamps && { equal: this.#equal }) };
    const result = await run(reconciling(part.kind, snapshot.items, parts));
    return { snapshot, base, result };
  }

  async #remember(part: LibraryPart, entries: readonly LibraryEntry[]): Promise<void> {
    if (part.keepsStamps === true) return;
    const base = await this.#baseOf(part).read();
    const fresh = entries.filter((entry) => {
      const known = base.get(entry.kind, entry.key);
      return !known || compareStamps(entry.stamp, known.stamp) !== 0 || !isSameValue(entry, known);
    });
    if (fresh.length > 0) await this.#baseOf(part).append(fresh);
  }

  #baseOf({ kind, memory }: LibraryPart): Base {
    return memory ? new MemoryBase(memory, kind) : this.#base;
  }

  /** All entries of one kind on this device, including those of deleted items. */
  private async entriesOf(
    part: LibraryPart,
  ): Promise<{ readonly entries: readonly LibraryEntry[]; readonly blobs: PartSnapshot['blobs'] }> {
    const { snapshot, result } = await this.#compare(part, new EntryTable());
    await this.#remember(part, result.publish);
    return { entries: result.publish, blobs: snapshot.blobs };
  }
}
