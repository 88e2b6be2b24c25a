import * as vscode from 'vscode';
import { FlatFileSystem } from '../../platform/vscode/files/flatFileSystem';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { NoteFiles } from '../../core/notes/noteFiles';
import { noteName, notePaper } from '../../core/notes/noteName';
import { noteTemplate } from '../../core/notes/noteTemplate';
import type { NoteSubject } from '../../core/notes/note';
import type { PaperId } from '../../core/library/paper';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

const draftScheme = 'papers-note';

/**
 * Notes that do not exist yet: `papers-note:/<paper id>.md` reads as the template and becomes a file in the notes folder
 * when it is first saved. A note can thus be opened without creating a file.
 */
export class DraftNoteFileSystem extends FlatFileSystem implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  /** The revisions that open drafts show, by file name; none for a draft that shows the template. */
  readonly #revisions = new Map<string, string>();

  readonly onDidChangeFile = this.#changed.event;

  constructor(
    private readonly files: NoteFiles,
    /** Waits for the library, because VS Code restores editors before the library has been read. */
    private readonly subject: (id: PaperId) => Promise<NoteSubject | undefined>,
    private readonly fileUri: (id: PaperId) => vscode.Uri | undefined,
    private readonly newBody: (subject: NoteSubject) => string,
  ) {
    super();
    this.#own.add(vscode.workspace.registerFileSystemProvider(draftScheme, this, { isCaseSensitive: true }));
    this.#own.add(
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (document.uri.scheme === draftScheme) void this.#becomeFile(document);
      }),
    );
  }

  static uri(id: PaperId): vscode.Uri {
    return vscode.Uri.from({ scheme: draftScheme, path: `/${id}.md` });
  }

  /** The name of the file that a draft will be; undefined for other documents. */
  static readonly nameOf = (uri: vscode.Uri): string | undefined => {
    const id = DraftNoteFileSystem.paperOf(uri);
    return id === undefined ? undefined : noteName(id);
  };

  static paperOf(uri: vscode.Uri): PaperId | undefined {
    return uri.scheme === draftScheme ? notePaper(uri.path.slice(1)) : undefined;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const bytes = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { id, name } = named(uri);
    const file = await this.files.read(name);
    if (!file.ok) throw vscode.FileSystemError.Unavailable(shownMessage(file.error.message));
    if (file.value) {
      this.#revisions.set(name, file.value.revision);
      return file.value.bytes;
    }
    this.#revisions.delete(name);
    const subject = await this.subject(id);
    if (!subject) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(noteTemplate(subject, this.newBody(subject)));
  }

  /** Creates the note. A file that was written by another program meanwhile is not overwritten. */
  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { name } = named(uri);
    const written = await this.files.write(name, content, this.#revisions.get(name));
    if (!written.ok) throw vscode.FileSystemError.Unavailable(shownMessage(written.error.message));
    if (written.value === 'changed') {
      throw vscode.FileSystemError.Unavailable(
        l10n.t(
          'The note was changed meanwhile. Copy what you typed, close this editor and open the note again.',
        ),
      );
    }
    this.#revisions.set(name, written.value.revision);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  dispose(): void {
    this.#own.dispose();
  }

  /** Puts the editor of the new file where the draft's was, unless typing has gone on there. */
  async #becomeFile(document: vscode.TextDocument): Promise<void> {
    const id = DraftNoteFileSystem.paperOf(document.uri);
    const file = id === undefined ? undefined : this.fileUri(id);
    const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
    if (!file || !editor || hasUnsavedChanges(document)) return;
    await vscode.window.showTextDocument(file, {
      ...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
      selection: editor.selection,
      preview: false,
      preserveFocus: vscode.window.activeTextEditor !== editor,
    });
    if (hasUnsavedChanges(document)) return;
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: ofGroup }) => ofGroup);
    const drafts = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
    );
    await vscode.window.tabGroups.close(drafts, true);
  }
}

function named(uri: vscode.Uri): { readonly id: PaperId; readonly name: string } {
  const id = DraftNoteFileSystem.paperOf(uri);
  if (id === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return { id, name: `${id}.md` };
}

/** To be called again after each `await`: the document belongs to the editor and may have changed meanwhile. */
const hasUnsavedChanges = (document: vscode.TextDocument): boolean => document.isDirty;
