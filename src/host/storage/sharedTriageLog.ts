import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { type TriageRecord, foldTriage, triageRecord } from '../../core/triage/triageRecord';
import type { TriageLog } from '../../core/triage/triageStore';
import { AppendLog } from './appendLog';

/** How often to look for additions by other windows, in milliseconds. */
const pollInterval = 750;
/** Lines that a log may have beyond those that count before it is compacted. */
const compactBeyond = 5_000;

/** The triage log as a file that all windows share. */
export class SharedTriageLog implements TriageLog, Disposable {
  readonly #log: AppendLog;
  readonly #changed = new Emitter<readonly TriageRecord[]>();
  readonly #onError: (error: unknown) => void;
  #stamp: string | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;

  /** `onError` hears of what goes wrong while looking for additions. */
  constructor(path: string, onError: (error: unknown) => void) {
    this.#log = new AppendLog(path);
    this.#onError = onError;
  }

  load(): Promise<readonly TriageRecord[]> {
    return this.#enqueue(async () => {
      const records = await this.#read();
      this.#timer ??= setInterval(() => void this.poll().catch(this.#onError), pollInterval).unref();
      return records;
    });
  }

  append(records: readonly TriageRecord[]): Promise<void> {
    return this.#enqueue(async () => {
      const { before, after } = await this.#log.append(records);
      // Where another window has added something before, the next look must see a change.
      if (before === this.#stamp) this.#stamp = after;
    });
  }

  /** Leaves of the log what counts. */
  compact(): Promise<void> {
    return this.#enqueue(() => this.#log.compact(foldValues));
  }

  /** Looks for additions by other windows now. */
  poll(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#stamp === undefined || (await this.#log.stamp()) === this.#stamp) return;
      this.#changed.fire(await this.#read());
    });
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#changed.dispose();
  }

  async #read(): Promise<readonly TriageRecord[]> {
    const { values, stamp } = await this.#log.read();
    const records = values.map(triageRecord).filter((record) => record !== undefined);
    this.#stamp = stamp;
    if (values.length > foldTriage(records).size + compactBeyond) {
      await this.#log.compact(foldValues);
      this.#stamp = await this.#log.stamp();
    }
    return records;
  }

  /** Looks and additions take turns, so that no look reports less than what was added before. */
  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** What is no record of ours may be a newer version's: it stays. */
function foldValues(values: readonly unknown[]): readonly unknown[] {
  const foreign = values.filter((value) => triageRecord(value) === undefined);
  return [
    ...foreign,
    ...foldTriage(values.map(triageRecord).filter((record) => record !== undefined)).values(),
  ];
}
