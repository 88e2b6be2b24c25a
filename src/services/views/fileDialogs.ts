import * as vscode from 'vscode';
import type { Host } from '../host';

/** Where a dialog for files starts: in the workspace, or at home where no folder is open. */
export function folderForFiles({ home }: Pick<Host, 'home'>): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? home;
}

export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
