import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { LiveDocuments, NoteFiles } from '../../core/notes/noteFiles';
import type { NoteFolderFiles } from '../../core/notes/moveNotes';
import { isNoteFile } from '../../core/notes/noteName';
import { CoalescedNames } from './coalescedNames';
import { LiveNotes } from './liveNotes';

/** Changes within this time, in milliseconds, fire one event. */
const coalesceFor = 50;

/** Opens and watches folders of notes. */
export interface NoteFolders {
  readonly open: (folder: vscode.Uri) => NoteFolderFiles;
  /** Calls back with the name of what changed, or without if anything may have. */
  readonly watch: (folder: vscode.Uri, changed: (name?: string) => void) => Disposable;
}

/** The notes folder, watched, and the editors that hold unsaved changes of its files. */
export interface WatchedNoteFiles extends NoteFiles, Disposable {
  readonly live: LiveDocuments;
}

/**
 * Notes in `folder`, which need not be there. Nothing is read, made or watched before the first call of `list`.
 * `draftName` returns the name of the note file of which a document of another scheme is a draft.
 */
export function createNoteFiles(
  folder: vscode.Uri,
  folders: NoteFolders,
  draftName: (uri: vscode.Uri) => string | undefined = () => undefined,
): WatchedNoteFiles {
  const own = new DisposableStore();
  const files = folders.open(folder);
  const changes = own.add(new CoalescedNames(coalesceFor));
  let watching: Disposable | undefined;
  return {
    live: own.add(new LiveNotes((uri) => nameIn(folder, uri) ?? draftName(uri))),
    onDidChange: changes.event,
    list: async () => {
      watching ??= own.add(folders.watch(folder, (name) => changes.add(name)));
      return files.list();
    },
    read: (name) => files.read(name),
    write: (name, bytes, expected) => files.write(name, bytes, expected),
    remove: (name, expected) => files.remove(name, expected),
    dispose: () => own.dispose(),
  };
}

/** The name of a note file in `folder`, from its address. */
export function nameIn(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  const start = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const name = uri.path.startsWith(start) ? uri.path.slice(start.length) : '';
  const inside = isNoteFile(name) && vscode.Uri.joinPath(folder, name).toString() === uri.toString();
  return inside ? name : undefined;
}
