import {
  EntryTable,
  formatEntry,
  type LibraryEntry,
  parseLibraryLine,
} from '../../core/replication/libraryEntry';
import { AppendLog } from '../../platform/node/files/appendLog';
import type { LogPosition } from '../../platform/node/files/logReader';

/** Lines that no longer hold, beyond which the log is compacted. */
const compactBeyond = 5_000;

/** What this device had when its stores were last compared with what other devices know: a log without texts. */
export class BaseLog {
  readonly #log: AppendLog;
  #table = new EntryTable();
  #position: LogPosition | undefined;
  #lines = 0;

  constructor(path: string) {
    this.#log = new AppendLog(path);
  }

  /** Reads what was added since the last time, here or in another window. */
  async read(): Promise<EntryTable> {
    const { values, position, isWhole } = await this.#log.readAfter(this.#position);
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
    await this.#log.append(entries.map(formatEntry));
    await this.read();
    const live = [...this.#table.entries()];
    if (this.#lines - live.length <= compactBeyond) return;
    await this.#log.compact(function* () {
      yield;
      return live.map(formatEntry);
    });
  }
}
