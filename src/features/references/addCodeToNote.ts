import * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import { escapeAddress } from '../../core/text/markdownText';
import type { PaperId } from '../../core/library/paper';
import { codeParagraph } from '../../core/references/codeQuote';
import { parentPath, relativePath } from '../../platform/common/uriPath';
import { runCommand, UserFacingError } from '../../platform/vscode/ui/commands';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { l10n } from '../../platform/vscode/ui/l10n';
import { addParagraph } from '../../services/notes/addParagraph';
import { noteUri } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';
import { pickPaper } from './pickPaper';

/** The maximum number of lines that are quoted. */
const mostLines = 400;

/**
 * Puts the selected lines, with their file, line and commit, into the note of a paper. `given` is the paper's id, where
 * another extension or a keybinding passes it.
 */
export async function addCodeToNote(services: Services, given: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UserFacingError(l10n.t('Open a file in an editor and select lines first.'));
  const { document, selection } = editor;
  const lines = selectedLines(document, selection);
  if (lines.isEmpty || document.getText(lines).trim() === '')
    throw new UserFacingError(l10n.t('Select the lines of code that go into the note first.'));
  if (lines.end.line - lines.start.line >= mostLines)
    throw new UserFacingError(
      l10n.t('More than {0} lines are selected. Select the part that matters.', mostLines),
    );
  await services.ready();
  const id =
    typeof given === 'string' && services.state.paper(given)
      ? given
      : await pickPaper(services, l10n.t('Add Code to Note'));
  if (id === undefined) return;
  const text = codeParagraph({
    path: vscode.workspace.asRelativePath(document.uri),
    link: escapeAddress(pathFromNote(services, id, document.uri)),
    firstLine: lines.start.line + 1,
    lastLine: lines.end.line + 1,
    ...(await checkedOut(document.uri)),
    languageId: languageOfDocument(document),
    code: document.getText(lines),
  });
  if (!(await addParagraph(services, { paperId: id, text }))) return;
  services.notesFolderController.tellWhereOnce();
  const count = lines.end.line - lines.start.line + 1;
  const message =
    count === 1 ? l10n.t('1 line added to the note.') : l10n.t('{0} lines added to the note.', count);
  showWithActions(services.reporter, message, {
    [l10n.t('Open Note')]: () => runCommand('openNote', id),
  });
}

/** Whole lines, without blank lines at either end, and without a last line of which nothing is selected. */
function selectedLines(document: vscode.TextDocument, { start, end }: vscode.Selection): vscode.Range {
  const isBlank = (line: number): boolean => document.lineAt(line).isEmptyOrWhitespace;
  let first = start.line;
  let last = end.character === 0 && end.line > first ? end.line - 1 : end.line;
  while (last > first && isBlank(last)) last -= 1;
  while (first < last && isBlank(first)) first += 1;
  return new vscode.Range(new vscode.Position(first, 0), document.lineAt(last).range.end);
}

/** Relative where both lie in one file system, so that git carries it. */
function pathFromNote(services: Services, id: PaperId, file: vscode.Uri): string {
  const note = noteUri(services, services.state.noteId(id));
  const isNear = note.scheme === file.scheme && vscode.workspace.getWorkspaceFolder(note) !== undefined;
  return isNear ? relativePath(parentPath(note.path), file.path) : file.path;
}

interface GitRepository {
  readonly state: { readonly HEAD?: { readonly commit?: string } };
}

interface GitExtension {
  getAPI(version: 1): { getRepository(uri: vscode.Uri): GitRepository | null };
}

/** The commit that VS Code's git extension says is checked out. */
async function checkedOut(uri: vscode.Uri): Promise<{ readonly commit?: string }> {
  const git = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (git?.isActive !== true || uri.scheme !== 'file') return {};
  const commit = (await git.activate()).getAPI(1).getRepository(uri)?.state.HEAD?.commit;
  return commit === undefined ? {} : { commit: commit.slice(0, 10) };
}
