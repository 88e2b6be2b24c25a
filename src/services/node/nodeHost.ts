import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { systemClock } from '../../platform/common/systemClock';
import { ConfinedFolder } from '../../platform/node/files/confinedFolder';
import { CrossWindowLease } from '../../platform/node/files/crossWindowLease';
import { LocalStoreFolder } from '../../platform/node/files/localStoreFolder';
import { LocalWatcher } from '../../platform/node/files/localWatcher';
import { LocalWholeFiles } from '../../platform/node/files/wholeFiles';
import { forkScript, forkWithin } from '../../platform/node/isolation/forkScript';
import { LocalUriFiles } from '../../platform/node/localUriFiles';
import { placeOf } from '../../platform/vscode/files/folderPlace';
import { watchFolder } from '../../platform/vscode/files/watchFolder';
import { WorkspaceBytes } from '../../platform/vscode/files/workspaceBytes';
import { WorkspaceUriFiles } from '../../platform/vscode/files/uriFiles';
import { WorkspaceWholeFiles } from '../../platform/vscode/files/workspaceWholeFiles';
import type { Host } from '../host';
import { GuardedNoteFolder } from '../notes/guardedNoteFolder';
import { setFormula } from '../parsing/setFormula';
import { NoteFolder } from './noteFolder';

/**
 * The heap of the index's process, in megabytes. V8 would let garbage grow to several times the second, its young
 * generation: a smaller one saves 35 MB at 10,000 papers and makes indexing a twentieth slower.
 */
const indexFlags = ['--max-old-space-size=4096', '--max-semi-space-size=4'];

/** The extension host of Node. Files of this machine are used directly, others through VS Code. */
export function createNodeHost({
  extensionUri,
  globalStorageUri,
  storageUri = globalStorageUri,
}: vscode.ExtensionContext): Host {
  const built = (name: string): string => vscode.Uri.joinPath(extensionUri, 'dist', name).fsPath;
  const places = { storage: globalStorageUri, workspaceStorage: storageUri };
  const { icu = '', unicode = '' } = process.versions;
  const files = new LocalUriFiles(new WorkspaceUriFiles());
  return {
    storage: new LocalStoreFolder(globalStorageUri.fsPath),
    workspaceStorage: new LocalStoreFolder(storageUri.fsPath),
    build: async () => {
      const { mtimeMs, size } = await stat(built('extension.cjs'));
      return `${mtimeMs}-${size}`;
    },
    unicode: `${icu} ${unicode}`,
    startIsolated: (memory) => forkWithin(built('isolated.cjs'), memory),
    startIndex: forkScript(built('indexProcess.cjs'), indexFlags),
    setFormula,
    indexPath: (place, name) => vscode.Uri.joinPath(places[place], name).fsPath,
    packagedDigests: () => files.list(vscode.Uri.joinPath(extensionUri, 'seeds')),
    files,
    watchFolder: (folder, changed) =>
      watchFolder(placeOf(folder), changed, (base, segments) => new LocalWatcher(base, segments, changed)),
    noteFolder: (folder, allows) => {
      const { base, segments } = placeOf(folder);
      return base.scheme === 'file'
        ? new NoteFolder(base.fsPath, segments, allows)
        : new GuardedNoteFolder(new WorkspaceBytes(folder), () => Date.now());
    },
    digestFolder: (folder, allows) => {
      const { base, segments } = placeOf(folder);
      return folder.scheme === 'file'
        ? new LocalWholeFiles(new ConfinedFolder(base.fsPath, segments, allows))
        : new WorkspaceWholeFiles(folder);
    },
    lease: (name, apart) =>
      new CrossWindowLease(vscode.Uri.joinPath(globalStorageUri, name).fsPath, apart, systemClock),
    home: vscode.Uri.file(homedir()),
  };
}
