import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { NoteCodec } from '../../core/notes/noteFunctions';
import { isNoteFile } from '../../core/notes/noteName';
import { editBetween } from '../../core/notes/textEdit';
import type { SharedFiles } from '../../platform/web/sharedFiles';
import { decode, EditedFile, type EditorState } from './editedFile';
import { textEdits } from '../../platform/vscode/ui/documentRange';

interface DocumentParts {
  readonly files: SharedFiles;
  /** The path of a file in the storage; undefined for files elsewhere. */
  readonly pathOf: (uri: vscode.Uri) => string | undefined;
  readonly codec: Pick<NoteCodec, 'mergeVersions'>;
  /** Reports the failure of a task that no caller awaits. */
  readonly watch: (task: Promise<unknown>) => void;
}

/** The text editors of this tab that show files of the extension's storage. */
export class StoredDocuments implements Disposable {
  readonly #own = new DisposableStore();
  readonly #open = new Map<vscode.TextDocument, EditedFile>();

  constructor(private readonly parts: DocumentParts) {
    const { files, watch } = parts;
    const { workspace } = vscode;
    this.#own.add(workspace.onDidOpenTextDocument((document) => watch(this.#add(document))));
    this.#own.add(workspace.onDidCloseTextDocument((document) => watch(this.#remove(document))));
    this.#own.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const file = this.#open.get(document);
        if (!file) return;
        if (document.isDirty) {
          watch(file.change(document.getText()));
          return;
        }
        // Without changes, the editor was saved or reverted.
        watch(
          contentChanges.length === 0 ? file.endSave(stateOf(document)) : file.rebase(document.getText()),
        );
      }),
    );
    this.#own.add(
      workspace.onWillSaveTextDocument((event) => {
        const file = this.#open.get(event.document);
        if (!file) return;
        const edits = beginSave(event.document, file);
        watch(edits);
        // A failure is reported, and VS Code saves the text without what other tabs have written.
        event.waitUntil(edits.catch(() => []));
      }),
    );
    this.#own.add(
      workspace.onDidSaveTextDocument((document) => {
        const file = this.#open.get(document);
        if (file) watch(file.endSave(stateOf(document)));
      }),
    );
    this.#own.add(files.onDidChangeElsewhere((path) => watch(this.#show(path))));
    for (const document of workspace.textDocuments) watch(this.#add(document));
    watch(this.#showAll());
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #add(document: vscode.TextDocument): Promise<void> {
    const { files, codec } = this.parts;
    const path = this.parts.pathOf(document.uri);
    if (path === undefined || !document.encoding.startsWith('utf8')) return;
    const file = new EditedFile(files, path, codec, document.getText());
    this.#open.set(document, file);
    if (document.isDirty) await file.restore(document.getText());
  }

  async #remove(document: vscode.TextDocument): Promise<void> {
    const file = this.#open.get(document);
    this.#open.delete(document);
    await file?.endSave(undefined);
  }

  async #showAll(): Promise<void> {
    for (const path of await this.parts.files.writtenPaths()) await this.#show(path);
  }

  /** Lets the editors of this tab open a note that another tab has made, and show what it has changed. */
  async #show(path: string): Promise<void> {
    const { files } = this.parts;
    if (!isNoteFile(path)) return;
    const [document] = [...this.#open].find(([, file]) => file.path === path) ?? [];
    if (document?.isDirty === true) return;
    const bytes = document && (await files.read(path));
    const isShown = document
      ? !bytes || decode(bytes, document.getText()) === document.getText()
      : (await files.own.size(path)) !== undefined;
    if (!isShown) await files.restore(path);
  }
}

async function beginSave(document: vscode.TextDocument, file: EditedFile): Promise<vscode.TextEdit[]> {
  const typed = document.getText();
  const text = await file.beginSave(typed);
  return textEdits(document, editBetween(typed, text));
}

function stateOf(document: vscode.TextDocument): EditorState {
  return { text: document.getText(), isDirty: document.isDirty };
}
