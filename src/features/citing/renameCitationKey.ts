import * as vscode from 'vscode';
import { languageOfDocument, referenceLanguage } from '../../core/references/languages';
import { applyEdits } from '../../core/notes/textEdit';
import { isCitationKey } from '../../core/text/isCitationKey';
import { findWorkspaceFiles } from '../../platform/vscode/files/findWorkspaceFiles';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation, showWarning } from '../../platform/vscode/ui/messages';
import type { BibliographyItem } from '../../services/citations/citations';
import type { Services } from '../../services/services';
import { type CitedKey, citedKeys, notebookOf } from './citedKeys';
import { documentBibliography } from './documentBibliography';
import { shownList } from '../../platform/vscode/ui/shownNumber';
import { rangeOf } from '../../platform/vscode/ui/documentRange';
import { l10n } from '../../platform/vscode/ui/l10n';

/** More documents than these are not looked at. */
const mostFiles = 2000;
const documents = ['tex', 'md', 'qmd', 'rmd', 'Rmd', 'typ', 'org', 'rst', 'mdx'];

/**
 * Renames the key at the cursor in all documents of the workspace and in the bibliographies that have it, as one edit of VS
 * Code.
 *
 * @param given the new key; asked for if it is absent
 */
export async function renameCitationKey(
  services: Services,
  editor: vscode.TextEditor,
  memory: vscode.Memento,
  given?: string,
): Promise<void> {
  await services.ready();
  const uri = await documentBibliography(editor.document, services, memory);
  if (uri === 'cancelled') return;
  const from = await keyAtCursor(services, editor);
  const to = given ?? (await askNewKey(from));
  if (to === undefined || to === from) return;
  if (!isCitationKey(to)) throw new UserFacingError(keyRule());
  // First, as the rest opens all documents of the workspace.
  const bibliographies = await bibliographiesWith(services, from, uri);
  if (bibliographies.some(({ entries }) => isTaken(to, from, entries)))
    throw new UserFacingError(l10n.t('The bibliography has an entry {0} already. Choose another key.', to));
  const { cells, unread } = await cellsOfNotebooks();
  const edit = new KeyEdit(from, to);
  for (const document of await citingDocuments()) edit.replace(document, citedKeys(document));
  edit.replaceInCells(cells);
  for (const { document, entries } of bibliographies)
    edit.replace(
      document,
      entries.map(({ key, offset }) => ({ key, start: offset })),
    );
  if (!(await vscode.workspace.applyEdit(edit.edit)))
    throw new UserFacingError(l10n.t('The documents could not be edited, so the key stays as it was.'));
  for (const { document } of bibliographies)
    await services.citations.written.rename(document.uri.toString(), from, to);
  const paper = await services.citations.paperWithKey(from);
  const isRefused = paper !== undefined && !(await services.citations.rename(paper, to));
  reportRenamed({ from, to, places: edit.places, unread, isRefused });
}

interface OpenBibliography {
  readonly document: vscode.TextDocument;
  readonly entries: readonly BibliographyItem[];
}

/** The bibliography of the document, and the others of the workspace that have an entry with the key. */
async function bibliographiesWith(
  { bibliographies, citations }: Services,
  key: string,
  ofDocument: vscode.Uri | 'none',
): Promise<readonly OpenBibliography[]> {
  const having = await bibliographies.withKey(key);
  const uris = new Map(having.map((uri) => [uri.toString(), uri]));
  if (ofDocument !== 'none') uris.set(ofDocument.toString(), ofDocument);
  const open: OpenBibliography[] = [];
  for (const uri of uris.values()) {
    const document = await vscode.workspace.openTextDocument(uri);
    open.push({ document, entries: await citations.entriesOf(document.getText()) });
  }
  return open;
}

/** Whether an entry other than those of `from` has the key `to`. BibTeX ignores case. */
function isTaken(to: string, from: string, entries: readonly BibliographyItem[]): boolean {
  return entries.some(({ key }) => key !== from && key.toLowerCase() === to.toLowerCase());
}

/** An edit that replaces one key by another. */
class KeyEdit {
  readonly edit = new vscode.WorkspaceEdit();
  places = 0;

  constructor(
    private readonly from: string,
    private readonly to: string,
  ) {}

  replace(document: vscode.TextDocument, keys: Iterable<Pick<CitedKey, 'key' | 'start'>>): void {
    for (const { key, start } of keys) {
      if (key !== this.from) continue;
      this.edit.replace(document.uri, rangeOf(document, { start, end: start + key.length }), this.to);
      this.places += 1;
    }
  }

