import * as vscode from 'vscode';

/** Offsets of a document, in UTF-16 units; `end` is exclusive. */
interface Offsets {
  readonly start: number;
  readonly end: number;
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Offsets): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Replacements in a document, as VS Code applies them. */
export function textEdits(
  document: vscode.TextDocument,
  edits: readonly (Offsets & { readonly text: string })[],
): vscode.TextEdit[] {
  return edits.map((edit) => vscode.TextEdit.replace(rangeOf(document, edit), edit.text));
}
