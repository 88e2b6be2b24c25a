import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { LiveDocuments, NoteFiles } from '../../core/notes/noteFiles';
import type { NoteFolderFiles } from '../../core/notes/moveNotes';
import { isNoteFile } from '../../core/notes/noteName';
import type { AllowsPlace } from '../../platform/node/files/confinedFolder';
import { placeOf } from '../../platform/vscode/files/folderPlace';
import { CoalescedNames } from './coalescedNames';
import { GuardedNoteFolder } from './guardedNoteFolder';
import { LiveNotes } from './liveNotes';
import { NoteFolder } from './noteFolder';
import { watchFolder } from '../../platform/vscode/files/watchFolder';
import { WorkspaceBytes } from '../../platform/vscode/files/workspaceBytes';

/** Changes that come within this time, in milliseconds, are told as one. */
const coalesceFor = 50;

/** The notes folder, watched, and the editors that hold unsaved changes of its files. */
export interface WatchedNoteFiles extends NoteFiles, Disposable {
  readonly live: LiveDocuments;
}

/**
 * Notes in `folder`, which need not be there. Nothing is read, made or watched before the first call of `list`.
 * `allows` is asked about links that
 * lead out of the workspace folder. `draftName` gives the name of the note file that a document of another scheme stands for.
 */
export function createNoteFiles(
  folder: vscode.Uri,
  allows: AllowsPlace,
  draftName: (uri: vscode.Uri) => string | undefined = () => undefined,
): WatchedNoteFiles {
  const own = new DisposableStore();
  const place = placeOf(folder);
  const files = noteFolderAt(folder, allows);
  const changes = own.add(new CoalescedNames(coalesceFor));
  let watching: Disposable | undefined;
  return {
    live: own.add(new LiveNotes((uri) => nameIn(folder, uri) ?? draftName(uri))),
    onDidChange: changes.event,
    list: async () => {
      watching ??= own.add(watchFolder(place, (name) => changes.add(name)));
      return files.list();
    },
    read: (name) => files.read(name),
    write: (name, bytes, expected) => files.write(name, bytes, expected),
    remove: (name, expected) => files.remove(name, expected),
    dispose: () => own.dispose(),
  };
}

/** Notes in `folder`, without a watch on it. */
export function noteFolderAt(folder: vscode.Uri, allows: AllowsPlace): NoteFolderFiles {
  const { base, segments } = placeOf(folder);
  return base.scheme === 'file'
    ? new NoteFolder(base.fsPath, segments, allows)
    : new GuardedNoteFolder(new WorkspaceBytes(folder), () => Date.now());
}

/** The name of a note file in `folder`, from its address. */
export function nameIn(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  const start = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const name = uri.path.startsWith(start) ? uri.path.slice(start.length) : '';
  const inside = isNoteFile(name) && vscode.Uri.joinPath(folder, name).toString() === uri.toString();
  return inside ? name : undefined;
}
