import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { type FailureReporter, UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { DraftNoteFileSystem } from '../../services/notes/draftNoteFileSystem';
import { noteUri, paperOfNote } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';
import { foldFrontMatter } from './language/frontMatterFolding';
import { editBetween } from '../../core/notes/textEdit';
import { showFolderPath, shownOutside } from '../../services/notes/shownFolder';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { textEdits } from '../../platform/vscode/ui/documentRange';
import { l10n } from '../../platform/vscode/ui/l10n';

/** Registers the commands on the notes of papers and on their folder. */
export function registerNoteCommands(services: Services): Disposable {
  const { views, notesFolderController, noteFiles, reporter } = services;
  return registerCommands(
    {
      openNote: async (...args) => {
        const { papers } = await views.resolve(args);
        if (papers.length === 0) throw new UserFacingError(noPaperMessage);
        for (const id of papers) await openNote(services, id);
      },
      showNotesFolder: () => showFolder(noteFiles.folder, reporter),
      chooseNotesFolder: () => notesFolderController.choose(),
      mergeConflictingNote: (given) => merge(services, given),
    },
    reporter,
  );
}

/** Opens the note of a paper beside the current editor; a draft if there is no note yet. */
export async function openNote(services: Services, id: PaperId): Promise<void> {
  const { notes, notesFolderController } = services;
  await notes.ready();
  const uri = await uriToOpen(services, id);
  const document = await vscode.workspace.openTextDocument(uri);
  // The cursor is put where the person goes on writing.
  const end = document.positionAt(document.getText().length);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnBeside(services),
    preview: false,
    selection: new vscode.Range(end, end),
  });
  await foldFrontMatter(editor);
  notesFolderController.tellWhereOnce();
}

/** The file of a paper's note, else a draft of it. */
async function uriToOpen(services: Services, id: PaperId): Promise<vscode.Uri> {
  const { notes, state, libraryService } = services;
  const existing = state.note(id);
  if (existing) return noteUri(services, existing.paperId);
  const subject = state.noteSubject(id);
  if (!subject) throw new UserFacingError(l10n.t('This paper is not in the library any more.'));
  if (libraryService.library.paper(subject.id)) return DraftNoteFileSystem.uri(subject.id);
  // Another paper's note has the id of this paper, whose note therefore gets another id. A draft would not find the
  // paper by it.
  const made = await notes.update(subject, {}, { create: true });
  if (!made.ok) throw new UserFacingError(made.error.message, { cause: made.error.cause });
  return noteUri(services, subject.id);
}

/** Shows the notes folder in the Explorer, else in the file manager, else says where it is. */
async function showFolder(folder: vscode.Uri, reporter: FailureReporter): Promise<void> {
  const isLocal = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  if (!(await isFolder(folder)))
    showFolderPath(
      reporter,
      l10n.t('No note has been written yet. Notes will be kept in {0}.', shownOutside(folder)),
      folder,
    );
  else if (vscode.workspace.getWorkspaceFolder(folder))
    await vscode.commands.executeCommand('revealInExplorer', folder);
  else if (isLocal) await vscode.commands.executeCommand('revealFileInOS', folder);
  else showFolderPath(reporter, l10n.t('Notes are kept in {0}.', shownOutside(folder)), folder);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}

/** Beside a reader; in the current group if no editor is open or the current one is a text. */
function columnBeside({ reader }: Services): vscode.ViewColumn {
  return reader.activePanel ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

/** Resolves what git left undecided in a note, as an edit that can be undone. */
async function merge(services: Services, given: unknown): Promise<void> {
  const { codec } = services;
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  const paperId = uri && paperOfNote(services, uri);
  if (!uri || paperId === undefined)
    throw new UserFacingError(l10n.t('Open the note with the conflict markers first.'));
  const used = services.state.noteThatShadows(paperId);
  if (used !== undefined) return mergeCopy(services, used, uri, services.codec.mergePaperNotes);
  if (noteUri(services, paperId).toString() !== uri.toString())
    return mergeCopy(services, paperId, uri, services.codec.mergeNotes);
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const merged = await codec.mergeConflict(text, paperId);
  if (!merged.ok) throw new UserFacingError(merged.error.message, { cause: merged.error.cause });
  const edits = editBetween(text, merged.value.text);
  if (edits.length === 0)
    throw new UserFacingError(l10n.t('The note holds no conflict markers: there is nothing to merge.'));
  const change = new vscode.WorkspaceEdit();
  change.set(uri, textEdits(document, edits));
  if (!(await vscode.workspace.applyEdit(change))) {
    throw new UserFacingError(l10n.t('The note has changed meanwhile. Try again.'));
  }
  tell(merged.value.keptBoth.map(({ message }) => shownMessage(message)));
}

/** Adds what a further file for a paper says to its note, as an edit that can be undone, and offers to delete the file. */
async function mergeCopy(
  services: Services,
  paperId: PaperId,
  copy: vscode.Uri,
  mergeTexts: NoteCodec['mergeNotes'],
): Promise<void> {
  const target = noteUri(services, paperId);
  const [own, other] = [
    await vscode.workspace.openTextDocument(target),
    await vscode.workspace.openTextDocument(copy),
  ];
  const merged = await mergeTexts(own.getText(), other.getText(), paperId);
  if (!merged.ok) throw new UserFacingError(merged.error.message, { cause: merged.error.cause });
  const change = new vscode.WorkspaceEdit();
  change.set(target, textEdits(own, editBetween(own.getText(), merged.value.text)));
  if (!(await vscode.workspace.applyEdit(change)) || !(await own.save()))
    throw new UserFacingError(l10n.t('The note has changed meanwhile. Try again.'));
  await vscode.window.showTextDocument(own);
  const kept = merged.value.keptBoth.map(({ message }) => shownMessage(message));
  const said = l10n.t('What the copy says is in the note now. Look it over; Undo in the note takes it out.');
  showWithActions(services.reporter, [said, ...new Set(kept)].join(' '), {
    [l10n.t('Delete Copy')]: () => vscode.workspace.fs.delete(copy, { useTrash: true }),
  });
}

function tell(kept: readonly string[]): void {
  const said = l10n.t(
    'Both sides of the note are merged. Look it over and save it; Undo brings the markers back.',
  );
  if (kept.length === 0) void showInformation(said);
  else void showWarning([said, ...new Set(kept)].join(' '));
}
