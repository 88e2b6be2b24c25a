import * as vscode from 'vscode';
import { applyEdits, type TextEdit } from '../../core/notes/textEdit';
import type { BibliographyChange } from '../../core/citations/bibliography';
import { changeOf, type StepChange } from '../../core/history/historyStep';
import { readImage, removeFile, replaceFile, revisionOf } from '../../platform/node/files/atomicFile';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { longestBibliography } from '../parsing/parseBibliography';
import type { Citations } from './citations';
import type { UndoHistory } from '../history/undoHistory';

/** A bibliography as it is now: in an editor, on disk, or not there yet. */
export interface BibliographyText {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** Absent where the file is not open. */
  readonly document?: vscode.TextDocument;
  /** Of the bytes on disk; absent if there is no file. */
  readonly revision?: string;
}

/** @throws UserFacingError if it cannot be read */
export async function openBibliography(uri: vscode.Uri): Promise<BibliographyText> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document) return { uri, document, text: document.getText() };
  if (uri.scheme !== 'file') {
    const opened = await vscode.workspace.openTextDocument(uri);
    return { uri, document: opened, text: opened.getText() };
  }
  try {
    const image = await readImage(uri.fsPath, longestBibliography);
    if (!image) return { uri, text: '' };
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(image.bytes);
    return { uri, text, revision: image.revision };
  } catch (cause) {
    const name = vscode.workspace.asRelativePath(uri);
    throw new UserFacingError(
      `“${name}” cannot be read as text in UTF-8, so nothing was added to it. Open it and save it with that encoding.`,
      { cause },
    );
  }
}

/**
 * Makes changes in a bibliography and remembers what was written. In an open document they are an edit of that document, which VS Code undoes and saves; a
 * closed file is replaced as a whole, and is one step of the history.
 *
 * @throws UserFacingError if the file has changed since it was read
 */
export async function editBibliography(
  { uri, text, document, revision }: BibliographyText,
  changes: readonly BibliographyChange[],
  { citations, history }: { readonly citations: Citations; readonly history: UndoHistory },
): Promise<void> {
  const edits = changes.flatMap((change) => change.edits);
  if (edits.length === 0) return;
  if (document) await editDocument(document, edits);
  else await editFile({ uri, text, ...(revision !== undefined && { revision }) }, edits, history);
  await citations.written.remember(uri.toString(), changes);
}

async function editFile(
  { uri, text, revision }: BibliographyText,
  edits: readonly TextEdit[],
  history: UndoHistory,
): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  await history.record('Edit Bibliography', async (record) => {
    const before = revision === undefined ? undefined : text;
    const change = new FileChange(uri, name, before, applyEdits(text, edits));
    if (!(await change.write('redo', revision)))
      throw new UserFacingError(`“${name}” has changed meanwhile. Try again.`);
    record(change.step());
  });
}

async function editDocument(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits)
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserFacingError(`“${vscode.workspace.asRelativePath(document.uri)}” could not be edited.`);
}

/** A change of a file that is not open. A later change by another program is never overwritten. */
class FileChange {
  /** Undefined if there was no file: then undoing removes it. */
  readonly #before: Uint8Array | undefined;
  readonly #after: Uint8Array;

  constructor(
    private readonly uri: vscode.Uri,
    private readonly name: string,
    before: string | undefined,
    after: string,
  ) {
    this.#before = before === undefined ? undefined : new TextEncoder().encode(before);
    this.#after = new TextEncoder().encode(after);
  }

  async write(direction: 'undo' | 'redo', expected: string | undefined): Promise<boolean> {
    const bytes = direction === 'undo' ? this.#before : this.#after;
    if (!bytes) return expected !== undefined && removeFile(this.uri.fsPath, expected);
    return (await replaceFile(this.uri.fsPath, bytes, expected)) !== 'changed';
  }

  step(): StepChange {
    const expected = (direction: 'undo' | 'redo'): string | undefined => {
      const bytes = direction === 'undo' ? this.#after : this.#before;
      return bytes && revisionOf(bytes);
    };
    return changeOf(
      { key: `file:${this.uri.toString()}`, name: `“${this.name}”` },
      {
        isAsExpected: async (direction) =>
          (await readImage(this.uri.fsPath))?.revision === expected(direction),
        apply: (direction) => this.write(direction, expected(direction)),
      },
    );
  }
}
