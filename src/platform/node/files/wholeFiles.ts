import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { overwriteFile } from './atomicFile';
import type { ConfinedFolder } from './confinedFolder';
import { ignoreMissing } from './errorCode';
import { readPlainFile } from './plainFile';

/** What is known of a file; times in milliseconds since 1970. */
export interface FileFacts {
  readonly size: number;
  readonly changed: number;
  readonly made: number;
}

export interface WholeFileEntry {
  readonly name: string;
  /** Whether it is a file that can be read: no link, device or pipe. */
  readonly isPlain: boolean;
}

/** A folder of files that are replaced as a whole. It need not be there. Rejects with the errors of its file system. */
export interface WholeFiles {
  /** All but folders, in no order. */
  list(): Promise<readonly WholeFileEntry[]>;
  /** `undefined` if there is no such file. */
  stat(name: string): Promise<FileFacts | undefined>;
  /** `undefined` if there is no such file. Rejects if it has more than `limit` bytes. */
  read(name: string, limit?: number): Promise<Uint8Array | undefined>;
  /** Makes the folder too. When it resolves, the bytes are on disk. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(name: string): Promise<void>;
}

/** A folder on a disk of this machine. Only plain files are read; symbolic links are not followed. */
export class LocalWholeFiles implements WholeFiles {
  constructor(private readonly folder: ConfinedFolder) {}

  async list(): Promise<readonly WholeFileEntry[]> {
    const folder = await this.folder.resolve();
    const entries = folder === undefined ? [] : await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => ({ name: entry.name, isPlain: entry.isFile() }));
  }

  async stat(name: string): Promise<FileFacts | undefined> {
    const folder = await this.folder.resolve();
    const found = folder === undefined ? undefined : await lstat(join(folder, name)).catch(ignoreMissing);
    return found?.isFile() === true
      ? { size: found.size, changed: Math.trunc(found.mtimeMs), made: Math.trunc(found.birthtimeMs) }
      : undefined;
  }

  async read(name: string, limit?: number): Promise<Uint8Array | undefined> {
    const folder = await this.folder.resolve();
    return folder === undefined ? undefined : readPlainFile(join(folder, name), limit);
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await overwriteFile(join(await this.folder.make(), name), bytes);
  }

  async remove(name: string): Promise<void> {
    const folder = await this.folder.resolve();
    if (folder !== undefined) await unlink(join(folder, name)).catch(ignoreMissing);
  }
}
