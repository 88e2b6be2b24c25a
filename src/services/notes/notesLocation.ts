import * as vscode from 'vscode';
import { sha256Hex } from '../../platform/common/hash';

/** The setting of the notes folder: in the project, or with the extension, the same in every workspace. */
export type NotesLocation = 'workspace' | 'global';

const folderKey = 'notes.folder';

export function notesLocation(): NotesLocation {
  const said = vscode.workspace.getConfiguration('dailyPapers').get<unknown>('notes.location');
  return said === 'global' ? 'global' : 'workspace';
}

/** The workspace folder for notes: the one that was chosen, else the first; none while no folder is open. */
export function chosenFolder(state: vscode.Memento): vscode.WorkspaceFolder | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const chosen = state.get<unknown>(folderKey);
  return folders.find(({ uri }) => uri.toString() === chosen) ?? folders[0];
}

/** Kept with this workspace; the folder stays chosen when others are put before it. */
export async function chooseFolder(state: vscode.Memento, folder: vscode.WorkspaceFolder): Promise<void> {
  await state.update(folderKey, folder.uri.toString());
}

/** The present folder of notes. Nothing is stored in a workspace folder before the workspace is trusted. */
export function notesFolder(globalStorage: vscode.Uri, state: vscode.Memento): vscode.Uri {
  const folder = notesLocation() === 'workspace' ? chosenFolder(state) : undefined;
  if (!folder) return vscode.Uri.joinPath(globalStorage, 'notes');
  return vscode.workspace.isTrusted
    ? vscode.Uri.joinPath(folder.uri, '.papers', 'notes')
    : untrustedNotesFolder(globalStorage, folder);
}

/**
 * Where the notes are that are written in a workspace folder before it is trusted: in global storage, apart from the
 * person's other notes there and from those of other folders.
 */
export function untrustedNotesFolder(globalStorage: vscode.Uri, { uri }: vscode.WorkspaceFolder): vscode.Uri {
  const hash = sha256Hex(uri.toString()).slice(0, 16);
  return vscode.Uri.joinPath(globalStorage, `untrusted-notes-${hash}`);
}
