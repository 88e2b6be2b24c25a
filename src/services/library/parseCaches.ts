import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import type { DigestPlace } from './digestFiles';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import type { Host } from '../host';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { ParseCache } from './parseCache';
import type { Log } from '../../platform/vscode/ui/log';

/** In milliseconds. */
const SAVED_AFTER = 3000;

/** The parse caches of the digests of each place, and of fetched days. */
export class ParseCaches implements Disposable {
  readonly #own = new DisposableStore();
  readonly #texts: Readonly<Record<DigestPlace | 'fetched', ParseCache>>;

  constructor(host: Pick<Host, 'storage' | 'workspaceStorage' | 'build'>, log: Log) {
    // Read once: a build that is installed meanwhile must not be recorded as the parser.
    const reader = memoizeSuccess(() => host.build());
    const texts = (folder: StoreFolder, name: string): ParseCache =>
      this.#own.add(
        new ParseCache({
          ...{ folder, name },
          reader,
          run: runInTimeSlices,
          delay: SAVED_AFTER,
          report: (cause) => log.warn(`${name}: ${String(cause)}`),
        }),
      );
    this.#texts = {
      global: texts(host.storage, 'digests.parsed'),
      workspace: texts(host.workspaceStorage, 'workspace-digests.parsed'),
      fetched: texts(host.storage, 'fetched.parsed'),
    };
  }

  of(place: DigestPlace | 'fetched'): ParseCache {
    return this.#texts[place];
  }

  dispose(): void {
    this.#own.dispose();
  }
}
