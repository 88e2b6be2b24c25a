import type * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable';
import type { NoteFolderFiles } from '../core/notes/moveNotes';
import type { NoteCodec } from '../core/notes/noteFunctions';
import type { AllowsPlace } from '../platform/common/fileErrors';
import type { JsonLineFiles } from '../platform/common/stores/jsonLineFiles';
import type { WholeFiles } from '../platform/common/stores/wholeFiles';
import type { UriFiles } from '../platform/vscode/files/uriFiles';
import type { McpServerHost } from './assistants/mcpServerHost';
import type { ProgramHost } from './programs';

/**
 * The services that the extension needs from the program that runs it: Node, on a desktop or a server, or a worker of a
 * browser. Each entry point of the extension creates its own.
 */
export interface Host extends ProgramHost {
  /** The files in `seeds`. */
  readonly packagedDigests: WholeFiles;
  /** Files anywhere. */
  readonly files: UriFiles;
  /**
   * Reports changes in a folder, which need not exist: with the name of the changed file, or without a name if any file
   * may have changed.
   */
  watchFolder(folder: vscode.Uri, changed: (name?: string) => void): Disposable;
  /** Opens a folder of notes. `allows` decides about links that lead out of the workspace folder. */
  noteFolder(folder: vscode.Uri, allows: AllowsPlace): NoteFolderFiles;
  /**
   * Keeps files of the extension's storage that are open in text editors in step with what else writes them; undefined if
   * the editors do so. `watch` gets the failures of tasks that no caller awaits.
   */
  readonly trackDocuments:
    | ((codec: NoteCodec, watch: (task: Promise<unknown>) => void) => Disposable)
    | undefined;
  /** Opens a folder of digests. `allows` decides about links that lead out of the workspace folder. */
  digestFolder(folder: vscode.Uri, allows: AllowsPlace): WholeFiles;
  /** The server for assistants in other programs; undefined in a browser, which runs no programs. */
  readonly mcpServer: McpServerHost | undefined;
  /** Where a dialog for files starts without a workspace folder; undefined if there is no such place. */
  readonly home: vscode.Uri | undefined;
  /** Files of this machine outside of the extension's storage, for what does not fit into memory; undefined in a browser. */
  readonly lineFiles: JsonLineFiles | undefined;
  /** Identifies the machine, since copies of one storage may be on several machines. */
  readonly machine: string;
}
