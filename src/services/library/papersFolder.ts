import * as vscode from 'vscode';

/** The `.papers` of the workspace folder that holds digests; undefined before the workspace is trusted, or without a folder. */
export function papersFolder(): vscode.Uri | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, '.papers');
}
