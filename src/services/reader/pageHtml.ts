import * as vscode from 'vscode';
import { contentPolicy } from './contentPolicy';

/** A page of this extension: the names of its script in `dist` and its style sheet in `media`, without extensions. */
interface PageParts {
  readonly name: string;
  readonly title: string;
  /** What its images may come from, as a source of the content policy; nothing by default. */
  readonly imageSource?: string;
}

/**
 * The HTML of a page without any paper: what it shows comes by message, never inside HTML. Translations are the exception:
 * VS Code's catalogue of this extension, which the page needs before the first message, stands in an attribute as JSON.
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { name, title, imageSource }: PageParts,
): string {
  const address = (folder: string, file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, folder, file)).toString();
  const nonce = crypto.randomUUID();
  const catalogue = vscode.l10n.bundle;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(nonce, webview.cspSource, imageSource)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${address('media', `${name}.css`)}">
<script nonce="${nonce}" src="${address('dist', `${name}.js`)}" defer></script>
</head>
<body${catalogue === undefined ? '' : ` data-catalogue="${attribute(JSON.stringify(catalogue))}"`}></body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
