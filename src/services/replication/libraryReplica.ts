import { mkdir, open, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { StepRunner } from '../../core/base/cooperativeTask';
import { compareStamps, type HybridClock } from '../../core/base/hybridClock';
import { SerialQueue } from '../../core/base/serialQueue';
import {
  EntryTable,
  formatHeader,
  isSameValue,
  type LibraryEntry,
} from '../../core/replication/libraryEntry';
import { reconciling, type Reconciliation } from '../../core/replication/reconcile';
import { renameOver, syncFolder } from '../../platform/node/files/atomicFile';
import { ignoreMissing } from '../../platform/node/files/errorCode';
import { withFileLock } from '../../platform/node/files/fileLock';
import { formatLines } from '../../platform/node/files/jsonLines';
import { temporaryName } from '../../platform/node/files/processOwner';
import { type Base, BaseLog, MemoryBase } from './baseLog';
import { BlobIndex, linesOf, readLibraryFile } from './libraryFile';
import { LibraryFolder } from './libraryFolder';
import type { LibraryPart, OtherDevices, PartSnapshot } from './libraryPart';

export interface ReplicaOptions {
  /** The folder, in global storage, of what is remembered of merging. */
  readonly folder: string;
  readonly parts: readonly LibraryPart[];
  readonly clock: HybridClock;
  readonly device: () => string;
  readonly run: StepRunner;
}

export interface TransferOptions {
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly progress?: (share: number) => void;
}

/** How many things of each kind were changed here. */
export type MergeReport = ReadonlyMap<string, number>;

/** A file is no exported library. */
export class NotALibrary extends Error {
  override readonly name = 'NotALibrary';
}

/** The stores of this device as one copy of the person's library, which is merged with others. */
export class LibraryReplica {
  readonly #base: BaseLog;
  readonly #queue = new SerialQueue();

  constructor(private readonly options: ReplicaOptions) {
    this.#base = new BaseLog(join(options.folder, 'base.jsonl'));
  }

  /** Merges with what other devices know: both have everything then. One window of this device does so at a time. */
  mergeWith(
    open: () => Promise<OtherDevices>,
    { signal, progress }: TransferOptions = {},
  ): Promise<MergeReport> {
    return this.#locked(async () => {
      const others = await open();
      const report = new Map<string, number>();
      const { parts } = this.options;
      for (const [at, part] of parts.entries()) {
        signal?.throwIfAborted();
        const changed = await this.#merge(part, others);
        if (changed > 0) report.set(part.kind, changed);
        progress?.((at + 1) / parts.length);
      }
      return report;
    });
  }

  /** A folder that other devices share with this one, to be merged with. */
  folder(path: string): LibraryFolder {
    const { clock, device } = this.options;
    return new LibraryFolder(path, device, (stamp) => clock.observe(stamp));
  }

  /** Merges with a folder that other devices share with this one. */
  syncWith(folder: LibraryFolder, options?: TransferOptions): Promise<MergeReport> {
    return this.mergeWith(async () => {
      await folder.refresh(options?.signal);
      return folder;
    }, options);
  }

  /** Writes everything to one file, as a whole. Resolves to the number of things. */
  export(path: string, { signal, progress }: TransferOptions = {}): Promise<number> {
    return this.#locked(async () => {
      const temporary = join(dirname(path), temporaryName(basename(path)));
      let count = 0;
      try {
        const file = await open(temporary, 'wx');
        try {
          await file.appendFile(formatLines([formatHeader(this.options.device())]));
          const written = new Set<string>();
          for (const [at, part] of this.options.parts.entries()) {
            const { entries, blobs } = await this.#entriesOf(part);
            for (const [index, entry] of entries.entries()) {
              signal?.throwIfAborted();
              for await (const lines of linesOf(entry, blobs, (hash) => written.has(hash)))
                await file.appendFile(formatLines(lines));
              for (const hash of entry.blobs ?? []) written.add(hash);
              if (entry.value !== undefined) count += 1;
              progress?.((at + (index + 1) / entries.length) / this.options.parts.length);
            }
          }
          await file.sync();
        } finally {
          await file.close();
        }
        await renameOver(temporary, path);
        await syncFolder(dirname(path));
      } finally {
        await unlink(temporary).catch(ignoreMissing);
      }
      return count;
    });
  }

  /**
   * Merges an exported file. What is here already or is later here stays.
   * @throws NotALibrary
   */
  async import(path: string, { signal, progress }: TransferOptions = {}): Promise<MergeReport> {
    const { size } = await stat(path);
    const [table, blobs] = [new EntryTable(), new BlobIndex()];
    const { lines } = await readLibraryFile(path, {
      ...{ table, blobs, isWhole: true, ...(signal && { signal }) },
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
    const { folder } = this.options;
    return this.#queue.run(async () => {
      await mkdir(folder, { recursive: true });
      return withFileLock(join(folder, 'merging'), task, { patience: 120_000 });
    });
  }

  async #merge(part: LibraryPart, others: OtherDevices): Promise<number> {
    const { snapshot, base, result } = await this.#compare(part, others.table);
    const { read } = others;
    const published = result.publish.length > 0 ? await others.publish(result.publish, snapshot.blobs) : [];
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
    const result = await run(reconciling(part.kind, snapshot.items, { base, merged, clock, isNeverDeleted }));
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

  /** All that this device knows of one kind, also of what was deleted. */
  async #entriesOf(
    part: LibraryPart,
  ): Promise<{ readonly entries: readonly LibraryEntry[]; readonly blobs: PartSnapshot['blobs'] }> {
    const { snapshot, result } = await this.#compare(part, new EntryTable());
    await this.#remember(part, result.publish);
    return { entries: result.publish, blobs: snapshot.blobs };
  }
}
