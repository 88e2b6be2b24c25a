import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheFolder } from './paths';

/**
 * The folder `name` of the cache, which `fill` makes when it is not there. A folder appears under its name only when
 * it is complete, so an interrupted fill is repeated, and of two processes that want it one fills and one waits.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return folder;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    const started = Date.now();
    console.log(`Fetching ${name} into ${cacheFolder} …`);
    await fill(partial);
    await rename(partial, folder);
    console.log(`Fetched ${name} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
    return folder;
  });
}
