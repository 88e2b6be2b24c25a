import type { Memory } from '../../core/base/memory';
import {
  EntryTable,
  formatEntry,
  type LibraryEntry,
  parseEntries,
} from '../../core/replication/libraryEntry';
import type { LogPosition, StoredLog } from '../../platform/common/stores/storedLog';

/** The log is compacted when it has more outdated lines than this. */
const compactBeyond = 5_000;

/** This device's entries, without texts, as of the last comparison of its stores with the entries of other devices. */
export interface Base {
  /** Includes what was added in another window. */
  read(): Promise<EntryTable>;
  append(entries: readonly LibraryEntry[]): Promise<void>;
}

/**
 * The base of a store in memory: beside the store itself, since one folder may serve several clients, each with a memory of
 * its own.
 */
export class MemoryBase implements Base {
  readonly #key: string;

  constructor(
    private readonly memory: Memory,
    kind: string,
  ) {
    this.#key = `library.base.${kind}`;
  }

  read(): Promise<EntryTable> {
    return Promise.resolve(new EntryTable(parseEntries(this.memory.get(this.#key))));
  }

  async append(entries: readonly LibraryEntry[]): Promise<void> {
    const table = await this.read();
    for (const entry of entries) table.put(entry);
    await this.memory.update(this.#key, [...table.entries()].map(formatEntry));
  }
}

/** The base of the stores in files: a log. */
export class BaseLog implements Base {
  #table = new EntryTable();
  #position: LogPosition | undefined;
  #lines = 0;

  constructor(private readonly log: StoredLog) {}

  /** Reads what was added since the last time, here or in another window. */
  async read(): Promise<EntryTable> {
    const { values, position, isWhole } = await this.log.readAfter(this.#position);
    if (isWhole) {
      this.#table = new EntryTable();
      this.#lines = 0;
    }
    for (const entry of parseEntries(values)) this.#table.put(entry);
    this.#position = position;
    this.#lines += values.length;
    return this.#table;
  }

  async append(entries: readonly LibraryEntry[]): Promise<void> {
    await this.log.append(entries.map(formatEntry));
    await this.read();
    const live = [...this.#table.entries()];
    if (this.#lines - live.length <= compactBeyond) return;
    await this.log.compact(function* () {
      yield;
      return live.map(formatEntry);
    });
  }
}
