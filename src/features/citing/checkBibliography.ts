import * as vscode from 'vscode';
import { showInformation } from '../../platform/vscode/ui/messages';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import { openBibliography } from '../../services/citations/bibliographyEditor';
import type { Services } from '../../services/services';
import { citedPlaces, notebookOf } from './citedKeys';

interface Finding extends vscode.QuickPickItem {
  /** The document with the finding. */
  readonly uri?: vscode.Uri;
  readonly offset?: number;
}

/** Lists keys that are cited and missing, entries that the document does not cite, and papers with two entries. */
export async function checkBibliography(
  services: Services,
  document: vscode.TextDocument,
  uri: vscode.Uri,
): Promise<void> {
  const { text } = await openBibliography(uri, services.host.files);
  const findings = await findingsOf(services, document, uri, text);
  const name = vscode.workspace.asRelativePath(uri);
  if (findings.length === 0) {
    void showInformation(l10n.t('“{0}” has every key that the document cites, and no paper twice.', name));
    return;
  }
  const chosen = await vscode.window.showQuickPick(findings, {
    title: l10n.t('Bibliography {0}', name),
    placeHolder: l10n.t('Choose one to go there'),
    matchOnDescription: true,
  });
  if (chosen?.uri) await goTo(chosen.uri, chosen.offset ?? 0);
}

async function findingsOf(
  { citations }: Services,
  document: vscode.TextDocument,
  uri: vscode.Uri,
  text: string,
): Promise<readonly Finding[]> {
  const cited = citedPlaces(document);
  const entries = await citations.entriesOf(text);
  const keys = new Set(entries.map(({ key }) => key));
  const isBibliography = document.uri.toString() === uri.toString();
  const missing = isBibliography
    ? []
    : cited.filter(({ key }, at) => !keys.has(key) && cited.findIndex((other) => other.key === key) === at);
  const used = new Set(cited.map(({ key }) => key));
  const unused = isBibliography ? [] : entries.filter(({ key }) => !used.has(key));
  return [
    ...section(
      l10n.t('cited, and not in the bibliography'),
      missing.map(({ key, start, document: { uri: place } }) => ({ label: key, uri: place, offset: start })),
    ),
    ...section(
      l10n.t('the same paper as another entry'),
      entries
        .filter((entry) => entry.duplicateOf !== undefined)
        .map(({ key, offset, duplicateOf = '' }) => ({
          label: key,
          description: l10n.t('as {0}', duplicateOf),
          uri,
          offset,
        })),
    ),
    ...section(
      l10n.t('a preprint that the library knows as published'),
      entries
        .filter(({ publishedAs }) => publishedAs !== undefined)
        .map(({ key, offset, publishedAs = '' }) => ({ label: key, description: publishedAs, uri, offset })),
    ),
    ...section(
      l10n.t('not cited in this document'),
      unused.map(({ key, offset, paper }) => ({ label: key, description: paper.title, uri, offset })),
    ),
  ];
}

function section(heading: string, rows: readonly Finding[]): readonly Finding[] {
  if (rows.length === 0) return [];
  return [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, ...rows.map((row) => plainRow(row))];
}

async function goTo(uri: vscode.Uri, offset: number): Promise<void> {
  if (await goToCell(uri)) return;
  const editor = await vscode.window.showTextDocument(uri);
  const position = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter);
}

/** Selects the cell of a notebook; false if the document is not a cell. A cell has no editor before it is edited. */
async function goToCell(uri: vscode.Uri): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const notebook = document && notebookOf(document);
  if (!notebook) return false;
  const at = notebook.getCells().findIndex((cell) => cell.document === document);
  const range = new vscode.NotebookRange(at, at + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, { selections: [range] });
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  return true;
}
