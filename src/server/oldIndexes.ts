import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoreMissing } from '../platform/common/errorCode';

/** The index of a server that cannot use that of the extension. Earlier releases named it without versions. */
const indexName = /^[a-z]+\.assistants\.(?:([\w.-]+)\.)?index$/u;

/**
 * Removes index files of servers on other versions of Node from a folder, which need not exist. Those of one other version,
 * the one that was stored last, stay: so programs on two versions do not build their indexes again and again.
 *
 * @param versions of this program, as in the names of its files; undefined if it shares those of the extension
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
    .filter((file) => file.versions !== undefined)
    .toSorted((one, other) => other.stored - one.stored);
  for (const { path, versions: of } of found)
    if (of === undefined || of !== newest?.versions) await rm(path, { force: true });
}
