import { renameSync, unlinkSync } from 'node:fs';
import { type FileHandle, copyFile, constants, link, open, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, ignoreMissing } from '../../common/errorCode';
import { LockTimeout } from '../../common/fileErrors';
import { type Holder, type LockFile, readLockFile } from './lockFile';
import { isGone, randomToken, temporaryName, thisProcess } from './processOwner';

/** Times in milliseconds. */
export interface LockTimes {
  /** How long to wait for a lock. */
  readonly patience: number;
  /** How often a holder shows that it is alive. Most locks are held for less. */
  readonly renewEvery: number;
  /** A lock that has been seen unchanged for so long has lost its holder, or the holder is stopped. */
  readonly staleAfter: number;
  /** Likewise one that names no holder: its owner writes into it right after making it. */
  readonly blankStaleAfter: number;
}

const usual: LockTimes = { patience: 30_000, renewEvery: 1_000, staleAfter: 5_000, blankStaleAfter: 2_000 };

/** Between two looks no more than this counts as time in which the holder could have renewed, in milliseconds. */
const longestLook = 250;

/** The lock was taken over, because this process did not renew it in time: what was to be done under it was not. */
export class LockLost extends LockTimeout {
  override readonly name = 'LockLost';
}

/** A lock while it is held. */
export interface HeldLock {
  /**
   * To be called right before a step that cannot be taken back, with nothing awaited in between: this process may have
   * been stopped for long, and another may hold the lock by now.
   * @throws LockLost
   */
  assertHeld(): void;
}

/**
 * Runs `task` while no other process, on this host or another, runs one under a lock on the same file. The lock is a
 * file beside it that its holder renews. It is broken if its holder was killed, or has not renewed it for a while as
 * measured by the one that waits: no clock is compared with another. A task that finds its lock lost is run again.
 * Only those who ask for the lock keep to it.
 * @throws LockTimeout when patience ends
 */
export async function withFileLock<T>(
  path: string,
  task: (lock: HeldLock) => Promise<T>,
  changed: Partial<LockTimes> = {},
): Promise<T> {
  const times = { ...usual, ...changed };
  const lockPath = join(dirname(path), `.${basename(path)}.lock`);
  const deadline = performance.now() + times.patience;
  for (;;) {
    const lease = await acquire(lockPath, times, deadline);
    try {
      return await task(lease);
    } catch (error) {
      if (!(error instanceof LockLost) || performance.now() > deadline) throw error;
    } finally {
      await lease.release();
    }
  }
}

const lockName = /^\..+\.lock(?:\.[0-9a-f]{16})?$/;

/** Removes the locks that killed processes left in a folder, of those named. */
export async function sweepLocks(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names.filter((one) => lockName.test(one))) {
    const path = join(folder, name);
    const found = readLockFile(path);
    if (found?.holder && isGone(found.holder)) await breakLock(path, found);
  }
}

async function acquire(path: string, times: LockTimes, deadline: number): Promise<Lease> {
  const watch = new StaleWatch(times);
  for (;;) {
    const found = readLockFile(path);
    const lease = found ? undefined : await Lease.take(path, times.renewEvery);
    if (lease) return lease;
    if (found && watch.isStale(found)) await breakLock(path, found);
    else if (performance.now() > deadline)
      throw new LockTimeout(`${path} is held by process ${found?.holder?.pid ?? '?'}`);
    else if (found) await sleep(1 + Math.random() * 9);
  }
}

/** Measures, by this process's monotonic clock, for how long a lock has stayed as it is. */
class StaleWatch {
  #state: string | undefined;
  #unchanged = 0;
  #looked = performance.now();

  constructor(private readonly times: LockTimes) {}

  isStale(found: LockFile): boolean {
    if (found.holder && isGone(found.holder)) return true;
    const now = performance.now();
    // If this process was stopped too, the holder may have been stopped with it.
    const passed = Math.min(now - this.#looked, longestLook);
    this.#looked = now;
    this.#unchanged = found.state === this.#state ? this.#unchanged + passed : 0;
    this.#state = found.state;
    return this.#unchanged > (found.holder ? this.times.staleAfter : this.times.blankStaleAfter);
  }
}

/** A lock of this process, renewed until it is released. */
class Lease implements HeldLock {
  readonly #timer: NodeJS.Timeout;
  #renewals = 0;
  #renewing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly holder: Holder,
    renewEvery: number,
  ) {
    this.#timer = setInterval(() => {
      this.#renewals += 1;
      // If it cannot be written, another takes the lock over, which `assertHeld` finds out.
      this.#renewing = file.write(contentOf(holder, this.#renewals), 0).catch(() => undefined);
    }, renewEvery).unref();
  }

  /** `undefined` if another process was faster. */
  static async take(path: string, renewEvery: number): Promise<Lease | undefined> {
    const holder = { ...thisProcess(), token: randomToken() };
    const file = await createLock(path, contentOf(holder, 0));
    return file && new Lease(path, file, holder, renewEvery);
  }

  assertHeld(): void {
    if (!this.#isHeld()) throw new LockLost(`${this.path} was taken over`);
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
    try {
      await this.file.close();
      if (this.#isHeld()) unlinkSync(this.path);
    } catch {
      // The work under the lock is done. A lock file that stays is no longer renewed, so the next process breaks it.
    }
  }

  #isHeld(): boolean {
    return readLockFile(this.path)?.holder?.token === this.holder.token;
  }
}

/** Has a constant length, so that renewing a lock takes no room on a full disk. */
function contentOf(holder: Holder, renewals: number): string {
  return JSON.stringify({ ...holder, renewals: String(renewals).padStart(10, '0') });
}

/** Makes a lock that is never seen without its content; `undefined` if there is one. */
async function createLock(path: string, content: string): Promise<FileHandle | undefined> {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(content);
    await link(temporary, path);
    return file;
  } catch (error) {
    await file.close();
    if (codeOf(error) === 'EEXIST') return undefined;
    if (codeOf(error) === 'ENOSPC') throw error;
    return await createPlainly(path, content);
  } finally {
    await unlink(temporary).catch(ignoreMissing);
  }
}

/** For a file system without hard links. */
async function createPlainly(path: string, content: string): Promise<FileHandle | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
  try {
    await file.writeFile(content);
    return file;
  } catch (error) {
    // For example because the disk is full. No caller may wait for that.
    await file.close();
    await unlink(path).catch(ignoreMissing);
    throw error;
  }
}

/**
 * Takes a stale lock away. Another process may do so too, and a third one make a new lock: what was taken is looked at,
 * and put back if it is not the stale one. What is no plain file is moved aside and never deleted.
 */
async function breakLock(path: string, stale: LockFile): Promise<void> {
  const taken = `${path}.${randomToken()}`;
  try {
    renameSync(path, taken);
  } catch {
    // Somebody else took it, or its owner was alive and is done; or the folder is read-only, and the wait goes on.
    return;
  }
  const found = readLockFile(taken);
  if (!found?.isPlain) return;
  if (found.state !== stale.state) await putBack(taken, path);
  await unlink(taken).catch(ignoreMissing);
}

/** Unless there is a new lock by now: then the holder of this one finds out before it does anything. */
async function putBack(taken: string, path: string): Promise<void> {
  try {
    await link(taken, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // A file system without hard links.
    await copyFile(taken, path, constants.COPYFILE_EXCL).catch(() => undefined);
  }
}
