import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { LiveDocument, LiveDocuments } from '../../core/notes/noteFiles';
import type { TextEdit } from '../../core/notes/textEdit';

/** The editors of this window that hold unsaved changes of notes. */
export class LiveNotes implements LiveDocuments, Disposable {
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
  for (const { start, end, text } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    change.replace(document.uri, range, text);
  }
  return vscode.workspace.applyEdit(change);
}
