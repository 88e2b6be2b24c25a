import * as vscode from 'vscode';

/** The workspace folder whose `.papers` holds digests; none while no folder is open. */
export function papersFolder(): vscode.Uri | undefined {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, '.papers');
}
