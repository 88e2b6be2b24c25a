import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepTemporaries } from './atomicFile';
import { ignoreMissing } from '../../common/errorCode';

/** In milliseconds. */
const orphanedAfter = 24 * 60 * 60 * 1000;

/**
 * Removes what killed processes left in a folder: temporaries, and orphans that are older than a day. Another process
 * may have written a younger one and not yet the file that names it. `now` in milliseconds since 1970, by the clock of
 * the file system; when left out it is when the folder last changed.
 */
export async function sweepFolder(
  folder: string,
  isOrphan: (name: string) => boolean,
  now?: number,
): Promise<void> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? [];
  if (names.length === 0) return;
  const changed = now ?? (await stat(folder)).mtimeMs;
  await sweepTemporaries(folder, names);
  for (const path of names.filter(isOrphan).map((name) => join(folder, name))) {
    const found = await stat(path).catch(ignoreMissing);
    if (found && changed - found.mtimeMs > orphanedAfter) await unlink(path).catch(ignoreMissing);
  }
}
