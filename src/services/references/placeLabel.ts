import * as vscode from 'vscode';
import type { ReferencePlace } from '../../core/references/referenceIndex';
import { notebookCell } from '../../platform/vscode/ui/notebookCell';

/** File and line as people read them: `src/model.py:12`; in a notebook `model.ipynb, cell 3:2`. */
export function placeLabel(named: ReferencePlace): string {
  const place = inNotebook(named);
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri))}${lineLabel(place)}`;
}

export function lineLabel({ cell, line }: ReferencePlace): string {
  return cell === undefined ? `:${line + 1}` : `, cell ${cell + 1}:${line + 1}`;
}

/** A place in a cell of an open notebook by the notebook's file and the number of the cell, as places in closed notebooks are given. */
export function inNotebook(place: ReferencePlace): ReferencePlace {
  const cell = notebookCell(place.uri);
  return cell ? { ...place, uri: cell.notebook.uri.toString(), cell: cell.index } : place;
}

/** The document that a place is shown in. For one in a notebook that is not open, this is the file. */
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
