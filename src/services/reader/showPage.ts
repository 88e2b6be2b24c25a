import * as vscode from 'vscode';
import type { UriFiles } from '../../platform/vscode/files/uriFiles';
import { pageHtml } from './pageHtml';

interface PageParts {
  /** The names of its script in `dist` and its style sheet in `media`, without extensions. */
  readonly name: string;
  readonly title: string;
  /** See `PageContent`. */
  readonly imageSource?: string;
}

/** The files of the extension, read without VS Code where that is possible: its window is busy with the new webview. */
export interface PageFiles {
  readonly extensionUri: vscode.Uri;
  readonly files: Pick<UriFiles, 'read'>;
}

/**
 * Shows a page of this extension in a panel. Does nothing if the panel is closed while the files of the page are read.
 *
 * @throws if a file cannot be read
 */
export async function showPage(
  panel: vscode.WebviewPanel,
  { extensionUri, files }: PageFiles,
  { name, ...parts }: PageParts,
): Promise<void> {
  let isClosed = false as boolean;
  const closing = panel.onDidDispose(() => (isClosed = true));
  const [style, script] = await Promise.all([
    fileText(files, vscode.Uri.joinPath(extensionUri, 'media', `${name}.css`)),
    fileText(files, vscode.Uri.joinPath(extensionUri, 'dist', `${name}.js`)),
  ]);
  closing.dispose();
  if (isClosed) return;
  const { language } = vscode.env;
  panel.webview.html = pageHtml(crypto.randomUUID(), {
    ...parts,
    language,
    style,
    script,
    catalogue: vscode.l10n.bundle,
  });
}

/** By their addresses. The files of a build do not change. */
const texts = new Map<string, Promise<string>>();

function fileText(files: PageFiles['files'], uri: vscode.Uri): Promise<string> {
  const address = uri.toString();
  const known = texts.get(address);
  if (known) return known;
  const text = readText(files, uri);
  texts.set(address, text);
  // Read again at the next page.
  text.catch(() => texts.delete(address));
  return text;
}

async function readText(files: PageFiles['files'], uri: vscode.Uri): Promise<string> {
  const bytes = await files.read(uri);
  if (!bytes) throw new Error(`${uri.toString()} is missing from the extension. Install it again.`);
  return new TextDecoder().decode(bytes);
}
