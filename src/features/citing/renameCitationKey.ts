import * as vscode from 'vscode';
import { languageOfDocument, referenceLanguage } from '../../core/references/languages';
import { isCitationKey } from '../../core/text/isCitationKey';
import { findWorkspaceFiles } from '../../platform/vscode/files/findWorkspaceFiles';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import type { Services } from '../../services/services';
import { citedKeys } from './citedKeys';
import { documentBibliography } from './documentBibliography';
import { shownList, shownNumber } from '../../platform/vscode/ui/shownNumber';

/** More documents than these are not looked at. */
const mostFiles = 2000;
const documents = ['tex', 'md', 'qmd', 'rmd', 'Rmd', 'typ', 'org', 'rst', 'mdx'];

/** Renames the key at the cursor in all documents of the workspace and in the bibliography, as one edit of VS Code. */
export async function renameCitationKey(
  services: Services,
  editor: vscode.TextEditor,
  memory: vscode.Memento,
): Promise<void> {
  await services.ready();
  const uri = await documentBibliography(editor.document, services, memory);
  if (uri === 'cancelled') return;
  const from = await keyAtCursor(services, editor);
  const to = await askText({
    title: vscode.l10n.t('Rename Citation Key'),
    prompt: vscode.l10n.t('The new key in place of {0}, in the documents and the bibliography', from),
    value: from,
    validateInput: (key) =>
      isCitationKey(key) ? undefined : vscode.l10n.t('A key has no blanks, commas, braces or quotes.'),
  });
  if (to === undefined || to === from) return;
  const edit = new vscode.WorkspaceEdit();
  let places = 0;
  const replace = (document: vscode.TextDocument, start: number): void => {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
    edit.replace(document.uri, range, to);
    places += 1;
  };
  const { cells, unread } = await cellsOfClosedNotebooks();
  for (const document of [...(await citingDocuments()), ...cells]) {
    for (const { key, start } of citedKeys(document)) if (key === from) replace(document, start);
  }
  if (uri !== 'none') {
    const document = await vscode.workspace.openTextDocument(uri);
    const entries = await services.citations.entriesOf(document.getText());
    if (entries.some(({ key }) => key.toLowerCase() === to.toLowerCase()))
      throw new UserFacingError(
        vscode.l10n.t('The bibliography has an entry {0} already. Choose another key.', to),
      );
    for (const { key, offset } of entries) if (key === from) replace(document, offset);
  }
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserFacingError(
      vscode.l10n.t('The documents could not be edited, so the key stays as it was.'),
    );
  if (uri !== 'none') await services.citations.written.rename(uri.toString(), from, to);
  const paper = await services.citations.paperWithKey(from);
  if (paper !== undefined) await services.citations.rename(paper, to);
  reportRenamed({ from, to, places, unread });
}

function reportRenamed({
  from,
  to,
  places,
  unread,
}: {
  readonly from: string;
  readonly to: string;
  readonly places: number;
  readonly unread: readonly string[];
}): void {
  if (unread.length > 0)
    void showWarning(
      vscode.l10n.t('{0} could not be read. Keys in it stay as they were.', shownList(unread)),
    );
  void showInformation(
    places === 1
      ? vscode.l10n.t('Renamed {0} to {1} in 1 place. The document is not saved yet.', from, to)
      : vscode.l10n.t(
          'Renamed {0} to {1} in {2} places. The documents are not saved yet.',
          from,
          to,
          shownNumber(places),
        ),
  );
}

async function keyAtCursor(
  { citations }: Services,
  { document, selection }: vscode.TextEditor,
): Promise<string> {
  const text = document.getText();
  const offset = document.offsetAt(selection.active);
  const at = citedKeys(document).find(({ start, end }) => start <= offset && offset <= end);
  if (at) return at.key;
  if (document.uri.path.toLowerCase().endsWith('.bib')) {
    const entry = (await citations.entriesOf(text)).findLast((one) => one.offset <= offset);
    if (entry) return entry.key;
  }
  throw new UserFacingError(vscode.l10n.t('Put the cursor on a citation key first.'));
}

async function citingDocuments(): Promise<readonly vscode.TextDocument[]> {
  const open = vscode.workspace.textDocuments.filter(
    (document) => referenceLanguage(languageOfDocument(document))?.kind === 'markup',
  );
  const known = new Set(open.map(({ uri }) => uri.toString()));
  const files = await findWorkspaceFiles(documents, mostFiles);
  const closed: vscode.TextDocument[] = [];
  for (const file of files)
    if (!known.has(file.toString())) closed.push(await vscode.workspace.openTextDocument(file));
  return [...open, ...closed];
}

/** The cells of notebooks that are not open, and the paths of notebooks that this VS Code cannot read. */
async function cellsOfClosedNotebooks(): Promise<{
  readonly cells: readonly vscode.TextDocument[];
  readonly unread: readonly string[];
}> {
  const open = new Set(vscode.workspace.notebookDocuments.map(({ uri }) => uri.toString()));
  const cells: vscode.TextDocument[] = [];
  const unread: string[] = [];
  for (const file of await findWorkspaceFiles(['ipynb'], mostFiles)) {
    if (open.has(file.toString())) continue;
    try {
      const notebook = await vscode.workspace.openNotebookDocument(file);
      for (const { kind, document } of notebook.getCells())
        if (kind === vscode.NotebookCellKind.Markup) cells.push(document);
    } catch {
      unread.push(vscode.workspace.asRelativePath(file));
    }
  }
  return { cells, unread };
}
