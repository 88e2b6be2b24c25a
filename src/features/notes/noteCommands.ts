import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { DraftNoteFileSystem } from '../../services/notes/draftNoteFileSystem';
import { noteUri } from '../../services/notes/noteUri';
import type { Services } from '../../services/services';

/** Registers the commands on the notes of papers and on their folder. */
export function registerNoteCommands(services: Services): Disposable {
  const { views, notesPlace, noteFiles, reporter } = services;
  return registerCommands(
    {
      openNote: async (...args) => {
        const [id] = (await views.resolve(args)).papers;
        if (id === undefined)
          throw new UserFacingError('Select a paper in the Digests view or open one first.');
        await openNote(services, id);
      },
      showNotesFolder: () => showFolder(noteFiles.folder),
      chooseNotesFolder: () => notesPlace.choose(),
    },
    reporter,
  );
}

/** Opens the note of a paper beside the current editor; a draft if there is no note yet. */
export async function openNote(services: Services, id: PaperId): Promise<void> {
  const { notes, state, notesPlace } = services;
  await notes.ready();
  const existing = state.note(id);
  if (!existing && !state.noteSubject(id))
    throw new UserFacingError('This paper is not in the library any more.');
  const uri = existing ? noteUri(services, existing.paperId) : DraftNoteFileSystem.uri(id);
  const document = await vscode.workspace.openTextDocument(uri);
  // Where the person goes on writing.
  const end = document.positionAt(document.getText().length);
  await vscode.window.showTextDocument(document, {
    viewColumn: columnBeside(),
    preview: false,
    selection: new vscode.Range(end, end),
  });
  notesPlace.tellWhereOnce();
}

async function showFolder(folder: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.createDirectory(folder);
  const inside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  await vscode.commands.executeCommand(inside ? 'revealInExplorer' : 'revealFileInOS', folder);
}

/** Beside a reader; in the current group if no editor is open or the current one is a text. */
function columnBeside(): vscode.ViewColumn {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}