  /** Replaces cells of notebooks that no editor shows: VS Code drops changes of the text of their documents. */
  replaceInCells(cells: Iterable<vscode.NotebookCell>): void {
    const edits = new Map<vscode.NotebookDocument, vscode.NotebookEdit[]>();
    for (const cell of cells) {
      const keys = citedKeys(cell.document).filter(({ key }) => key === this.from);
      if (keys.length === 0) continue;
      const changes = keys.map(({ start, end }) => ({ start, end, text: this.to }));
      const text = applyEdits(cell.document.getText(), changes);
      const data = new vscode.NotebookCellData(cell.kind, text, cell.document.languageId);
      data.metadata = cell.metadata;
      const range = new vscode.NotebookRange(cell.index, cell.index + 1);
      const edit = vscode.NotebookEdit.replaceCells(range, [data]);
      edits.set(cell.notebook, [...(edits.get(cell.notebook) ?? []), edit]);
      this.places += keys.length;
    }
    for (const [{ uri }, ofNotebook] of edits) this.edit.set(uri, ofNotebook);
  }
}

function askNewKey(from: string): Promise<string | undefined> {
  return askText({
    title: l10n.t('Rename Citation Key'),
    prompt: l10n.t('The new key in place of {0}, in the documents and the bibliography', from),
    value: from,
    validateInput: (key) => (isCitationKey(key) ? undefined : keyRule()),
  });
}

function keyRule(): string {
  return l10n.t('A key has no blanks, commas, braces or quotes.');
}

function reportRenamed({
  from,
  to,
  places,
  unread,
  isRefused,
}: {
  readonly from: string;
  readonly to: string;
  readonly places: number;
  readonly unread: readonly string[];
  /** Whether another paper has the new key. */
  readonly isRefused: boolean;
}): void {
  if (isRefused)
    void showWarning(
      l10n.t('{0} is the key of another paper, so this paper keeps {1} in other bibliographies.', to, from),
    );
  if (unread.length > 0)
    void showWarning(l10n.t('{0} could not be read. Keys in it stay as they were.', shownList(unread)));
  void showInformation(
    places === 1
      ? l10n.t('Renamed {0} to {1} in 1 place. The document is not saved yet.', from, to)
      : l10n.t('Renamed {0} to {1} in {2} places. The documents are not saved yet.', from, to, places),
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
  throw new UserFacingError(l10n.t('Put the cursor on a citation key first.'));
}

async function citingDocuments(): Promise<readonly vscode.TextDocument[]> {
  const open = vscode.workspace.textDocuments.filter((document) => {
    if (referenceLanguage(languageOfDocument(document))?.kind !== 'markup') return false;
    const notebook = notebookOf(document);
    return notebook === undefined || isShown(notebook);
  });
  const known = new Set(open.map(({ uri }) => uri.toString()));
  const files = await findWorkspaceFiles(documents, mostFiles);
  const closed: vscode.TextDocument[] = [];
  for (const file of files)
    if (!known.has(file.toString())) closed.push(await vscode.workspace.openTextDocument(file));
  return [...open, ...closed];
}

function isShown(notebook: vscode.NotebookDocument): boolean {
  return vscode.window.visibleNotebookEditors.some((editor) => editor.notebook === notebook);
}

/** The cells with text of notebooks that no editor shows, and the paths of notebooks that this VS Code cannot read. */
async function cellsOfNotebooks(): Promise<{
  readonly cells: readonly vscode.NotebookCell[];
  readonly unread: readonly string[];
}> {
  const { notebookDocuments } = vscode.workspace;
  const notebooks = notebookDocuments.filter((notebook) => !isShown(notebook));
  const open = new Set(notebookDocuments.map(({ uri }) => uri.toString()));
  const unread: string[] = [];
  for (const file of await findWorkspaceFiles(['ipynb'], mostFiles)) {
    if (open.has(file.toString())) continue;
    try {
      notebooks.push(await vscode.workspace.openNotebookDocument(file));
    } catch {
      unread.push(vscode.workspace.asRelativePath(file));
    }
  }
  const cells = notebooks.flatMap((notebook) => notebook.getCells());
  return { cells: cells.filter(({ kind }) => kind === vscode.NotebookCellKind.Markup), unread };
}
