import * as vscode from 'vscode';
import { percentDecoded } from '../../core/base/percentDecoded';
import type { PaperId } from '../../core/library/paper';
import { createAnchorer } from '../../core/highlights/anchorer';
import { linkedLines, quotedCode } from '../../core/references/codeQuote';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { noteUri } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';

/** Opens a file that a note links to by a path relative to it. Only files of the workspace are opened. */
export async function openLinkedFile(
  services: Services,
  { paperId, path }: { readonly paperId: PaperId; readonly path: string },
): Promise<void> {
  const note = noteUri(services, services.state.noteId(paperId));
  const [file = ''] = path.split('#', 1);
  const target = vscode.Uri.joinPath(note, '..', percentDecoded(file) ?? file);
  if (!vscode.workspace.isTrusted || !vscode.workspace.getWorkspaceFolder(target))
    throw new UserFacingError(vscode.l10n.t('“{0}” is not a file of this workspace.', path));
  const range = await linkedRange(services, { paperId, path }, target);
  await vscode.commands.executeCommand('vscode.open', target, range && { selection: range });
}

/** The lines that a link names: where the code that the note quotes stands by now, or else by their numbers. */
async function linkedRange(
  { state }: Services,
  { paperId, path }: { readonly paperId: PaperId; readonly path: string },
  target: vscode.Uri,
): Promise<vscode.Range | undefined> {
  const lines = linkedLines(path);
  if (!lines) return undefined;
  const document = await vscode.workspace.openTextDocument(target);
  const named = document.validateRange(new vscode.Range(lines.first - 1, 0, lines.last - 1, Infinity));
  const quote = quotedCode(state.note(paperId)?.body ?? '', path);
  if (quote === undefined) return named;
  const text = document.getText();
  const start = document.offsetAt(named.start);
  const selector = { quote, prefix: '', suffix: '', start, end: start + quote.length };
  const found = createAnchorer(undefined, text).anchor(selector);
  if (found.kind === 'orphan') return named;
  return new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
}
