import * as vscode from 'vscode';
import { applyEdits, type TextEdit } from '../../core/notes/textEdit';
import type { BibliographyChange } from '../../core/citations/bibliography';
import { changeOf, type StepChange } from '../../core/history/historyStep';
import { decoding, encoding, partsOf } from '../../platform/common/bytes';
import { sha256Of } from '../../platform/common/hash';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { UriFiles } from '../../platform/vscode/files/uriFiles';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { longestBibliography } from '../parsing/parseBibliography';
import type { Citations } from './citations';
import type { UndoHistory } from '../history/undoHistory';
import type { Host } from '../host';
import { textEdits } from '../../platform/vscode/ui/documentRange';
import { l10n } from '../../platform/vscode/ui/l10n';

interface EditingServices {
  readonly history: UndoHistory;
  readonly host: Pick<Host, 'files'>;
}

/** The current text of a bibliography, in an editor or on disk; empty if there is no file yet. */
export interface BibliographyText {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** Absent if the file is not open. */
  readonly document?: vscode.TextDocument;
  /** As on disk; absent if there is no file or it is open. */
  readonly bytes?: Uint8Array;
}

/** @throws UserFacingError if it cannot be read */
export async function openBibliography(uri: vscode.Uri, files: UriFiles): Promise<BibliographyText> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document) return { uri, document, text: document.getText() };
  try {
    const bytes = await files.readPlain(uri, longestBibliography);
    if (!bytes) return { uri, text: '' };
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { uri, text: await runInTimeSlices(decoding(bytes, decoder)), bytes };
  } catch (cause) {
    const name = vscode.workspace.asRelativePath(uri);
    throw new UserFacingError(
      l10n.t(
        '“{0}” cannot be read as text in UTF-8, so nothing was added to it. Open it and save it with that encoding.',
        name,
      ),
      { cause },
    );
  }
}

/** Thrown if a bibliography has changed since it was read; {@link retryIfChanged} reads it again. */
class ChangedBibliographyError extends UserFacingError {
  constructor(uri: vscode.Uri) {
    super(l10n.t('“{0}” has changed meanwhile. Try again.', vscode.workspace.asRelativePath(uri)));
  }
}

/** The maximum number of attempts to edit a bibliography that other programs change at the same time. */
const mostAttempts = 5;

/** Runs a function that reads and edits a bibliography again if another window changed the file in between. */
export async function retryIfChanged<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ChangedBibliographyError) || attempt >= mostAttempts) throw error;
    }
  }
}

/**
 * Applies changes to a bibliography and stores which fields were written. In an open document they are an edit of that document,
 * which VS Code undoes and saves; a closed file is replaced as a whole, and is one step of the history.
 *
 * @throws ChangedBibliographyError if the text is not the one that was read
 */
export async function editBibliography(
  { uri, text, document, bytes }: BibliographyText,
  changes: readonly BibliographyChange[],
  { citations, ...services }: EditingServices & { readonly citations: Citations },
): Promise<void> {
  const edits = changes.flatMap((change) => change.edits);
  if (edits.length === 0) return;
  if (document && document.getText() !== text) throw new ChangedBibliographyError(uri);
  if (document) await editDocument(document, edits);
  else await editFile({ uri, text, ...(bytes && { bytes }) }, edits, services);
  await citations.written.remember(uri.toString(), changes);
}

async function editFile(
  { uri, text, bytes }: BibliographyText,
  edits: readonly TextEdit[],
  { history, host: { files } }: EditingServices,
): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  await history.record(l10n.t('Edit Bibliography'), async (record) => {
    const after = await runInTimeSlices(encoding(partsOf(applyEdits(text, edits))));
    const change = new FileChange(files, { uri, name }, bytes, after);
    if (!(await change.write('redo'))) throw new ChangedBibliographyError(uri);
    record(change.step());
  });
}

async function editDocument(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, textEdits(document, edits));
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserFacingError(
      l10n.t('“{0}” could not be edited.', vscode.workspace.asRelativePath(document.uri)),
    );
}

/** A change of a file that is not open. A later change by another program is never overwritten. */
class FileChange {
  /** Without `before` there was no file: then undoing removes it. */
  constructor(
    private readonly files: UriFiles,
    private readonly file: { readonly uri: vscode.Uri; readonly name: string },
    private readonly before: Uint8Array | undefined,
    private readonly after: Uint8Array,
  ) {}

  async write(direction: 'undo' | 'redo'): Promise<boolean> {
    const bytes = direction === 'undo' ? this.before : this.after;
    const expected = await this.#expected(direction);
    if (bytes) return this.files.replace(this.file.uri, bytes, expected);
    return expected === undefined ? false : this.files.remove(this.file.uri, expected);
  }

  step(): StepChange {
    const { uri, name } = this.file;
    return changeOf(
      { key: `file:${uri.toString()}`, name: `“${name}”` },
      {
        isAsExpected: async (direction) => {
          const bytes = await this.files.readPlain(uri, longestBibliography);
          return (bytes && (await sha256Of(bytes))) === (await this.#expected(direction));
        },
        apply: (direction) => this.write(direction),
      },
    );
  }

  /** The hash of the file before a step; undefined if there is no file. */
  async #expected(direction: 'undo' | 'redo'): Promise<string | undefined> {
    const bytes = direction === 'undo' ? this.after : this.before;
    return bytes && sha256Of(bytes);
  }
}
