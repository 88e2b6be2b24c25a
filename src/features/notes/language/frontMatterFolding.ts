import * as vscode from 'vscode';
import { systemClock } from '../../../platform/common/systemClock';
import { noteParts } from '../../../core/notes/noteParts';

/** Lets the front matter of a note be folded: with highlights it is longer than what a person writes. */
export const frontMatterFolding: vscode.FoldingRangeProvider = {
  provideFoldingRanges: (document) => {
    const last = lastFrontMatterLine(document);
    return last === undefined ? [] : [new vscode.FoldingRange(0, last, vscode.FoldingRangeKind.Region)];
  },
};

/** The number of attempts to fold, until VS Code knows the folding ranges, and the milliseconds between them. */
const attempts = 40;
const pause = 50;

/** Folds the front matter in the active editor of a note, unless the cursor is in it. */
export async function foldFrontMatter(editor: vscode.TextEditor): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const last = lastFrontMatterLine(editor.document);
    if (last === undefined || editor.selection.active.line <= last) return;
    if (vscode.window.activeTextEditor !== editor || isFolded(editor)) return;
    // VS Code asks for the regions some time after it has opened the document; before that nothing is folded.
    await vscode.commands.executeCommand('editor.fold', { selectionLines: [0], levels: 1, direction: 'up' });
    await systemClock.wait(pause);
  }
}

/** Whether the first line is shown and the second is not. */
function isFolded({ visibleRanges }: vscode.TextEditor): boolean {
  const isShown = (line: number): boolean =>
    visibleRanges.some((range) => range.start.line <= line && line <= range.end.line);
  return isShown(0) && !isShown(1);
}

/** The line of the closing `---`; undefined without front matter. */
function lastFrontMatterLine(document: vscode.TextDocument): number | undefined {
  const { yaml } = noteParts(document.getText());
  return yaml && document.positionAt(yaml.end).line;
}
