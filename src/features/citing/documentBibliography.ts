import * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import {
  bibliographyPaths,
  includedFiles,
  rootFile,
  yamlPaths,
} from '../../core/citations/bibliographyPaths';
import { notationOf } from '../../core/citations/notation';
import { parentPath } from '../../platform/common/uriPath';
import { findWorkspaceFiles } from '../../platform/vscode/files/findWorkspaceFiles';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { notebookOf } from './citedKeys';

/** The maximum number of LaTeX files that are searched for the root of a chapter. */
const mostFiles = 200;
/** How deep chapters are included. */
const deepest = 5;

/** Returns the bibliography of a document; `none` if the user chose to have none, `cancelled` if they closed the box. */
export async function documentBibliography(
  document: vscode.TextDocument,
  { bibliographies }: Pick<Services, 'bibliographies'>,
  memory: vscode.Memento,
): Promise<vscode.Uri | 'none' | 'cancelled'> {
  const named = await namedBibliography(document);
  if (named) return named;
  const file = fileOf(document);
  const set = settingOf(file);
  if (set) return set;
  const key = `citations.bibliography.${file.toString()}`;
  const before = memory.get<unknown>(key);
  if (before === 'none') return 'none';
  if (typeof before === 'string') return vscode.Uri.parse(before);
  const chosen = await askBibliography(file, await bibliographies.list());
  if (chosen !== 'cancelled') await memory.update(key, chosen.toString());
  return chosen;
}

/** The first bibliography below the workspace folder that the document, its root or its project names. */
async function namedBibliography(document: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const text = document.getText();
  const file = fileOf(document);
  if (document.languageId === 'bibtex' || document.uri.path.toLowerCase().endsWith('.bib'))
    return document.uri;
  const notation = notationOf(languageOfDocument(document), text);
  for (const path of bibliographyPaths(frontText(document), notation)) {
    const uri = within(file, path);
    if (uri) return uri;
  }
  if (notation === 'latex') return bibliographyOfRoot(file, text);
  if (notation === 'pandoc') return bibliographyOfProject(file);
  return undefined;
}

/** The file of a document; of a cell, that of its notebook. */
function fileOf(document: vscode.TextDocument): vscode.Uri {
  return notebookOf(document)?.uri ?? document.uri;
}

/** The text that names bibliographies; in a notebook, that is the first cell. */
function frontText(document: vscode.TextDocument): string {
  const notebook = notebookOf(document);
  return (notebook?.cellAt(0).document ?? document).getText();
}

/** A path beside a file; undefined if that is not in the workspace, where nothing is written. */
function within(file: vscode.Uri, path: string): vscode.Uri | undefined {
  const uri = path.startsWith('/') ? file.with({ path }) : vscode.Uri.joinPath(file, '..', path);
  return vscode.workspace.getWorkspaceFolder(uri) && uri;
}

async function bibliographyOfRoot(chapter: vscode.Uri, text: string): Promise<vscode.Uri | undefined> {
  const named = rootFile(text);
  const roots = named === undefined ? await rootsOf(chapter) : [within(chapter, named)];
  for (const root of roots) {
    const [path] = root ? bibliographyPaths(await textOf(root), 'latex') : [];
    const uri = root && path !== undefined ? within(root, path) : undefined;
    if (uri) return uri;
  }
  return undefined;
}

/** The files that include a chapter, directly or through others, nearest first. */
async function rootsOf(chapter: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const files = await findWorkspaceFiles(['tex'], mostFiles);
  const included = new Map<string, readonly vscode.Uri[]>();
  for (const file of files) {
    for (const path of includedFiles(await textOf(file))) {
      const target = within(file, path)?.toString();
      if (target !== undefined) included.set(target, [...(included.get(target) ?? []), file]);
    }
  }
  const roots: vscode.Uri[] = [];
  let level: readonly vscode.Uri[] = [chapter];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    level = level.flatMap((file) => included.get(file.toString()) ?? []);
    for (const root of level) if (roots.length < mostFiles) roots.push(root);
  }
  return roots;
}

/** The bibliography that the `_quarto.yml` of the folder, or of the nearest folder above with one, names. */
async function bibliographyOfProject(document: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(document);
  if (!folder) return undefined;
  for (let at = parentPath(document.path); at.startsWith(folder.uri.path); at = parentPath(at)) {
    const project = vscode.Uri.joinPath(document.with({ path: at }), '_quarto.yml');
    const [path] = yamlPaths(await textOf(project));
    if (path !== undefined) return within(project, path);
    if (at === parentPath(at)) break;
  }
  return undefined;
}

/** The text of a file, from its editor if it is open; empty if the file does not exist. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return '';
    throw error;
  }
}

function settingOf(uri: vscode.Uri): vscode.Uri | undefined {
  const path = vscode.workspace.getConfiguration('dailyPapers', uri).get<unknown>('citations.bibliography');
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  if (typeof path !== 'string' || path.trim() === '' || !folder) return undefined;
  const set = vscode.Uri.joinPath(folder.uri, path.trim());
  return vscode.workspace.getWorkspaceFolder(set) && set;
}

interface BibliographyRow extends vscode.QuickPickItem {
  readonly choice: vscode.Uri | 'none';
}

async function askBibliography(
  file: vscode.Uri,
  files: readonly vscode.Uri[],
): Promise<vscode.Uri | 'none' | 'cancelled'> {
  const folder = vscode.workspace.getWorkspaceFolder(file) ?? vscode.workspace.workspaceFolders?.[0];
  const known: BibliographyRow[] = files.map((choice) => ({
    label: vscode.workspace.asRelativePath(choice),
    choice,
  }));
  const beside = folder && vscode.Uri.joinPath(folder.uri, 'references.bib');
  const isThere = files.some((file) => file.toString() === beside?.toString());
  const rows: readonly BibliographyRow[] = [
    ...known.map((row) => plainRow(row, 'book')),
    ...(beside && !isThere
      ? [
          {
            label: `$(new-file) ${l10n.t('New Bibliography')}`,
            description: 'references.bib',
            choice: beside,
          },
        ]
      : []),
    {
      label: `$(circle-slash) ${l10n.t('No Bibliography')}`,
      description: l10n.t('Insert the keys only'),
      choice: 'none' as const,
    },
  ];
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Bibliography of This Document'),
    placeHolder: l10n.t('The document names no bibliography. Where do entries go?'),
    ignoreFocusOut: true,
  });
  return chosen?.choice ?? 'cancelled';
}
