import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { inShortSlices, type StoredLog } from '../../platform/common/stores/storedLog';
import { foldingDetails, parseDetailsRecord, type DetailsRecord } from './detailsRecord';

/** A log file of details records, oldest first, that all windows append to. */
export class DetailsLog {
  readonly #log: StoredLog;

  constructor(log: StoredLog) {
    this.#log = log;
  }

  async read(): Promise<readonly DetailsRecord[]> {
    const { values } = await this.#log.read();
    return (await inShortSlices(partition(values))).records;
  }

  async append(records: readonly DetailsRecord[]): Promise<void> {
    await this.#log.append(records);
  }

  /** Replaces the log by the folded results of `change`. Lines in a format of a newer release are kept. */
  async compact(change: (record: DetailsRecord) => DetailsRecord = (record) => record): Promise<void> {
    await this.#log.compact(function* (values) {
      const { records, others } = yield* partition(values);
      return [...(yield* foldingDetails(records.map(change))), ...others];
    });
  }
}

/** Separates the records of this format version from lines that a newer release may have written. */
function* partition(
  values: readonly unknown[],
): CooperativeTask<{ records: DetailsRecord[]; others: unknown[] }> {
  const records: DetailsRecord[] = [];
  const others: unknown[] = [];
  for (const value of values) {
    const record = parseDetailsRecord(value);
    if (record) records.push(record);
    else others.push(value);
    yield;
  }
  return { records, others };
}
