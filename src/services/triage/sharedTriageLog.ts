import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { SerialQueue } from '../../core/base/serialQueue';
import type { StepRunner, CooperativeTask } from '../../core/base/cooperativeTask';
import { type TriageRecord, foldingTriage, triageRecord } from '../../core/triage/triageRecord';
import type { TriageLog } from '../../core/triage/triageStore';
import { inShortSlices, type StoredLog } from '../../platform/common/stores/storedLog';
import { type Timer, unref } from '../../platform/common/timers';
import type { LogPosition } from '../../platform/common/stores/storedLog';

/** How often to look for additions by other windows, in milliseconds. */
const pollInterval = 750;
/** The log is compacted when it has more outdated lines than this. */
const compactBeyond = 5_000;
/** Lines that are looked at in one step. */
const readAtOnce = 256;

/** The triage log as a file that all windows share. */
export class SharedTriageLog implements TriageLog, Disposable {
  readonly #log: StoredLog;
  readonly #run: StepRunner;
  readonly #changed = new Emitter<readonly TriageRecord[]>();
  readonly #replaced = new Emitter<readonly TriageRecord[]>();
  readonly #onError: (error: unknown) => void;
  #stamp: string | undefined;
  /** How far the log was read. What this window has added since is read again, with what others add. */
  #position: LogPosition | undefined;
  /** Lines that may count no more. */
  #spare = 0;
  /** Serialises polls and additions, so that no poll reports less than what was added before. */
  readonly #queue = new SerialQueue();
  #timer: Timer | undefined;

  readonly onDidChange = this.#changed.event;
  readonly onDidReplace = this.#replaced.event;

  /** `onError` receives errors of work for which no caller waits; `run` does work on many lines in steps. */
  constructor(log: StoredLog, onError: (error: unknown) => void, run: StepRunner = inShortSlices) {
    this.#log = log;
    this.#onError = onError;
    this.#run = run;
  }

  load(): Promise<readonly TriageRecord[]> {
    return this.#queue.run(async () => {
      this.#position = undefined;
      const { records } = await this.#read();
      await this.#compactIfDue();
      this.#startPolling();
      return records;
    });
  }

  append(records: readonly TriageRecord[]): Promise<void> {
    return this.#queue.run(async () => {
      const { before, after } = await this.#log.append(records);
      // If another window has added something before, the next look must see a change.
      if (before === this.#stamp) this.#stamp = after;
      this.#spare += records.length;
    });
  }

  /** Removes outdated lines from the log, and replaces each record by the result of `change`. */
  compact(change?: (record: TriageRecord) => TriageRecord): Promise<void> {
    return this.#queue.run(() => this.#compact(change));
  }

  /** Looks for additions by other windows now. */
  poll(): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#stamp === undefined || (await this.#log.stamp()) === this.#stamp) return;
      // If there was no log before, all of it was added.
      const hadRead = this.#position !== undefined;
      const { records, isWhole } = await this.#read();
      (isWhole && hadRead ? this.#replaced : this.#changed).fire(records);
      await this.#compactIfDue();
    });
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#changed.dispose();
    this.#replaced.dispose();
  }

  #startPolling(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => void this.poll().catch(this.#onError), pollInterval);
    unref(this.#timer);
  }

  /** Reads what was added since the last time; all of it if the log was replaced. */
  async #read(): Promise<{ readonly records: readonly TriageRecord[]; readonly isWhole: boolean }> {
    const { values, stamp, position, isWhole } = await this.#log.readAfter(this.#position);
    const records = await this.#run(recordsIn(values));
    this.#stamp = stamp;
    this.#position = position;
    if (isWhole) this.#spare = values.length - (await this.#run(foldingTriage(records))).size;
    else this.#spare += values.length;
    return { records, isWhole };
  }

  /** A log that cannot be replaced is still good. */
  async #compactIfDue(): Promise<void> {
    if (this.#spare > compactBeyond) await this.#compact().catch(this.#onError);
  }

  async #compact(change: (record: TriageRecord) => TriageRecord = (record) => record): Promise<void> {
    const { before, after } = await this.#log.compact((values) => foldValues(values, change));
    // If another window has added something before, the next look must see a change.
    if (before === this.#stamp) this.#stamp = after;
    this.#spare = 0;
  }
}

function* recordsIn(
  values: readonly unknown[],
  change: (record: TriageRecord) => TriageRecord = (record) => record,
): CooperativeTask<readonly TriageRecord[]> {
  const records: TriageRecord[] = [];
  for (const [at, value] of values.entries()) {
    const record = triageRecord(value);
    if (record) records.push(change(record));
    if (at % readAtOnce === 0) yield;
  }
  return records;
}

/** Keeps lines that are not valid records: a newer version may have written them. */
function* foldValues(
  values: readonly unknown[],
  change: (record: TriageRecord) => TriageRecord,
): CooperativeTask<readonly unknown[]> {
  const kept: unknown[] = [];
  for (const [at, value] of values.entries()) {
    if (triageRecord(value) === undefined) kept.push(value);
    if (at % readAtOnce === 0) yield;
  }
  const records = yield* foldingTriage(yield* recordsIn(values, change));
  for (const record of records.values()) kept.push(record);
  return kept;
}
