import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { overwriteFile, syncFolder } from '../../platform/node/files/atomicFile';
import { ignoreMissing } from '../../platform/node/files/errorCode';
import { withFileLock } from '../../platform/node/files/fileLock';
import { readPlainFile } from '../../platform/node/files/plainFile';
import { isGone, temporaryName, temporaryOwner } from '../../platform/node/files/processOwner';

/** A copy of all stores. */
export interface StoreBackup {
  /** The name of its folder. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Why it was made, as a part of a sentence: `before an update`. */
  readonly reason: string;
}

/** In bytes; a backup's description is far smaller. */
const longestDescription = 64 * 1024;

/**
 * Copies of everything that global storage holds but caches. A backup is complete or is not there. A restore that is cut
 * off is finished by {@link finishRestore}.
 */
export class StoreBackups implements Disposable {
  readonly #folder: string;
  readonly #changed = new Emitter<readonly StoreBackup[]>();

  /** Fires with all backups when they were listed, as after one was made. */
  readonly onDidChange = this.#changed.event;

  /** `now` gives milliseconds since 1970. */
  constructor(
    private readonly storage: string,
    private readonly now: () => number,
  ) {
    this.#folder = join(storage, 'backups');
  }

  /** Newest first. */
  async list(): Promise<readonly StoreBackup[]> {
    const names = (await readdir(this.#folder).catch(ignoreMissing)) ?? [];
    const read = await Promise.all(
      names.filter((name) => !name.startsWith('.')).map((name) => this.#read(name)),
    );
    const all = read.filter((backup) => backup !== undefined).toSorted((a, b) => b.created - a.created);
    this.#changed.fire(all);
    return all;
  }

  /** Copies all stores. Does not throw for files that are removed meanwhile. */
  async create(reason: string): Promise<StoreBackup> {
    await mkdir(this.#folder, { recursive: true });
    await this.#sweep();
    const created = this.now();
    const temporary = join(this.#folder, temporaryName('backup'));
    try {
      for (const path of await filesBelow(this.storage, isStored))
        await copyLocked(join(this.storage, path), join(temporary, 'files', path));
      await mkdir(join(temporary, 'files'), { recursive: true });
      await overwriteFile(join(temporary, 'backup.json'), Buffer.from(JSON.stringify({ created, reason })));
      const name = await this.#freeName(created);
      await rename(temporary, join(this.#folder, name));
      await syncFolder(this.#folder);
      await this.list();
      return { name, created, reason };
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  /**
   * Makes the stores what they were, after a backup of what they are. Stores that are in use have to be read again. Once
   * the first file is replaced, `signal` has no effect.
   */
  async restore({ name }: StoreBackup, signal?: AbortSignal): Promise<void> {
    await this.create('before a backup was restored');
    signal?.throwIfAborted();
    await overwriteFile(this.#journal, Buffer.from(JSON.stringify({ name })));
    await this.finishRestore();
  }

  /** Finishes a restore that was cut off. Resolves to whether there was one. */
  async finishRestore(): Promise<boolean> {
    const journal = parseObject(await readPlainFile(this.#journal, longestDescription));
    const name = journal?.['name'];
    if (typeof name !== 'string') return false;
    const backup = await this.#read(name);
    if (backup) await this.#apply(join(this.#folder, backup.name, 'files'));
    await unlink(this.#journal).catch(ignoreMissing);
    return backup !== undefined;
  }

  /** Runs a migration once, whatever window comes first, and not again after a restore. Resolves to whether it ran. */
  async runOnce(migration: string, run: () => Promise<void>): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true });
    const marker = join(this.#folder, `${migration}.done.json`);
    return withFileLock(marker, async () => {
      if (await readPlainFile(marker, longestDescription)) return false;
      await run();
      await overwriteFile(marker, Buffer.from(JSON.stringify({ done: this.now() })));
      return true;
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  get #journal(): string {
    return join(this.#folder, '.restoring.json');
  }

  async #read(name: string): Promise<StoreBackup | undefined> {
    const description = join(this.#folder, name, 'backup.json');
    const bytes = await readPlainFile(description, longestDescription).catch(() => undefined);
    const { created, reason } = parseObject(bytes) ?? {};
    return typeof created === 'number' && typeof reason === 'string' ? { name, created, reason } : undefined;
  }

  /** Backups of one millisecond are numbered. */
  async #freeName(created: number): Promise<string> {
    const taken = new Set(await readdir(this.#folder));
    const stamp = new Date(created).toISOString().replace(/[:.]/gu, '-');
    let name = stamp;
    for (let count = 2; taken.has(name); count += 1) name = `${stamp}-${count}`;
    return name;
  }

  /** What is restored is there before anything else is removed. */
  async #apply(files: string): Promise<void> {
    const wanted = await filesBelow(files, () => true);
    for (const path of wanted) {
      const bytes = await readPlainFile(join(files, path));
      if (bytes) await writeLocked(join(this.storage, path), bytes);
    }
    const isWanted = new Set(wanted);
    for (const path of await filesBelow(this.storage, isStored))
      if (!isWanted.has(path)) await unlink(join(this.storage, path)).catch(ignoreMissing);
  }

  /** Removes what killed processes left. */
  async #sweep(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const owner = temporaryOwner(name);
      if (owner && isGone(owner)) await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }
}

/** Whether a path in global storage is a store's: no cache that is made again, no lock, no backup. */
function isStored(path: string): boolean {
  const isCache = /\.(?:parsed|index)$/u.test(path) || path.startsWith(`fulltext${sep}`);
  return !isCache && !path.startsWith(`backups${sep}`);
}

/** The plain files below a folder as relative paths, without hidden ones, which are locks and temporaries. */
async function filesBelow(folder: string, isMeant: (path: string) => boolean): Promise<readonly string[]> {
  const entries =
    (await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing)) ?? [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).some((part) => part.startsWith('.')) && isMeant(path));
}

/** Logs are copied while nobody writes to them. */
async function copyLocked(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const copy = async (): Promise<void> => {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    const file = await open(to, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  };
  await (isLog(from) ? withFileLock(from, copy) : copy()).catch(ignoreMissing);
}

async function writeLocked(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const write = (): Promise<void> => overwriteFile(path, bytes);
  await (isLog(path) ? withFileLock(path, write) : write());
}

function isLog(path: string): boolean {
  return path.endsWith('.jsonl');
}

function parseObject(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined {
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    // A file that a crash of the machine has cut is as none.
    return undefined;
  }
}
