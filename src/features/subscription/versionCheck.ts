import { arxivKey } from '../../core/library/arxivId';
import type { Paper } from '../../core/library/paper';
import type { Clock } from '../../core/remote/clock';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { byArxivKey, detailsOf } from '../../services/sources/detailsRecord';
import type { DetailsStore } from '../../services/sources/detailsStore';
import type { SourceServices } from '../../services/sources/sourceServices';

export interface VersionCheckOptions {
  readonly sources: Pick<SourceServices, 'details'>;
  readonly store: DetailsStore;
  /** The papers that carry notes. */
  readonly annotated: () => Iterable<Paper>;
  /** The file with the time of the last check, for all windows. */
  readonly folder: StoreFolder;
  readonly clock: Pick<Clock, 'now'>;
}

/** In milliseconds. The responses of arXiv change once a day. */
const checkInterval = 24 * 60 * 60 * 1000;

/** Holds the time of the last check, in milliseconds since 1970. */
const fileName = 'versions.asked';

/** Checks once a day whether papers that carry notes have newer versions on arXiv. */
export class VersionCheck {
  constructor(private readonly options: VersionCheckOptions) {}

  /** Whether there are papers to check and no window has checked them within a day. */
  async isDue(): Promise<boolean> {
    return this.#papersByKey().size > 0 && !(await this.#isRecent());
  }

  /**
   * Checks if that is due: another window may have done so meanwhile. What came before a failure stays.
   *
   * @throws HttpError, and what `signal` was aborted with
   */
  async run(signal?: AbortSignal): Promise<void> {
    if (!(await this.isDue())) return;
    const { sources, store } = this.options;
    const papers = this.#papersByKey();
    for await (const response of sources.details().fromArxiv([...papers.keys()], signal)) {
      // A version that the library has adds nothing: storing it would add a line and a file each day.
      const newer = response.papers.filter(
        ({ arxivId = '', arxivVersion = 0 }) =>
          arxivVersion > (papers.get(arxivKey(arxivId))?.arxivVersion ?? 0),
      );
      const records = detailsOf(newer, papers);
      if (records.length > 0) await store.add(records, response);
    }
    await this.#storeTime();
  }

  #papersByKey(): ReadonlyMap<string, Paper> {
    return byArxivKey(this.options.annotated());
  }

  async #isRecent(): Promise<boolean> {
    const bytes = await this.options.folder.read(fileName);
    const last = Number(new TextDecoder().decode(bytes));
    const since = this.options.clock.now() - last;
    // After the clock was set back, `since` is negative: the check must not be put off until the old time is reached.
    return bytes !== undefined && since >= 0 && since < checkInterval;
  }

  async #storeTime(): Promise<void> {
    const time = String(this.options.clock.now());
    await this.options.folder.overwrite(fileName, new TextEncoder().encode(time));
  }
}
