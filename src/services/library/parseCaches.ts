import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { Logger } from '../../core/base/logger';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import type { DigestPlace } from './digestFiles';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { ParseCache } from './parseCache';
import type { ExtensionPlaces } from '../extensionPlaces';

/** In milliseconds. */
const SAVED_AFTER = 3000;

/** The parse caches of the digests of each place, and of fetched days. */
export class ParseCaches implements Disposable {
  readonly #own = new DisposableStore();
  readonly #texts: Readonly<Record<DigestPlace | 'fetched', ParseCache>>;

  constructor({ extensionPath, globalStorageUri, storageUri }: ExtensionPlaces, log: Logger) {
    // Read once: a build that is installed meanwhile must not be recorded as the parser.
    const reader = memoizeSuccess(() => readerOf(extensionPath));
    const texts = (folder: { readonly fsPath: string }, name: string): ParseCache =>
      this.#own.add(
        new ParseCache({
          path: join(folder.fsPath, name),
          reader,
          run: runInTimeSlices,
          delay: SAVED_AFTER,
          report: (cause) => log.warn(`${name}: ${String(cause)}`),
        }),
      );
    this.#texts = {
      global: texts(globalStorageUri, 'digests.parsed'),
      workspace: texts(storageUri ?? globalStorageUri, 'workspace-digests.parsed'),
      fetched: texts(globalStorageUri, 'fetched.parsed'),
    };
  }

  of(place: DigestPlace | 'fetched'): ParseCache {
    return this.#texts[place];
  }

  dispose(): void {
    this.#own.dispose();
  }
}

/** Names this build: another one may read texts otherwise. */
async function readerOf(extensionPath: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(extensionPath, 'dist', 'extension.cjs'));
  return `${mtimeMs}-${size}`;
}
