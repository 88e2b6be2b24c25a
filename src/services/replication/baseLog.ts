import type { Memory } from '../../core/base/memory';
import {
  EntryTable,
  formatEntry,
  type LibraryEntry,
  parseLibraryLine,
} from '../../core/replication/libraryEntry';
import type { LogPosition, StoredLog } from '../../platform/common/stores/storedLog';

/** Lines that no longer hold, beyond which the log is compacted. */
const compactBeyond = 5_000;

/** What this device had when its stores were last compared with what other devices know, without texts. */
export interface Base {
  /** What was added in another window is read too. */
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
    const stored = this.memory.get(this.#key);
    const lines = (Array.isArray(stored) ? stored : []).map(parseLibraryLine);
    return Promise.resolve(
      new EntryTable(lines.flatMap((line) => (line?.type === 'entry' ? line.entry : []))),
    );
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
    for (const value of values) {
      const line = parseLibraryLine(value);
      if (line?.type === 'entry') this.#table.put(line.entry);
    }
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
