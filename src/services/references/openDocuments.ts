import * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { citedEntries } from '../../core/references/citedEntries';
import type { FileReferences, ReferenceIndex } from '../../core/references/referenceIndex';
import { scanText } from '../../core/references/scanText';
import type { TitleMatcher } from '../../core/references/titleMatcher';
import { cellScheme, isNotebookCell, notebookCell } from '../../platform/vscode/ui/notebookCell';
import { SettledDocuments } from '../../platform/vscode/ui/settledDocuments';

/** After the last change of a document, in milliseconds. */
const settleFor = 100;
/** In UTF-16 units. What is typed into a longer document counts when it is saved. */
const longestDocument = 300_000;

/**
 * Sets the references of open documents in the index, in place of those of their files: of changed documents, untitled ones
 * and cells of notebooks.
 */
export class OpenDocuments implements Disposable {
  readonly #own = new DisposableStore();
  readonly #settled = this.#own.add(new SettledDocuments(settleFor, (document) => this.#read(document)));

  constructor(
    private readonly index: ReferenceIndex,
    private readonly titles: () => TitleMatcher,
    private readonly changed: () => void,
  ) {
    const { workspace } = vscode;
    this.#own.add(workspace.onDidChangeTextDocument(({ document }) => this.#readSoon(document)));
    this.#own.add(workspace.onDidOpenTextDocument((document) => this.#opened(document)));
    this.#own.add(workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    this.#own.add(
      workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        if (contentChanges.length > 0) this.#renumbered(notebook);
      }),
    );
    for (const document of workspace.textDocuments) this.#opened(document);
  }

  dispose(): void {
    this.#own.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    if (document.isDirty || document.isUntitled || isNotebookCell(document)) this.#readSoon(document);
  }

  #readSoon(document: vscode.TextDocument): void {
    if (namesPapers(document)) this.#settled.changed(document);
  }

  #read(document: vscode.TextDocument): void {
    const text = document.getText();
    if (text.length > longestDocument) return;
    const address = document.uri.toString();
    const file = notebookCell(address)?.notebook.uri.toString() ?? address;
    this.index.setOpen(address, file, foundIn(text, languageOfDocument(document), this.titles()));
    this.changed();
  }

  /** Cells have come, gone or moved: places are named by the numbers of their cells. */
  #renumbered(notebook: vscode.NotebookDocument): void {
    for (const { document } of notebook.getCells()) this.index.relabel(document.uri.toString());
    this.changed();
  }

  #closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#settled.forget(document.uri);
    this.index.setOpen(key, key, undefined);
    this.changed();
  }
}

function foundIn(text: string, languageId: string, titles: TitleMatcher): FileReferences {
  const references = scanText(text, languageId, titles);
  return languageId === 'bibtex' ? { references, entries: citedEntries(text) } : { references };
}

/** Whether a document can be edited: a file, an untitled document or a cell, but no output and no old version. */
export function namesPapers({ uri }: vscode.TextDocument): boolean {
  const { workspaceFolders = [] } = vscode.workspace;
  return (
    ['file', 'untitled', cellScheme].includes(uri.scheme) ||
    workspaceFolders.some((folder) => folder.uri.scheme === uri.scheme)
  );
}
