import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { Event } from '../../core/base/event';
import { SerialQueue } from '../../core/base/serialQueue';
import type { Logger } from '../../core/base/logger';
import { codeOf } from '../../platform/common/errorCode';
import { Debounce } from '../../platform/common/debounce';
import { type Timer, unref } from '../../platform/common/timers';
import type { DeviceId } from './deviceId';
import type { LibraryFolder } from './libraryFolder';
import type { LibraryReplica, MergeReport, TransferOptions } from './libraryReplica';
import { type Message, localizable } from '../../core/base/localization';

export interface LibrarySyncOptions {
  readonly replica: LibraryReplica;
  readonly device: DeviceId;
  /** The path of the folder in the setting; undefined if it is empty. */
  readonly location: () => string | undefined;
  /** Reports changes in a folder. */
  readonly watch: (folder: string, changed: () => void) => Disposable;
  /** Fire when items of the library change on this device. */
  readonly changes: readonly Event<unknown>[];
  readonly log: Logger;
  /** Shows a sentence once for each period in which the folder cannot be used. */
  readonly warn: (message: Message) => void;
}

/** In milliseconds: changes in quick succession are merged together. */
const settleTime = 1500;
/** In milliseconds: merges changes that no event reports, and finds a folder that was not available. */
const interval = 2 * 60_000;

/** Keeps the library of this device in step with a folder that a file sync carries. Does nothing without a folder. */
export class LibrarySync implements Disposable {
  readonly #own = new DisposableStore();
  readonly #starts = new SerialQueue();
  #folder: LibraryFolder | undefined;
  #watcher: Disposable | undefined;
  readonly #soon = this.#own.add(new Debounce(() => void this.#mergeOrWarn(), { delay: settleTime }));
  #interval: Timer | undefined;
  #isDisposed = false;
  #hasWarned = false;

  constructor(private readonly options: LibrarySyncOptions) {
    for (const change of options.changes) this.#own.add(change(() => this.#schedule()));
  }

  /** The path of the folder; undefined if the library is kept on this device only. */
  get path(): string | undefined {
    return this.#folder?.path;
  }

  /** Uses the folder of the present setting, and merges with it. */
  start(): Promise<void> {
    return this.#starts.run(() => this.#start());
  }

  async #start(): Promise<void> {
    const path = this.options.location();
    if (path === this.path) return;
    this.stop();
    this.#hasWarned = false;
    if (path === undefined) return;
    await this.options.device.load();
    this.#folder = this.options.replica.folder(path);
    this.#watcher = this.options.watch(path, () => this.#schedule());
    this.#interval = setInterval(() => this.#schedule(0), interval);
    unref(this.#interval);
    await this.#mergeOrWarn();
  }

  /** Merges with the folder now. Resolves to what has changed on this device. */
  async merge(options?: TransferOptions): Promise<MergeReport> {
    const folder = this.#folder;
    if (!folder) return new Map();
    this.#soon.cancel();
    return this.options.replica.syncWith(folder, options);
  }

  /** Stops using the folder; items that came from it are kept. */
  stop(): void {
    this.#soon.cancel();
    clearInterval(this.#interval);
    this.#watcher?.dispose();
    this.#watcher = undefined;
    this.#folder = undefined;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.stop();
    this.#own.dispose();
  }

  #schedule(delay?: number): void {
    if (this.#folder) this.#soon.request(delay);
  }

  async #mergeOrWarn(): Promise<void> {
    const { log, warn } = this.options;
    const { path } = this;
    try {
      const report = await this.merge();
      for (const [kind, count] of report)
        log.info(`Library folder: ${count} of ${kind} came from another device.`);
      this.#hasWarned = false;
    } catch (error) {
      log.warn(`Library folder ${path ?? ''}: ${String(error)}`);
      // An error without a code is not caused by the folder, such as a long merge in another window: the next try may succeed.
      if (this.#hasWarned || this.#isDisposed || codeOf(error) === undefined) return;
      this.#hasWarned = true;
      warn(
        codeOf(error) === 'ENOENT'
          ? localizable(
              'The library folder {0} is not there. What you do is kept on this machine until it is, or until you choose another one with Papers: Move Library.',
              path ?? '',
            )
          : localizable(
              'The library folder {0} cannot be used at present. What you do is kept on this machine; the log says why.',
              path ?? '',
            ),
      );
    }
  }
}
