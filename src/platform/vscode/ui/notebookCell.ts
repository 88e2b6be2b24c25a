import * as vscode from 'vscode';

/** The URI scheme of the documents of notebook cells. */
export const cellScheme = 'vscode-notebook-cell';

export function isNotebookCell({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === cellScheme;
}

/** The cell whose document has this URI; undefined if the URI is not that of a cell, or its notebook is not open. */
export function notebookCell(address: string): vscode.NotebookCell | undefined {
  if (!address.startsWith(`${cellScheme}:`)) return undefined;
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === address);
    if (cell) return cell;
  }
  return undefined;
}
