import type { Disposable } from '../core/base/disposable';
import type { Logger } from '../core/base/logger';
import { LocalWatcher } from '../platform/node/files/localWatcher';

/** The interval of polling if the system has no watchers left, in milliseconds. */
const pollInterval = 750;

/** Reports changes in a folder below an existing one: the name of the changed file, or undefined if any may have changed. */
export function watchBelow(
  base: string,
  segments: readonly string[],
  changed: (name?: string) => void,
  log: Logger,
): Disposable {
  try {
    return new LocalWatcher(base, segments, changed);
  } catch (error) {
    log.warn(`${segments.join('/')} is polled: ${String(error)}`);
    const timer = setInterval(() => changed(), pollInterval).unref();
    return { dispose: () => clearInterval(timer) };
  }
}
