import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { AppendLog, inShortSlices } from '../../platform/node/files/appendLog';
import { foldingTold, parseTold, type Told } from './detailsRecord';

/** What was told of single papers, in the order in which it came; windows share it. */
export class DetailsLog {
  readonly #log: AppendLog;

  constructor(path: string) {
    this.#log = new AppendLog(path);
  }

  async read(): Promise<readonly Told[]> {
    const { values } = await this.#log.read();
    return (await inShortSlices(sorted(values))).told;
  }

  async append(told: readonly Told[]): Promise<void> {
    await this.#log.append(told);
  }

  /** Leaves of the log what counts, each line as `change` gives it. What a newer release wrote stays. */
  async compact(change: (told: Told) => Told = (told) => told): Promise<void> {
    await this.#log.compact(function* (values) {
      const { told, others } = yield* sorted(values);
      return [...(yield* foldingTold(told.map(change))), ...others];
    });
  }
}

/** What is not in a form of this release may be a newer one's. */
function* sorted(values: readonly unknown[]): CooperativeTask<{ told: Told[]; others: unknown[] }> {
  const told: Told[] = [];
  const others: unknown[] = [];
  for (const value of values) {
    const one = parseTold(value);
    if (one) told.push(one);
    else others.push(value);
    yield;
  }
  return { told, others };
}
