import type * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import { foundReferences } from '../../core/references/findReferences';
import { TitleMatcher } from '../../core/references/titleMatcher';
import { notebookCell } from '../../platform/vscode/ui/notebookCell';

/** A citation key where a document cites it. */
export interface CitedKey {
  readonly key: string;
  /** UTF-16 offsets of the key alone. */
  readonly start: number;
  readonly end: number;
}

/** A cited key with the document that cites it: a file, or a cell of a notebook. */
export interface CitedPlace extends CitedKey {
  readonly document: vscode.TextDocument;
}

const noTitles = new TitleMatcher([]);

/** The citation keys of a document, in order, each as often as it is cited. */
export function citedKeys(document: vscode.TextDocument): readonly CitedKey[] {
  const text = document.getText();
  return foundReferences(text, languageOfDocument(document), noTitles).flatMap(
    ({ kind, value: key, start }) => {
      const at = kind === 'citation' ? text.indexOf(key, start) : -1;
      return at < 0 ? [] : [{ key, start: at, end: at + key.length }];
    },
  );
}

/** The notebook that has a document as a cell, if it is one. */
export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  return notebookCell(document.uri.toString())?.notebook;
}

/** The citation keys of a document, in order; of a cell, those of all cells of its notebook. */
export function citedPlaces(document: vscode.TextDocument): readonly CitedPlace[] {
  const notebook = notebookOf(document);
  const documents = notebook ? notebook.getCells().map((cell) => cell.document) : [document];
  return documents.flatMap((each) => citedKeys(each).map((cited) => ({ ...cited, document: each })));
}
