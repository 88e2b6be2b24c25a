import { createHash } from 'node:crypto';
import { renameSync, unlinkSync } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, ignoreMissing, ignoreRefused } from '../../common/errorCode';
import { type HeldLock, withFileLock } from './fileLock';
import { readPlainFile } from './plainFile';
import { isGone, temporaryName, temporaryOwner } from './processOwner';

/** A file's bytes, and a name for them. */
export interface FileImage {
  readonly bytes: Uint8Array;
  /** SHA-256, in hexadecimal. */
  readonly revision: string;
}

/** Temporaries of other hosts are swept when the folder has changed so long after them, in milliseconds. */
const sweepAfter = 24 * 60 * 60 * 1000;

export function revisionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** {@link readPlainFile}, with the name of the bytes. */
export async function readImage(path: string, limit = Infinity): Promise<FileImage | undefined> {
  const bytes = await readPlainFile(path, limit);
  return bytes && { bytes, revision: revisionOf(bytes) };
}

/**
 * Replaces a file as a whole where its bytes still are those of `expected` (`undefined`: where it is not there), and
 * gives the new revision, or `changed`. When it resolves, the bytes will be found after a crash; until then the old
 * ones will. Keeps permission bits. `path` must be free of symbolic links, and its folder must be there. Two processes
 * that call this at once take turns; a program that does not is seen unless it writes in the instant before the rename.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  expected: string | undefined,
): Promise<{ readonly revision: string } | 'changed'> {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  try {
    const mode = await modeOf(path);
    await writeTemporary(temporary, (file) => writeBytes(file, bytes, mode));
    const placed = await withFileLock(path, (lock) => place(temporary, path, expected, lock));
    if (!placed) return 'changed';
    await syncFolder(dirname(path));
    return { revision: revisionOf(bytes) };
  } finally {
    await unlink(temporary).catch(ignoreMissing);
  }
}

/**
 * Removes a file where its bytes still are those of `expected`, and gives whether it did. Takes turns with
 * {@link replaceFile}; `path` must be free of symbolic links.
 */
export async function removeFile(path: string, expected: string): Promise<boolean> {
  return withFileLock(path, async (lock) => {
    if ((await readImage(path))?.revision !== expected) return false;
    lock.assertHeld();
    unlinkSync(path);
    await syncFolder(dirname(path));
    return true;
  });
}

/**
 * Replaces a whole file without checking its content, and creates the folders above it. Readers in any window get either
 * the old bytes or the new ones. If several write, the last one wins, so use this only for files to which no other window
 * adds anything.
 */
export async function overwriteFile(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mode = await modeOf(path);
  await replaceByParts(path, (file) => writeBytes(file, bytes, mode));
}

/**
 * Replaces a file by what `write` adds to an empty one. Readers find the old bytes or all of the new ones.
 *
 * @param check called right before the step that cannot be taken back, which is not taken if it throws
 */
export async function replaceByParts(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  check?: () => void,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    await writeTemporary(temporary, write);
    await renameOver(temporary, path, check);
    await syncFolder(folder);
  } finally {
    await unlink(temporary).catch(ignoreMissing);
  }
}

/** Permission bits of a file; `undefined` where it is not there. @throws with code `EACCES` where none may write it */
async function modeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(ignoreMissing);
  // A rename would replace a read-only file without asking.
  if (found && (found.mode & 0o222) === 0)
    throw Object.assign(new Error(`${path} is read-only`), { code: 'EACCES' });
  return found === undefined ? undefined : found.mode & 0o7777;
}

async function writeTemporary(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeBytes(file: FileHandle, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  await file.writeFile(bytes);
  if (mode !== undefined) await file.chmod(mode);
}

/** Under the lock, which is looked at again right before the rename. */
async function place(
  temporary: string,
  path: string,
  expected: string | undefined,
  lock: HeldLock,
): Promise<boolean> {
  if (expected === undefined) return placeNew(temporary, path, lock);
  if ((await readImage(path))?.revision !== expected) return false;
  await renameOver(temporary, path, () => lock.assertHeld());
  return true;
}

/** A hard link does not overwrite a file that another program has made this instant. */
async function placeNew(temporary: string, path: string, lock: HeldLock): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (await stat(path).catch(ignoreMissing)) return false;
    // A file system without hard links.
    await renameOver(temporary, path, () => lock.assertHeld());
    return true;
  }
}

/**
 * Renames a file over another, if `check` does not throw; nothing of this process comes between the two. On Windows a
 * virus scanner or an indexer may hold the file open for a moment.
 */
async function renameOver(from: string, to: string, check?: () => void): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      check?.();
      renameSync(from, to);
      return;
    } catch (error) {
      const passing =
        process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
      if (!passing || attempt === 10) throw error;
      await sleep(10 * (attempt + 1));
    }
  }
}

/** Without this a crash of the machine may bring the old name back. Windows has no such thing. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Removes the temporaries that killed processes left in a folder; of those named, if it has been listed already. Those that
 * cannot be removed stay: callers sweep besides their own work, which must not fail for it.
 */
export async function sweepTemporaries(folder: string, names?: readonly string[]): Promise<void> {
  // The file system's clock: this machine's may be another.
  const changed = (await stat(folder).catch(ignoreMissing))?.mtimeMs ?? 0;
  for (const name of names ?? (await readdir(folder).catch(ignoreMissing)) ?? []) {
    const owner = temporaryOwner(name);
    if (!owner) continue;
    const path = join(folder, name);
    const made = await stat(path).catch(ignoreMissing);
    const old = made !== undefined && changed - made.mtimeMs > sweepAfter;
    if (old || isGone(owner)) await unlink(path).catch(ignoreRefused);
  }
}
