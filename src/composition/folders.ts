import * as vscode from 'vscode';

/** The workspace folder whose `.papers` holds notes and digests; none while no folder is open. */
export function papersFolder(): vscode.Uri | undefined {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, '.papers');
}

/** Where notes are kept: in the workspace, or with the extension where no folder is open. */
export function notesFolder(globalStorage: vscode.Uri): vscode.Uri {
  const papers = papersFolder();
  return papers ? vscode.Uri.joinPath(papers, 'notes') : vscode.Uri.joinPath(globalStorage, 'notes');
}
