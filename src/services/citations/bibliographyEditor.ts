import * as vscode from 'vscode';
import { applyEdits, type TextEdit } from '../../core/notes/textEdit';
import { changeOf, type StepChange } from '../../core/history/historyStep';
import { sha256Hex } from '../../platform/common/hash';
import type { UriFiles } from '../../platform/vscode/files/uriFiles';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { longestBibliography } from '../parsing/parseBibliography';
import type { UndoHistory } from '../history/undoHistory';
import type { Host } from '../host';

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
export async function openBibliography(uri: vscode.Uri, files: UriFiles): Promise<BibliographyText> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document) return { uri, document, text: document.getText() };
  try {
    const bytes = await files.readPlain(uri, longestBibliography);
    if (!bytes) return { uri, text: '' };
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { uri, text, revision: sha256Hex(bytes) };
  } catch (cause) {
    const name = vscode.workspace.asRelativePath(uri);
    throw new UserFacingError(
      `“${name}” cannot be read as text in UTF-8, so nothing was added to it. Open it and save it with that encoding.`,
      { cause },
    );
  }
}

/**
 * Makes edits in a bibliography. In an open document they are an edit of that document, which VS Code undoes and saves; a
 * closed file is replaced as a whole, and is one step of the history.
 *
 * @throws UserFacingError if the file has changed since it was read
 */
export async function editBibliography(
  { uri, text, document, revision }: BibliographyText,
  edits: readonly TextEdit[],
  { history, host: { files } }: { readonly history: UndoHistory; readonly host: Pick<Host, 'files'> },
): Promise<void> {
  if (edits.length === 0) return;
  if (document) return editDocument(document, edits);
  const name = vscode.workspace.asRelativePath(uri);
  await history.record('Edit Bibliography', async (record) => {
    const change = new FileChange(files, { uri, name }, text, applyEdits(text, edits));
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
  readonly #before: Uint8Array;
  readonly #after: Uint8Array;

  constructor(
    private readonly files: UriFiles,
    private readonly file: { readonly uri: vscode.Uri; readonly name: string },
    before: string,
    after: string,
  ) {
    this.#before = new TextEncoder().encode(before);
    this.#after = new TextEncoder().encode(after);
  }

  write(direction: 'undo' | 'redo', expected: string | undefined): Promise<boolean> {
    const bytes = direction === 'undo' ? this.#before : this.#after;
    return this.files.replace(this.file.uri, bytes, expected);
  }

  step(): StepChange {
    const { uri, name } = this.file;
    const expected = (direction: 'undo' | 'redo'): string =>
      sha256Hex(direction === 'undo' ? this.#after : this.#before);
    return changeOf(
      { key: `file:${uri.toString()}`, name: `“${name}”` },
      {
        isAsExpected: async (direction) => {
          const bytes = await this.files.readPlain(uri, longestBibliography);
          return bytes !== undefined && sha256Hex(bytes) === expected(direction);
        },
        apply: (direction) => this.write(direction, expected(direction)),
      },
    );
  }
}
