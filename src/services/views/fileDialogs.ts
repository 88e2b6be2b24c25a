import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** Where a dialog for files starts: in the workspace, or at home where no folder is open. */
export function folderForFiles(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}

export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
