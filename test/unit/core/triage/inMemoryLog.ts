import { Emitter } from '../../../../src/core/base/event';
import { type TriageRecord, foldTriage } from '../../../../src/core/triage/triageRecord';
import type { TriageLog } from '../../../../src/core/triage/triageStore';

/** A log in memory that other windows can add to. */
export class InMemoryLog implements TriageLog {
  readonly records: TriageRecord[] = [];
  readonly #changed = new Emitter<readonly TriageRecord[]>();
  readonly #replaced = new Emitter<readonly TriageRecord[]>();
  readonly onDidChange = this.#changed.event;
  readonly onDidReplace = this.#replaced.event;
  failure: Error | undefined;

  async load(): Promise<readonly TriageRecord[]> {
    await Promise.resolve();
    return [...this.records];
  }

  async append(records: readonly TriageRecord[]): Promise<void> {
    await Promise.resolve();
    if (this.failure) throw this.failure;
    this.records.push(...records);
  }

  async compact(change: (record: TriageRecord) => TriageRecord): Promise<void> {
    await Promise.resolve();
    const folded = foldTriage(this.records.map(change)).values();
    this.records.splice(0, this.records.length, ...folded);
  }

  /** Run by {@link poll}: where another window was faster. */
  beforePoll: (() => void) | undefined;

  poll(): Promise<void> {
    this.beforePoll?.();
    return Promise.resolve();
  }

  appendElsewhere(record: TriageRecord): void {
    this.records.push(record);
    this.#changed.fire([...this.records]);
  }

  /** Another window leaves of the log what counts to it. */
  replaceElsewhere(records: readonly TriageRecord[]): void {
    this.records.splice(0, this.records.length, ...records);
    this.#replaced.fire([...this.records]);
  }
}
