import * as vscode from 'vscode';

/** The scheme of the documents of notebook cells, each of which has an address of its own. */
export const cellScheme = 'vscode-notebook-cell';

export function isNotebookCell({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === cellScheme;
}

/** The cell of an open notebook whose document has an address; undefined if it is no cell, or its notebook has been closed. */
export function notebookCell(address: string): vscode.NotebookCell | undefined {
  if (!address.startsWith(`${cellScheme}:`)) return undefined;
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === address);
    if (cell) return cell;
  }
  return undefined;
}
