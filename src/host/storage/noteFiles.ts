import { posix } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { LiveDocuments, NoteFiles } from '../../core/annotations/noteFiles';
import { notePaper } from '../../core/annotations/noteName';
import { GuardedNoteFolder } from './guardedNoteFolder';
import { LiveNotes } from './liveNotes';
import { NoteFolder } from './noteFolder';
import { WorkspaceBytes } from './workspaceBytes';

/** Changes that come within this time, in milliseconds, are told as one. */
const coalesceFor = 50;

/** The notes folder, watched, and the editors that hold unsaved changes of its files. */
export interface WatchedNoteFiles extends NoteFiles, Disposable {
  readonly live: LiveDocuments;
}

/**
 * Notes in `folder`, which need not be there. Nothing is read, made or watched before the first call of `list`.
 * `draftName` gives the name of the note file that a document of another scheme stands for.
 */
export function createNoteFiles(
  folder: vscode.Uri,
  draftName: (uri: vscode.Uri) => string | undefined = () => undefined,
): WatchedNoteFiles {
  const own = new DisposableStore();
  const place = placeOf(folder);
  const files =
    place.base.scheme === 'file'
      ? new NoteFolder(place.base.fsPath, place.segments)
      : new GuardedNoteFolder(new WorkspaceBytes(folder), () => Date.now());
  const changes = own.add(new CoalescedNames(coalesceFor));
  let watching: Promise<Disposable> | undefined;
  return {
    live: own.add(new LiveNotes((uri) => nameIn(folder, uri) ?? draftName(uri))),
    onDidChange: changes.event,
    list: async () => {
      watching ??= watch(place, folder, changes).then((watchers) => own.add(watchers));
      await watching;
      return files.list();
    },
    read: (name) => files.read(name),
    write: (name, bytes, expected) => files.write(name, bytes, expected),
    dispose: () => own.dispose(),
  };
}

/** A folder that is there for sure, and how to go from it to the notes. */
interface Place {
  readonly base: vscode.Uri;
  readonly segments: readonly string[];
  readonly inWorkspace: boolean;
}

function placeOf(folder: vscode.Uri): Place {
  const workspace = vscode.workspace.getWorkspaceFolder(folder)?.uri;
  // Outside a workspace: `notes` in this extension's part of the global storage, which VS Code makes.
  const base = workspace ?? vscode.Uri.joinPath(folder, '..', '..');
  const segments = posix.relative(base.path, folder.path).split('/');
  return { base, segments, inWorkspace: workspace !== undefined };
}

/** The name of a note file in `folder`, from its address. */
function nameIn(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  const name = posix.basename(uri.path);
  const inside =
    notePaper(name) !== undefined && vscode.Uri.joinPath(folder, name).toString() === uri.toString();
  return inside ? name : undefined;
}

async function watch(place: Place, folder: vscode.Uri, changes: CoalescedNames): Promise<Disposable> {
  const own = new DisposableStore();
  if (place.inWorkspace) watchAbove(own, place, changes);
  // What is not in a workspace is watched as it is, and must be there for it.
  else await vscode.workspace.fs.createDirectory(folder);
  const notes = place.inWorkspace
    ? watcher(own, place.base, `${place.segments.join('/')}/*.md`)
    : watcher(own, folder, '*.md');
  for (const event of [notes.onDidCreate, notes.onDidChange, notes.onDidDelete]) {
    own.add(event((uri) => changes.add(posix.basename(uri.path))));
  }
  own.add(
    // A watcher may miss something, on a network disk or while the machine slept.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) changes.addAll();
    }),
  );
  return own;
}

/** The folders above the notes take them along without a word of the notes. */
function watchAbove(own: DisposableStore, { base, segments }: Place, changes: CoalescedNames): void {
  for (const [index] of segments.entries()) {
    const above = watcher(own, base, segments.slice(0, index + 1).join('/'));
    own.add(above.onDidCreate(() => changes.addAll()));
    own.add(above.onDidDelete(() => changes.addAll()));
  }
}

function watcher(own: DisposableStore, base: vscode.Uri, glob: string): vscode.FileSystemWatcher {
  return own.add(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, glob)));
}

/** Collects names for a short while and tells them together. */
class CoalescedNames implements Disposable {
  readonly #delay: number;
  readonly #told = new Emitter<readonly string[] | undefined>();
  readonly #names = new Set<string>();
  #all = false;
  #timer: NodeJS.Timeout | undefined;

  readonly event = this.#told.event;

  constructor(delay: number) {
    this.#delay = delay;
  }

  add(name: string): void {
    this.#names.add(name);
    this.#timer ??= setTimeout(() => this.#tell(), this.#delay);
  }

  addAll(): void {
    this.#all = true;
    this.#timer ??= setTimeout(() => this.#tell(), this.#delay);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#told.dispose();
  }

  #tell(): void {
    const names = this.#all ? undefined : [...this.#names];
    this.#timer = undefined;
    this.#all = false;
    this.#names.clear();
    this.#told.fire(names);
  }
}
