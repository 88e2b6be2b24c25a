import type { Library } from '../../core/papers/library';
import { type DetailsLog, identified, type Told } from './detailsLog';

/** What services have told of single papers, kept and given to the library. */
export class KnownDetails {
  #loading: Promise<void> | undefined;

  constructor(
    private readonly library: Library,
    private readonly log: DetailsLog,
  ) {}

  /** Tells the library what was told before, the first time it is called. */
  ready(): Promise<void> {
    this.#loading ??= this.log.read().then((told) => {
      if (told.length > 0) this.#give(told);
    });
    return this.#loading;
  }

  async add(told: readonly Told[]): Promise<void> {
    await this.log.append(told);
    this.#give(told);
  }

  #give(told: readonly Told[]): void {
    this.library.add({ id: 'details', days: [], details: told.map(identified) });
  }
}
