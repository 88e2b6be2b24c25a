import * as vscode from 'vscode';
import { noteParts } from '../../../core/notes/noteParts';

/** Lets the front matter of a note be folded: with highlights it is longer than what a person writes. */
export const frontMatterFolding: vscode.FoldingRangeProvider = {
  provideFoldingRanges: (document) => {
    const last = lastFrontMatterLine(document);
    return last === undefined ? [] : [new vscode.FoldingRange(0, last, vscode.FoldingRangeKind.Region)];
  },
};

/** Folds the front matter in the active editor of a note, unless the cursor is in it. */
export async function foldFrontMatter({ document, selection }: vscode.TextEditor): Promise<void> {
  const last = lastFrontMatterLine(document);
  if (last === undefined || selection.active.line <= last) return;
  await vscode.commands.executeCommand('editor.fold', { selectionLines: [0], levels: 1, direction: 'up' });
}

/** The line of the closing `---`; undefined without front matter. */
function lastFrontMatterLine(document: vscode.TextDocument): number | undefined {
  const { yaml } = noteParts(document.getText());
  return yaml && document.positionAt(yaml.end).line;
}
