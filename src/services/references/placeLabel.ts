import * as vscode from 'vscode';
import type { ReferencePlace } from '../../core/references/referenceIndex';

/** File and line as people read them: `src/model.py:12`; in a notebook `model.ipynb, cell 3:2`. */
export function placeLabel(place: ReferencePlace): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri))}${lineLabel(place)}`;
}

export function lineLabel({ cell, line }: ReferencePlace): string {
  return cell === undefined ? `:${line + 1}` : `, cell ${cell + 1}:${line + 1}`;
}

/** Where a place is shown. One in a notebook that is not open can only be shown by its file. */
export function locationOf({ uri, line, column, endColumn, cell }: ReferencePlace): vscode.Location {
  const file = vscode.Uri.parse(uri);
  const range = new vscode.Range(line, column, line, endColumn);
  if (cell === undefined) return new vscode.Location(file, range);
  const notebook = vscode.workspace.notebookDocuments.find((one) => one.uri.toString() === uri);
  const document = notebook && cell < notebook.cellCount ? notebook.cellAt(cell).document : undefined;
  return document
    ? new vscode.Location(document.uri, range)
    : new vscode.Location(file, new vscode.Position(0, 0));
}
