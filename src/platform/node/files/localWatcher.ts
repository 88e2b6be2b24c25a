import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Disposable } from '../../../core/base/disposable';
import { codeOf } from '../../common/errorCode';

/**
 * Watches one folder on a local disk, `segments` below `base`, which need not be there yet and may come and go with the
 * folders above it. VS Code's own watcher loses a folder that is made together with its parent, and all that happens in
 * it from then on.
 *
 * `changed` gets the name of what changed in the folder, or nothing where anything in it may have. Throws where the
 * system has no watchers left (ENOSPC, EMFILE).
 */
export class LocalWatcher implements Disposable {
  readonly #paths: readonly string[];
  readonly #segments: readonly string[];
  readonly #changed: (name?: string) => void;
  /** Watchers of the folders from `base` down, as far as they exist. */
  readonly #watchers: FSWatcher[] = [];

  constructor(base: string, segments: readonly string[], changed: (name?: string) => void) {
    this.#paths = [base, ...segments.map((_, at) => join(base, ...segments.slice(0, at + 1)))];
    this.#segments = segments;
    this.#changed = changed;
    try {
      this.#open();
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  dispose(): void {
    this.#close(0);
  }

  /** From the deepest watched folder down. The watcher of the folder above reports what is made meanwhile. */
  #open(): void {
    for (let level = this.#watchers.length; level < this.#paths.length; level += 1) {
      const watcher = watchThere(this.#paths[level] ?? '', (name) => this.#onEvent(level, name));
      if (!watcher) return;
      this.#watchers.push(watcher);
      watcher.on('error', () => this.#close(level));
    }
  }

  #close(level: number): void {
    for (const watcher of this.#watchers.splice(level)) watcher.close();
  }

  #onEvent(level: number, name: string | undefined): void {
    if (level === this.#segments.length) this.#changed(name);
    else if (name === undefined || name === this.#segments[level]) this.#lookBelow(level);
  }

  #lookBelow(level: number): void {
    this.#close(level + 1);
    try {
      this.#open();
    } catch {
      // No watchers left: what happens below is seen when the window gets the focus.
    }
    this.#changed();
  }
}

/** Returns undefined if the folder does not exist. */
function watchThere(path: string, listener: (name?: string) => void): FSWatcher | undefined {
  try {
    return watch(path, { persistent: false }, (_, name) => listener(name ?? undefined));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return undefined;
    throw error;
  }
}
