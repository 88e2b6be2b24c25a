import { isSafeInteger, isText, withFields } from '../../core/base/guards';
import { Emitter } from '../../core/base/event';
import type { Disposable } from '../../core/base/disposable';
import type { SeenVersion, SeenVersions } from '../../core/versions/versionUpdates';
import type { StoredLog } from '../../platform/common/stores/storedLog';

/** The versions that a person has seen, in a file of global storage that all windows add to. */
export class SeenVersionsLog implements SeenVersions, Disposable {
  readonly #log: StoredLog;
  readonly #latest = new Map<string, number>();
  readonly #changed = new Emitter<void>();
  #stamp: string | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(log: StoredLog) {
    this.#log = log;
  }

  /** Reads the file where it has changed since it was last read, as another window may have added to it. */
  async refresh(): Promise<void> {
    const now = await this.#log.stamp();
    if (now === this.#stamp) return;
    const { values, stamp } = await this.#log.read();
    this.#stamp = stamp;
    this.#take(values.filter(isSeen));
  }

  latest(key: string): number {
    return this.#latest.get(key) ?? 0;
  }

  /** The latest version that was seen of each paper, by its `arxivKey`. */
  all(): ReadonlyMap<string, number> {
    return this.#latest;
  }

  async add(seen: readonly SeenVersion[]): Promise<void> {
    await this.#log.append(seen);
    this.#take(seen);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #take(seen: readonly SeenVersion[]): void {
    const fresh = seen.filter(({ arxivKey, version }) => version > this.latest(arxivKey));
    for (const { arxivKey, version } of fresh)
      this.#latest.set(arxivKey, Math.max(version, this.latest(arxivKey)));
    if (fresh.length > 0) this.#changed.fire();
  }
}

const isSeen = withFields<SeenVersion>({ arxivKey: isText, version: isSafeInteger }, {});
