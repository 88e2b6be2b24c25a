import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../platform/common/systemClock';
import { loadedApart } from '../../platform/common/turnOfItsOwn';
import { CrossWindowLease } from '../../platform/node/files/crossWindowLease';
import { LocalStoreFolder } from '../../platform/node/files/localStoreFolder';
import { forkScript, forkWithin } from '../../platform/node/isolation/forkScript';
import type { ExtensionPlaces } from '../extensionPlaces';
import type { ProgramHost } from '../programs';

/**
 * The heap of the index's process, in megabytes. V8 would let garbage grow to several times the second, its young
 * generation: a smaller one saves 35 MB at 10,000 papers and makes indexing a twentieth slower.
 */
const indexFlags = ['--max-old-space-size=4096', '--max-semi-space-size=4'];

/** The heap of the process that finds references, in megabytes. */
const referenceMemory = 1024;

/** Loaded at the first formula. */
const formulaSetter = loadedApart(async () => (await import('../parsing/setFormula')).setFormula);

/** See {@link ProgramHost.unicode}. */
export function unicodeVersions(): string {
  const { icu = '', unicode = '' } = process.versions;
  return `${icu} ${unicode}`;
}

/** A program of Node, with the files of this machine. */
export function createProgramHost({
  extensionPath,
  globalStorageUri,
  storageUri = globalStorageUri,
}: ExtensionPlaces): ProgramHost {
  const built = (name: string): string => join(extensionPath, 'dist', name);
  const places = { storage: globalStorageUri, workspaceStorage: storageUri };
  return {
    storage: new LocalStoreFolder(globalStorageUri.fsPath),
    workspaceStorage: new LocalStoreFolder(storageUri.fsPath),
    build: async () => {
      const files = await Promise.all(
        ['web/extension.js', 'web/parsers.js'].map((name) => stat(built(name))),
      );
      return files.map(({ mtimeMs, size }) => `${mtimeMs}-${size}`).join(' ');
    },
    unicode: unicodeVersions(),
    startIsolated: (memory) => forkWithin(built('isolated.js'), memory),
    startReferences: forkWithin(built('referenceProcess.js'), referenceMemory),
    startIndex: forkScript(built('indexProcess.js'), indexFlags),
    setFormula: async (formula) => (await formulaSetter())(formula),
    indexPath: (place, name) => join(places[place].fsPath, name),
    lease: (name, apart) => new CrossWindowLease(join(globalStorageUri.fsPath, name), apart, systemClock),
  };
}
