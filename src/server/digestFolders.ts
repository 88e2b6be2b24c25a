import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DisposableStore } from '../core/base/disposable';
import type { Logger } from '../core/base/logger';
import { isWithin } from '../platform/common/realPath';
import { ConfinedFolder } from '../platform/node/files/confinedFolder';
import { LocalWholeFiles } from '../platform/node/files/wholeFiles';
import type { FolderAccess } from '../services/assistants/accessFile';
import { DigestFiles, type DigestFolder } from '../services/library/digestFiles';
import { watchBelow } from './watchBelow';

/** The digests that come with the extension. */
export function packagedDigests(extensionPath: string): Pick<DigestFolder, 'uri' | 'files'> {
  const files = new LocalWholeFiles(new ConfinedFolder(extensionPath, ['seeds']));
  return { uri: pathToFileURL(join(extensionPath, 'seeds')).href, files };
}

interface DigestFolderOptions {
  /** Global storage. */
  readonly storage: string;
  readonly folder: { readonly path: string; readonly access: Pick<FolderAccess, 'linked'> } | undefined;
  readonly log: Logger;
}

/** The digests in global storage, and those of a folder that the person trusts; `own` disposes their watchers. */
export function digestFiles(
  { storage, folder, log }: DigestFolderOptions,
  own: DisposableStore,
): DigestFiles {
  const linked = folder?.access.linked ?? [];
  const at = (base: string, segments: readonly string[]): DigestFolder => ({
    uri: pathToFileURL(join(base, segments.join('/'))).href,
    files: new LocalWholeFiles(
      new ConfinedFolder(base, segments, (realPath) => linked.some((place) => isWithin(realPath, place))),
    ),
    watch: (changed) => own.add(watchBelow(base, segments, () => changed(), log)),
  });
  return new DigestFiles((place) => {
    if (place === 'global') return at(storage, ['digests']);
    return folder && at(folder.path, ['.papers', 'digests']);
  });
}
