import { type FileHandle, link, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './errorCode';
import { type Owner, isGone, randomToken, thisProcess } from './ownedName';

/** A lock is held for some milliseconds; one this old, in milliseconds, was left behind by a host that is gone. */
const staleAfter = 10_000;
/** Likewise one that says nothing: its owner writes into it right after making it. */
const blankStaleAfter = 2_000;
/** How long to wait for a lock, in milliseconds. */
const defaultPatience = 30_000;

/** Another process has held the lock all the while. */
export class LockTimeout extends Error {
  override readonly name = 'LockTimeout';
}

interface Held extends Owner {
  readonly token: string;
}

/**
 * Runs `task` while no other process, on this host or another, runs one under a lock on the same file. The lock is a
 * file beside it, made exclusively; one whose owner was killed is broken. Only those who ask for the lock keep to it.
 * @throws LockTimeout after `patience` milliseconds
 */
export async function withFileLock<T>(
  path: string,
  task: () => Promise<T>,
  patience = defaultPatience,
): Promise<T> {
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  const held = { ...thisProcess(), token: randomToken() };
  await acquire(lock, held, patience);
  try {
    return await task();
  } finally {
    if ((await readHolder(lock))?.token === held.token) await unlink(lock);
  }
}

const lockName = /^\..+\.lock(?:\.[0-9a-f]{16})?$/;

/** Removes the locks that killed processes left in a folder, of those named. */
export async function sweepLocks(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!lockName.test(name)) continue;
    const lock = join(folder, name);
    const holder = await readHolder(lock);
    if (await isStale(lock, holder)) await breakLock(lock, holder);
  }
}

async function acquire(lock: string, held: Held, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await create(lock, held))) {
    const holder = await readHolder(lock);
    if (await isStale(lock, holder)) await breakLock(lock, holder);
    else if (performance.now() > deadline)
      throw new LockTimeout(`${lock} is held by process ${holder?.pid ?? '?'}`);
    else await sleep(1 + Math.random() * 9);
  }
}

async function create(lock: string, held: Held): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await open(lock, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    try {
      await file.writeFile(JSON.stringify(held));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    // On a full disk, say. Nobody may be kept waiting for it.
    await unlink(lock);
    throw error;
  }
}

/** `undefined` where there is no lock, or none that says whose it is. */
async function readHolder(lock: string): Promise<Held | undefined> {
  try {
    const { host, pid, token } = JSON.parse(await readFile(lock, 'utf8')) as Partial<
      Record<keyof Held, unknown>
    >;
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof token !== 'string') return undefined;
    return { host, pid, token };
  } catch {
    // Not there any more, or made this instant and still blank: either way nobody's that is known.
    return undefined;
  }
}

async function isStale(lock: string, holder: Held | undefined): Promise<boolean> {
  if (holder && isGone(holder)) return true;
  const made = await stat(lock).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > (holder ? staleAfter : blankStaleAfter);
}

/** Takes a stale lock away. Two may try at once: what is taken is looked at, and put back where it was not the stale one. */
async function breakLock(lock: string, stale: Held | undefined): Promise<void> {
  const taken = `${lock}.${randomToken()}`;
  try {
    await rename(lock, taken);
  } catch {
    // Somebody else took it, or its owner was alive and is done.
    return;
  }
  const holder = await readHolder(taken);
  if (holder?.token !== stale?.token) await link(taken, lock).catch(() => undefined);
  await unlink(taken);
}
