import type { CooperativeTask } from '../../core/base/cooperativeTask';
import {
  type IdentityDecision,
  type IdentityDecisionRecord,
  decisionsIn,
  parseDecisionRecord,
} from '../../core/library/identityDecisions';
import type { StoredLog } from '../../platform/common/stores/storedLog';

/** Lines that no longer hold, beyond which the log is compacted when it is read. */
const compactBeyond = 500;

/** The person's decisions about which records are one paper: a log in global storage that all windows append to. */
export class IdentityLog {
  readonly #log: StoredLog;
  #stamp: string | undefined;
  #standing: readonly IdentityDecision[] = [];

  constructor(log: StoredLog) {
    this.#log = log;
  }

  /** The decisions that hold, as they were last read. */
  get standing(): readonly IdentityDecision[] {
    return this.#standing;
  }

  /** Reads the log if it has changed since it was last read. Resolves to whether it had. */
  async refresh(): Promise<boolean> {
    if ((await this.#log.stamp()) === this.#stamp) return false;
    const { values, stamp } = await this.#log.read();
    const records = recordsIn(values);
    this.#standing = decisionsIn(records);
    this.#stamp = stamp;
    if (records.length - this.#standing.length > compactBeyond) await this.#compact();
    return true;
  }

  /** Appends records, all or none; resolves once they are on disk and {@link standing} has their effect. */
  async append(records: readonly IdentityDecisionRecord[]): Promise<void> {
    await this.#log.append(records);
    await this.refresh();
  }

  async #compact(): Promise<void> {
    const { after } = await this.#log.compact(foldValues);
    this.#stamp = after;
  }
}

function recordsIn(values: readonly unknown[]): readonly IdentityDecisionRecord[] {
  return values.flatMap((value) => parseDecisionRecord(value) ?? []);
}

/** Lines of another format may be those of a newer release: they stay. */
function* foldValues(values: readonly unknown[]): CooperativeTask<readonly unknown[]> {
  const others = values.filter((value) => parseDecisionRecord(value) === undefined);
  yield;
  return [...others, ...decisionsIn(recordsIn(values))];
}
