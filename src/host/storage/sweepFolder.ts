import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepTemporaries } from './atomicFile';
import { ignoreMissing } from './errorCode';

/** In milliseconds. */
const orphanedAfter = 24 * 60 * 60 * 1000;

/**
 * Removes what killed processes left in a folder: temporaries, and orphans that are older than a day. Another process
 * may have written a younger one and not yet the file that names it. `now` in milliseconds since 1970.
 */
export async function sweepFolder(
  folder: string,
  now: number,
  isOrphan: (name: string) => boolean,
): Promise<void> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? [];
  if (names.length > 0) await sweepTemporaries(folder, names);
  for (const path of names.filter(isOrphan).map((name) => join(folder, name))) {
    const found = await stat(path).catch(ignoreMissing);
    if (found && now - found.mtimeMs > orphanedAfter) await unlink(path).catch(ignoreMissing);
  }
}
