import * as vscode from 'vscode';
import { relativePath } from '../../common/uriPath';

/** A folder that exists, and the path from it to one that may not exist. */
export interface FolderPlace {
  readonly base: vscode.Uri;
  readonly segments: readonly string[];
}

/** Below the workspace folder; outside of one, below the folder that VS Code makes for the storage of extensions. */
export function placeOf(folder: vscode.Uri): FolderPlace {
  const base = vscode.workspace.getWorkspaceFolder(folder)?.uri ?? vscode.Uri.joinPath(folder, '..', '..');
  return { base, segments: relativePath(base.path, folder.path).split('/') };
}
