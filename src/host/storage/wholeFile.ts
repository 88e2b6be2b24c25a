import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, ignoreMissing } from './errorCode';
import { isGone, temporaryName, temporaryOwner } from './ownedName';

/** Reads a file; undefined where there is none. */
export async function readWholeFile(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Replaces a file as a whole: whoever reads it, in this window or another, finds the old bytes or the new ones.
 * Of two windows that save at once the later wins, so this is for files that hold nothing but what can be made again.
 */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await sweep(folder);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } finally {
    await unlink(temporary).catch(ignoreMissing);
  }
}

/** Removes what processes left that were killed while they wrote. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const owner = temporaryOwner(name);
    if (owner && isGone(owner)) await unlink(join(folder, name)).catch(ignoreMissing);
  }
}
