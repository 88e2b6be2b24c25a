import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { overwriteFile } from './atomicFile';
import type { ConfinedFolder } from './confinedFolder';
import type { FileFacts, WholeFileEntry, WholeFiles } from '../../common/stores/wholeFiles';
import { ignoreMissing } from '../../common/errorCode';
import { readPlainFile } from './plainFile';

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
