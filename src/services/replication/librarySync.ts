import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { Event } from '../../core/base/event';
import { SerialQueue } from '../../core/base/serialQueue';
import type { Logger } from '../../core/base/logger';
import { codeOf } from '../../platform/common/errorCode';
import { type Timer, unref } from '../../platform/common/timers';
import type { DeviceId } from './deviceId';
import type { LibraryFolder } from './libraryFolder';
import type { LibraryReplica, MergeReport, TransferOptions } from './libraryReplica';

export interface LibrarySyncOptions {
  readonly replica: LibraryReplica;
  readonly device: DeviceId;
  /** The path of the folder that the setting names; undefined if it names none. */
  readonly location: () => string | undefined;
  /** Reports changes in a folder. */
  readonly watch: (folder: string, changed: () => void) => Disposable;
  /** Fire when something that is merged has changed here. */
  readonly changes: readonly Event<unknown>[];
  readonly log: Logger;
  /** Hears once of a folder that cannot be used: a sentence. */
  readonly warn: (message: string) => void;
}

/** In milliseconds: what changes in quick succession is merged at once. */
const settleTime = 1500;
/** In milliseconds: what no event reports is merged so often, and a folder that is not there is looked for. */
const interval = 2 * 60_000;

/** Keeps this device's library the same as that of a folder which a file sync carries. Nothing happens without a folder. */
export class LibrarySync implements Disposable {
  readonly #own = new DisposableStore();
  readonly #starts = new SerialQueue();
  #folder: LibraryFolder | undefined;
  #watcher: Disposable | undefined;
  #timer: Timer | undefined;
  #interval: Timer | undefined;
  #isDisposed = false;
  #hasWarned = false;

  constructor(private readonly options: LibrarySyncOptions) {
    for (const change of options.changes) this.#own.add(change(() => this.#schedule()));
  }

  /** The folder that is used; undefined if the library is kept on this device only. */
  get path(): string | undefined {
    return this.#folder?.path;
  }

  /** Begins to use the folder of the setting, or another one after the setting has changed; merges with it. */
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

  /** Merges with the folder now. Resolves to what has changed here. */
  async merge(options?: TransferOptions): Promise<MergeReport> {
    const folder = this.#folder;
    if (!folder) return new Map();
    clearTimeout(this.#timer);
    return this.options.replica.syncWith(folder, options);
  }

  /** Leaves the folder alone from now on; what came from it stays. */
  stop(): void {
    clearTimeout(this.#timer);
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

  #schedule(delay = settleTime): void {
    if (!this.#folder || this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#mergeOrWarn(), delay);
    unref(this.#timer);
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
      if (this.#hasWarned || this.#isDisposed) return;
      this.#hasWarned = true;
      warn(
        codeOf(error) === 'ENOENT'
          ? `The library folder ${path ?? ''} is not there. What you do is kept on this machine until it is, or until you choose another one with Papers: Move Library.`
          : `The library folder ${path ?? ''} cannot be used at present. What you do is kept on this machine; the log says why.`,
      );
    }
  }
}
