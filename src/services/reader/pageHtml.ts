/** The parts of a page. */
export interface PageContent {
  readonly title: string;
  /** The language of its texts, as HTML names it. */
  readonly language: string;
  /** Translations of its texts, which it needs before the first message. */
  readonly catalogue?: Readonly<Record<string, unknown>> | undefined;
  /** The allowed sources of its images, for the content security policy. Default: none. */
  readonly imageSource?: string | undefined;
  /** Texts of this build of the extension, without the end tag of their element. */
  readonly style: string;
  readonly script: string;
}

/**
 * The HTML of a page without any paper: what it shows comes by message, never inside HTML. Style sheet and script are part of the
 * HTML, because VS Code loads files of a webview through a service worker, which takes longer than everything else before the
 * first frame. The script is a module, so that it runs when the document has been parsed. In a file without `vscode`, since
 * workbench tests show such pages without VS Code.
 *
 * @param nonce a random text that nobody can guess
 */
export function pageHtml(nonce: string, content: PageContent): string {
  const { title, language, catalogue, imageSource, style, script } = content;
  const translations =
    catalogue === undefined ? '' : ` data-catalogue="${attribute(JSON.stringify(catalogue))}"`;
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(nonce, imageSource)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
<style nonce="${nonce}">${style}</style>
<script nonce="${nonce}" type="module">${script}</script>
</head>
<body${translations}></body>
</html>`;
}

/**
 * Allows the page's own style sheet and script, stored figures, and nothing else. Trusted Types are enforced too; VS Code's own
 * scripts in the webview do without (seen to work in 1.100 and 1.139), so no policy may be made.
 */
function contentPolicy(nonce: string, imageSource = `'none'`): string {
  return [
    `default-src 'none'`,
    `style-src 'nonce-${nonce}'`,
    `img-src ${imageSource}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
