import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { LiveDocuments, NoteFiles, LiveDocument } from '../../core/notes/noteFiles';
import type { NoteFolderFiles } from '../../core/notes/moveNotes';
import { isNoteFile } from '../../core/notes/noteName';
import { CoalescedNames } from './coalescedNames';
import { Emitter } from '../../core/base/event';
import type { TextEdit } from '../../core/notes/textEdit';
import { textEdits } from '../../platform/vscode/ui/documentRange';

/** Changes within this time, in milliseconds, fire one event. */
const coalesceFor = 50;

/** Opens and watches folders of notes. */
export interface NoteFolders {
  readonly open: (folder: vscode.Uri) => NoteFolderFiles;
  /** Calls back with the name of the changed file, or without a name if any file may have changed. */
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

/** The editors of this window that hold unsaved changes of notes. */
class LiveNotes implements LiveDocuments, Disposable {
  readonly #nameOf: (uri: vscode.Uri) => string | undefined;
  readonly #own = new DisposableStore();
  readonly #settled = this.#own.add(new Emitter<readonly string[]>());

  readonly onDidSettle = this.#settled.event;

  /** `nameOf` gives the name of the note file that a document is an editor of. */
  constructor(nameOf: (uri: vscode.Uri) => string | undefined) {
    this.#nameOf = nameOf;
    this.#own.add(vscode.workspace.onDidSaveTextDocument((document) => this.#settle(document)));
    this.#own.add(vscode.workspace.onDidCloseTextDocument((document) => this.#settle(document)));
    this.#own.add(
      // A reverted document, or one that was changed back, is clean after a change.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!document.isDirty) this.#settle(document);
      }),
    );
  }

  get(name: string): LiveDocument | undefined {
    const document = vscode.workspace.textDocuments.find(
      (candidate) => candidate.isDirty && !candidate.isClosed && this.#nameOf(candidate.uri) === name,
    );
    if (!document) return undefined;
    const { version } = document;
    return {
      text: document.getText(),
      edit: (edits) => (document.version === version ? applyTo(document, edits) : Promise.resolve(false)),
    };
  }

  dispose(): void {
    this.#own.dispose();
  }

  #settle(document: vscode.TextDocument): void {
    const name = this.#nameOf(document.uri);
    if (name !== undefined) this.#settled.fire([name]);
  }
}

/** VS Code refuses the edit where the document has changed since. */
async function applyTo(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<boolean> {
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, textEdits(document, edits));
  return vscode.workspace.applyEdit(change);
}
