import { AppendLog } from '../storage/appendLog';
import { foldTold, parseTold, type Told } from './told';

/** What was told of single papers, in the order in which it came; windows share it. */
export class DetailsLog {
  readonly #log: AppendLog;

  constructor(path: string) {
    this.#log = new AppendLog(path);
  }

  async read(): Promise<readonly Told[]> {
    const { values } = await this.#log.read();
    return values.flatMap((value) => parseTold(value) ?? []);
  }

  async append(told: readonly Told[]): Promise<void> {
    await this.#log.append(told);
  }

  /** Leaves of the log what counts, each line as `change` gives it. What a newer release wrote stays. */
  async compact(change: (told: Told) => Told = (told) => told): Promise<void> {
    await this.#log.compact((values) => [
      ...foldTold(values.flatMap((value) => parseTold(value) ?? []).map(change)),
      ...values.filter((value) => parseTold(value) === undefined),
    ]);
  }
}
