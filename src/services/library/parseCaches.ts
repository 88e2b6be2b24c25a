import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { Logger } from '../../core/base/logger';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import type { DigestPlace } from './digestFiles';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { ParseCache } from './parseCache';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import type { ProgramHost } from '../programs';

/** In milliseconds. */
const SAVED_AFTER = 3000;

/** The parse caches of the digests of each place, and of fetched days. */
export class ParseCaches implements Disposable {
  readonly #own = new DisposableStore();
  readonly #texts: Readonly<Record<DigestPlace | 'fetched', ParseCache>>;

  constructor(
    programs: Pick<ProgramHost, 'storage' | 'workspaceStorage' | 'build'>,
    log: Logger,
    staysOnDisk = false,
  ) {
    // Read once: a build that is installed meanwhile must not be recorded as the parser.
    const reader = memoizeSuccess(() => programs.build());
    const texts = (folder: StoreFolder, name: string): ParseCache =>
      this.#own.add(
        new ParseCache({
          folder,
          name,
          staysOnDisk,
          reader,
          run: runInTimeSlices,
          delay: SAVED_AFTER,
          report: (cause) => log.warn(`${name}: ${String(cause)}`),
        }),
      );
    this.#texts = {
      global: texts(programs.storage, 'digests.parsed'),
      workspace: texts(programs.workspaceStorage, 'workspace-digests.parsed'),
      fetched: texts(programs.storage, 'fetched.parsed'),
    };
  }

  of(place: DigestPlace | 'fetched'): ParseCache {
    return this.#texts[place];
  }

  /** See {@link ParseCache.flush}. */
  async flush(): Promise<void> {
    for (const cache of Object.values(this.#texts)) await cache.flush();
  }

  dispose(): void {
    this.#own.dispose();
  }
}
