import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { overwriteFile, readBytes } from './atomicFile';
import type { FileFacts } from './directFiles';
import { ignoreMissing } from './errorCode';

/** A folder of files that are replaced as a whole. It need not be there. Rejects with the errors of its file system. */
export interface WholeFiles {
  /** The names of all files, in no order. */
  list(): Promise<readonly string[]>;
  /** `undefined` if there is no such file. */
  stat(name: string): Promise<FileFacts | undefined>;
  /** `undefined` if there is no such file. Rejects if it has more than `limit` bytes. */
  read(name: string, limit?: number): Promise<Uint8Array | undefined>;
  /** Makes the folder too. When it resolves, the bytes are on disk. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(name: string): Promise<void>;
}

/** A folder on a disk of this machine. Only regular files count; symbolic links are not followed. */
export class LocalWholeFiles implements WholeFiles {
  constructor(private readonly folder: string) {}

  async list(): Promise<readonly string[]> {
    const entries = (await readdir(this.folder, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  async stat(name: string): Promise<FileFacts | undefined> {
    const found = await lstat(join(this.folder, name)).catch(ignoreMissing);
    return found?.isFile() === true
      ? { size: found.size, changed: Math.trunc(found.mtimeMs), made: Math.trunc(found.birthtimeMs) }
      : undefined;
  }

  async read(name: string, limit?: number): Promise<Uint8Array | undefined> {
    return readBytes(join(this.folder, name), limit);
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await overwriteFile(join(this.folder, name), bytes);
  }

  async remove(name: string): Promise<void> {
    await unlink(join(this.folder, name)).catch(ignoreMissing);
  }
}
