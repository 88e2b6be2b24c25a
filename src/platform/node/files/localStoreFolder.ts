import { mkdir, readdir, rename, rm, stat, unlink, open } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { StepRunner } from '../../../core/base/cooperativeTask';
import { ignoreMissing, codeOf } from '../../common/errorCode';
import type { OpenedFile, StoredFileFacts, StoreFolder } from '../../common/stores/storeFolder';
import { AppendLog } from './appendLog';
import { overwriteFile, replaceFile, syncFolder, sweepTemporaries } from './atomicFile';
import { withFileLock } from './fileLock';
import { readPlainFile, plainFlags } from './plainFile';
import { isGone, temporaryName, temporaryOwner } from './processOwner';
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { NotPlainError } from '../../common/fileErrors';

/** A folder of the extension's storage on a disk. What was written is found after a crash of the machine. */
export class LocalStoreFolder implements StoreFolder {
  constructor(private readonly path: string) {}

  folder(name: string): StoreFolder {
    return new LocalStoreFolder(this.#at(name));
  }

  read(name: string, limit?: number): Promise<Uint8Array | undefined> {
    return readPlainFile(this.#at(name), limit);
  }

  open(name: string): Promise<OpenedFile | undefined> {
    return openPlainFile(this.#at(name));
  }

  async stat(name: string): Promise<StoredFileFacts | undefined> {
    const found = await stat(this.#at(name), { bigint: true }).catch(ignoreMissing);
    return found && { size: Number(found.size), stamp: `${found.ino} ${found.mtimeNs} ${found.size}` };
  }

  async names(): Promise<readonly string[]> {
    return (await readdir(this.path).catch(ignoreMissing)) ?? [];
  }

  async filesBelow(): Promise<readonly string[]> {
    const options = { recursive: true, withFileTypes: true } as const;
    const entries = (await readdir(this.path, options).catch(ignoreMissing)) ?? [];
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.path, join(entry.parentPath, entry.name)).split(sep))
      .filter((parts) => !parts.some((part) => part.startsWith('.')))
      .map((parts) => parts.join('/'));
  }

  overwrite(name: string, bytes: Uint8Array): Promise<void> {
    return overwriteFile(this.#at(name), bytes);
  }

  async replace(name: string, bytes: Uint8Array, expected: string | undefined): Promise<boolean> {
    const path = this.#at(name);
    await mkdir(dirname(path), { recursive: true });
    return (await replaceFile(path, bytes, expected)) !== 'changed';
  }

  async remove(name: string): Promise<void> {
    await unlink(this.#at(name)).catch(ignoreMissing);
  }

  async removeFolder(name: string): Promise<void> {
    await rm(this.#at(name), { recursive: true, force: true });
  }

  async createFolder(name: string, write: (folder: StoreFolder) => Promise<void>): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await this.#sweepFolders();
    const temporary = this.#at(temporaryName(name));
    try {
      await mkdir(temporary);
      await write(new LocalStoreFolder(temporary));
      await rename(temporary, this.#at(name));
      await syncFolder(this.path);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  async exclusively<T>(name: string, task: () => Promise<T>): Promise<T> {
    const path = this.#at(name);
    await mkdir(dirname(path), { recursive: true });
    return withFileLock(path, task);
  }

  sweep(isOrphan: (name: string) => boolean, now?: number): Promise<void> {
    return sweepFolder(this.path, isOrphan, now);
  }

  log(name: string, run?: StepRunner): AppendLog {
    return new AppendLog(this.#at(name), run);
  }

  /** Removes the folders that killed processes did not complete. */
  async #sweepFolders(): Promise<void> {
    for (const name of await readdir(this.path)) {
      const owner = temporaryOwner(name);
      if (owner && isGone(owner)) await this.removeFolder(name);
    }
  }

  #at(name: string): string {
    return join(this.path, name);
  }
}

/** The number of bytes that are hashed between two turns of the event loop. */
const hashedAtOnce = 4 * 1024 * 1024;

/**
 * Opens a plain file to read parts of it; undefined if there is none.
 *
 * @throws NotPlainError
 */
async function openPlainFile(path: string): Promise<OpenedFile | undefined> {
  const file = await open(path, plainFlags).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw codeOf(error) === 'ELOOP' ? new NotPlainError('link', path) : error;
  });
  if (!file) return undefined;
  const found = await file.stat();
  if (!found.isFile()) {
    await file.close();
    throw new NotPlainError('special', path);
  }
  let isOpen = true;
  const read = (start: number, end: number): Uint8Array => {
    // Its descriptor may belong to another file by now.
    if (!isOpen) throw new Error(`${path} has been closed.`);
    const bytes = Buffer.allocUnsafe(end - start);
    const length = readSync(file.fd, bytes, 0, bytes.length, start);
    return bytes.subarray(0, length);
  };
  return {
    length: found.size,
    read,
    hash: async (start) => {
      const hash = createHash('sha1');
      for (let at = start; at < found.size; at += hashedAtOnce) {
        hash.update(read(at, Math.min(at + hashedAtOnce, found.size)));
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      return hash.digest();
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      void file.close();
    },
  };
}

/** In milliseconds. */
const orphanedAfter = 24 * 60 * 60 * 1000;

/**
 * Removes what killed processes left in a folder: temporaries, and orphans that are older than a day. Another process
 * may have written a younger one and not yet the file that names it. `now` in milliseconds since 1970, by the clock of
 * the file system; when left out it is when the folder last changed.
 */
async function sweepFolder(folder: string, isOrphan: (name: string) => boolean, now?: number): Promise<void> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? [];
  if (names.length === 0) return;
  const changed = now ?? (await stat(folder)).mtimeMs;
  await sweepTemporaries(folder, names);
  for (const path of names.filter(isOrphan).map((name) => join(folder, name))) {
    const found = await stat(path).catch(ignoreMissing);
    if (found && changed - found.mtimeMs > orphanedAfter) await unlink(path).catch(ignoreMissing);
  }
}
