import type * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable';
import type { NoteFolderFiles } from '../core/notes/moveNotes';
import type { AllowsPlace } from '../platform/common/fileErrors';
import type { Lease } from '../platform/common/lease';
import type { StartChild } from '../platform/common/isolation/childProgram';
import type { StoreFolder } from '../platform/common/stores/storeFolder';
import type { WholeFiles } from '../platform/common/stores/wholeFiles';
import type { SetFormula } from './parsing/setFormula';
import type { UriFiles } from '../platform/vscode/files/uriFiles';

/** What stores, search and parsing need of the program that they are used by, which need not be VS Code's. */
export interface ProgramHost {
  /** The extension's storage for all workspaces. */
  readonly storage: StoreFolder;
  /** The extension's storage for this workspace; that for all workspaces without a folder. */
  readonly workspaceStorage: StoreFolder;
  /** Names this build of the extension: another one may parse texts otherwise. */
  build(): Promise<string>;
  /** Names what the words of a text depend on beside this code: the Unicode tables. */
  readonly unicode: string;
  /** Starts a program that parses texts of anybody, with a heap of at most so many megabytes where that can be set. */
  readonly startIsolated: (memory: number) => StartChild;
  readonly startIndex: StartChild;
  readonly setFormula: SetFormula;
  /** The paths by which the program of the index gets its files. */
  readonly indexPath: (place: 'storage' | 'workspaceStorage', name: string) => string;
  /** Allows one request at a time in all windows, with a pause of so many milliseconds after each. */
  lease(name: string, apart: number): Lease;
}

/**
 * What the extension needs of the program that runs it: Node's, on a desktop or a server, or a worker of a browser. Each
 * entry point of the extension creates its own.
 */
export interface Host extends ProgramHost {
  /** The files in `seeds`. */
  readonly packagedDigests: WholeFiles;
  /** Files anywhere. */
  readonly files: UriFiles;
  /** Calls back for changes in a folder that need not be there: with the name of what changed, or without if anything may have. */
  watchFolder(folder: vscode.Uri, changed: (name?: string) => void): Disposable;
  /** Opens a folder of notes. `allows` is asked about links that lead out of the workspace folder. */
  noteFolder(folder: vscode.Uri, allows: AllowsPlace): NoteFolderFiles;
  /** Opens a folder of digests. `allows` is asked about links that lead out of the workspace folder. */
  digestFolder(folder: vscode.Uri, allows: AllowsPlace): WholeFiles;
  /** Where a dialog for files starts without a workspace folder; undefined if there is no such place. */
  readonly home: vscode.Uri | undefined;
}
