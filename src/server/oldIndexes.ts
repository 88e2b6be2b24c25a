import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreMissing } from '../platform/common/errorCode';
import { checkedEnding } from '../platform/node/files/openedFile';

/**
 * Matches the names of the indexes of servers that cannot use the index of the extension, and the names of the check records of
 * these indexes. In earlier releases the names had no versions.
 */
const indexName = /^[a-z]+\.assistants\.(?:([\w.-]+)\.)?index(?:\.checked)?$/u;

/**
 * Removes index files of servers on other versions of Node from a folder, which need not exist. The files of the version that
 * was stored last are kept, so that programs on two versions do not rebuild their indexes in turn.
 *
 * @param versions the versions in the file names of this program; undefined if it shares the files of the extension
 */
export async function removeOldIndexes(folder: string, versions: string | undefined): Promise<void> {
  const found: { readonly path: string; readonly versions: string | undefined; readonly stored: number }[] =
    [];
  for (const name of (await readdir(folder).catch(ignoreMissing)) ?? []) {
    const [isIndex, versionsOfFile] = indexName.exec(name) ?? [];
    const path = join(folder, name);
    const facts = isIndex === undefined ? undefined : await stat(path).catch(ignoreMissing);
    if (facts && versionsOfFile !== versions)
      found.push({ path, versions: versionsOfFile, stored: facts.mtimeMs });
  }
  const [newest] = found
    .filter((file) => file.versions !== undefined && !file.path.endsWith(checkedEnding))
    .toSorted((one, other) => other.stored - one.stored);
  for (const { path, versions: of } of found)
    if (of === undefined || of !== newest?.versions) await rm(path, { force: true });
}
