import type * as vscode from 'vscode';
import type { LiveDocuments } from '../../core/notes/noteFiles';
import { DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { type NoteFolders, type WatchedNoteFiles, createNoteFiles } from './noteFiles';

/** The notes folder, which may become another one while notes are in use. */
export class RelocatableNoteFiles implements WatchedNoteFiles {
  readonly #draftName: (uri: vscode.Uri) => string | undefined;
  readonly #changed = new Emitter<readonly string[] | undefined>();
  readonly #settled = new Emitter<readonly string[]>();
  #folder: vscode.Uri;
  #files: WatchedNoteFiles;
  #hooks = new DisposableStore();

  readonly onDidChange = this.#changed.event;
  readonly live: LiveDocuments = {
    get: (name) => this.#files.live.get(name),
    onDidSettle: this.#settled.event,
  };

  /** See {@link createNoteFiles}. */
  constructor(
    folder: vscode.Uri,
    private readonly folders: NoteFolders,
    draftName: (uri: vscode.Uri) => string | undefined,
  ) {
    this.#folder = folder;
    this.#draftName = draftName;
    this.#files = this.#open(folder);
  }

  get folder(): vscode.Uri {
    return this.#folder;
  }

  /** All notes may have changed then. */
  switchTo(folder: vscode.Uri): void {
    if (folder.toString() === this.#folder.toString()) return;
    this.#hooks.dispose();
    this.#folder = folder;
    this.#files = this.#open(folder);
    this.#changed.fire(undefined);
  }

  readonly list: WatchedNoteFiles['list'] = () => this.#files.list();
  readonly read: WatchedNoteFiles['read'] = (name) => this.#files.read(name);
  readonly write: WatchedNoteFiles['write'] = (name, bytes, expected) =>
    this.#files.write(name, bytes, expected);
  readonly remove: WatchedNoteFiles['remove'] = (name, expected) => this.#files.remove(name, expected);

  dispose(): void {
    this.#hooks.dispose();
    this.#changed.dispose();
    this.#settled.dispose();
  }

  #open(folder: vscode.Uri): WatchedNoteFiles {
    this.#hooks = new DisposableStore();
    const files = this.#hooks.add(createNoteFiles(folder, this.folders, this.#draftName));
    this.#hooks.add(files.onDidChange((names) => this.#changed.fire(names)));
    this.#hooks.add(files.live.onDidSettle((names) => this.#settled.fire(names)));
    return files;
  }
}
