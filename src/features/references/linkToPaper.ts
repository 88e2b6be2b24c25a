import * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import { referenceComment, referenceText } from '../../core/references/referenceText';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { l10n } from '../../platform/vscode/ui/l10n';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { pickPaper } from './pickPaper';

/**
 * Writes a reference to a paper: in a program as a comment above the selection, in the language's own form, elsewhere
 * after the selection. `given` is the paper's id, where another extension or a keybinding passes it.
 */
export async function linkToPaper(services: Services, given: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UserFacingError(l10n.t('Open a file in an editor first.'));
  const { document, selection } = editor;
  const words = document.getText(selection);
  const value = words.length <= 200 && !words.includes('\n') ? words : '';
  const id =
    typeof given === 'string' && services.state.paper(given)
      ? given
      : await pickPaper(services, l10n.t('Link to Paper'), value);
  const paper = id === undefined ? undefined : services.state.paper(id);
  if (!paper) return;
  const title = collapseWhitespace(plainTitle(paper));
  const comment = referenceComment(paper, title, languageOfDocument(document));
  const { text, place } = comment === undefined ? inText(editor, paper) : above(editor, comment);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, place, text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserFacingError(l10n.t('The document could not be changed. Look whether it is read-only.'));
}

function above(
  { document, selection }: vscode.TextEditor,
  comment: string,
): { readonly text: string; readonly place: vscode.Position } {
  const line = document.lineAt(selection.start.line);
  const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  return { text: `${indent}${comment}${lineEnd}`, place: line.range.start };
}

function inText(
  { document, selection }: vscode.TextEditor,
  paper: Parameters<typeof referenceText>[0],
): { readonly text: string; readonly place: vscode.Position } {
  const { end } = selection;
  const before = end.character === 0 ? '' : document.lineAt(end.line).text.charAt(end.character - 1);
  const space = /[\s([]|^$/.test(before) ? '' : ' ';
  return { text: `${space}${referenceText(paper)}`, place: end };
}
