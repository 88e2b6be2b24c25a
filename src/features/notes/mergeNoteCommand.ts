import * as vscode from 'vscode';
import { editBetween } from '../../core/notes/textEdit';
import type { Disposable } from '../../core/base/disposable';
import { paperOfNote } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';

/** Resolves what git left undecided in a note, as an edit that can be undone. */
export function registerMergeNote(services: Services): Disposable {
  return registerCommands({ mergeConflictingNote: (given) => merge(services, given) }, services.reporter);
}

async function merge({ codec, noteFiles }: Services, given: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  const paperId = uri && paperOfNote(noteFiles, uri);
  if (!uri || paperId === undefined)
    throw new UserFacingError('Open the note with the conflict markers first.');
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const merged = await codec.mergeConflict(text, paperId);
  if (!merged.ok) throw new UserFacingError(merged.error.message, { cause: merged.error.cause });
  const edits = editBetween(text, merged.value.text);
  if (edits.length === 0)
    throw new UserFacingError('The note holds no conflict markers: there is nothing to merge.');
  const change = new vscode.WorkspaceEdit();
  for (const { start, end, text: replaced } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    change.replace(uri, range, replaced);
  }
  if (!(await vscode.workspace.applyEdit(change))) {
    throw new UserFacingError('The note has changed meanwhile. Try again.');
  }
  tell(merged.value.keptBoth.map(({ message }) => message));
}

function tell(kept: readonly string[]): void {
  const said = 'Both sides of the note are merged. Look it over and save it; Undo brings the markers back.';
  if (kept.length === 0) void showInformation(said);
  else void showWarning([said, ...new Set(kept)].join(' '));
}
