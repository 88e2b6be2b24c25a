import { readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import * as vscode from 'vscode';
import { ConfinedFolder } from '../../platform/node/files/confinedFolder';
import { LocalLineFiles } from '../../platform/node/files/localLineFiles';
import { LocalWatcher } from '../../platform/node/files/localWatcher';
import { LocalWholeFiles } from '../../platform/node/files/wholeFiles';
import { LocalUriFiles } from '../../platform/node/localUriFiles';
import { placeOf } from '../../platform/vscode/files/folderPlace';
import { WorkspaceUriFiles } from '../../platform/vscode/files/uriFiles';
import { watchFolder } from '../../platform/vscode/files/watchFolder';
import { WorkspaceBytes } from '../../platform/vscode/files/workspaceBytes';
import { WorkspaceWholeFiles } from '../../platform/vscode/files/workspaceWholeFiles';
import type { Host } from '../host';
import { GuardedNoteFolder } from '../notes/guardedNoteFolder';
import { nodeMcpServer } from './nodeMcpServer';
import { NoteFolder } from './noteFolder';
import { createProgramHost } from './programHost';

/** The extension host of Node. Files of this machine are used directly, others through VS Code. */
export function createNodeHost(context: vscode.ExtensionContext): Host {
  return {
    ...createProgramHost(context),
    packagedDigests: new LocalWholeFiles(new ConfinedFolder(context.extensionPath, ['seeds'])),
    files: new LocalUriFiles(new WorkspaceUriFiles()),
    watchFolder: (folder, changed) =>
      watchFolder(placeOf(folder), changed, (base, segments) => new LocalWatcher(base, segments, changed)),
    noteFolder: (folder, allows) => {
      const { base, segments } = placeOf(folder);
      return base.scheme === 'file'
        ? new NoteFolder(base.fsPath, segments, allows)
        : new GuardedNoteFolder(new WorkspaceBytes(folder), () => Date.now());
    },
    trackDocuments: undefined,
    digestFolder: (folder, allows) => {
      const { base, segments } = placeOf(folder);
      return folder.scheme === 'file'
        ? new LocalWholeFiles(new ConfinedFolder(base.fsPath, segments, allows))
        : new WorkspaceWholeFiles(folder);
    },
    mcpServer: nodeMcpServer(context),
    home: vscode.Uri.file(homedir()),
    lineFiles: new LocalLineFiles(),
    machine: machineName(),
  };
}

/**
 * Identifies a Linux system by host name and machine id, so that a container, or a copy of the storage on another system, is
 * another machine. Empty on other systems, where the host name of a laptop changes with its network.
 */
function machineName(): string {
  if (process.platform !== 'linux') return '';
  try {
    return `${hostname()} ${readFileSync('/etc/machine-id', 'utf8').trim()}`;
  } catch {
    // Small containers have no such file.
    return hostname();
  }
}
