/**
 * The content security policy of the pages: their style sheet, their one script, stored figures, nothing else. Trusted Types are
 * enforced too; VS Code's own scripts in the webview do without (seen to work in 1.100 and 1.139), so no policy may be made. In a file
 * without `vscode`, since the workbench tests show pages under it.
 */
export function contentPolicy(nonce: string, styleSource: string, imageSource = `'none'`): string {
  return [
    `default-src 'none'`,
    `style-src ${styleSource}`,
    `img-src ${imageSource}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
}
