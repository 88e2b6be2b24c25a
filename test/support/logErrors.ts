/** Lines of an entry that are worth reading; the rest is VS Code's own stack. */
const longestEntry = 6;

/** Errors that VS Code itself logs here, each for a reason that has nothing to do with this extension. */
const noise: readonly RegExp[] = [
  // The workbench's own: what it logs of this extension names it, and webviews have scripts of their own.
  /\/static\/out\/vs\/code\/browser\/workbench\/workbench\.js:\d+/,
  // Parts of VS Code that its own build has, an extension left out of the cached one, code-server's update service.
  /^Failed to load resource: .* 404 .*\/(static\/node_modules\/vsda\/rust\/web\/|static\/extensions\/github-authentication\/|update\/check:)/,
  // A picture of code-server's own on the page of walkthroughs.
  /^Failed to load resource: .* 404 .*\/src\/browser\/media\/templates\.png/,
  // Other hosts: this extension's pages have none to turn to, and VS Code's own may be out of reach.
  /^Failed to load resource: net::ERR_\w+ \(https?:\/\/(?!127\.0\.0\.1)/,
  // The connection to the page, which is cut when the page is closed. Nothing but Node's own code is in the stack.
  /^Error: (?:read|write) ECONNRESET(?:\n\s+at [^\n]*\(node:[^\n]*\))+$/,
  // A tree was refreshed while the window asked for the children of a row of before; it asks again for the new ones.
  /^No tree item with id '[^']*' found\.$/,
  // The window asked for the rows of a level twice at once. That no two rows have one key is shown by the suite of menus.
  /^Error: Element with id [^\n]* is already registered\n/,
  // After a reload VS Code takes the lock of the workspace's storage, which the window of before may just be writing.
  /^Error: EEXIST: file already exists, open '[^'\n]*\/workspaceStorage\/[^'\n]*\/vscode\.lock'/,
  /^SyntaxError: Unexpected end of JSON input\n\s+at JSON\.parse[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*_getWorkspaceStorageURI /,
  // VS Code's own Markdown server was starting when the window was reloaded or closed.
  /^\[vscode\.markdown-language-features\] provider FAILED$/,
  /^Error: Starting server failed\s+at [^\n]*\/markdown-language-features\//,
  // VS Code's own extensions have no texts in the pseudo-language of the tests.
  /^No bundle location found for extension vscode\.[\w-]+$/,
  // The model of the tests fails on purpose.
  /\[CHAT\] extension request ERRORED in STREAM It has no time/,
  // The service worker of code-server's front door, which is not there either.
  /^A bad HTTP response code \(404\) was received when fetching the script\. \(:0\)$/,
];

/**
 * Errors that name our views but are not faults of the extension: the window was closed or reloaded while a tree was being
 * drawn, a row was to be shown that VS Code was just drawing, which is tried again, or VS Code was to draw anew a row whose menu
 * had changed with a context key, and which had gone meanwhile (`onDidChangeMenuContext` of its tree views), or the frame of a
 * webview was removed within the fifth of a second that the webview's script waits for it.
 */
const interrupted =
  /TreeError \[dailyPapers\.\w+\] Data tree node not found|Unable to refresh tree view dailyPapers\.\w+: Canceled|\[TreeView:dailyPapers\.\w+\] Failed to resolve tree node for element|^Error: Found unexpected null\s+at assertIsDefined \([^\n]*\/webview\/browser\/pre\/index\.html/;

/**
 * What only this extension can have caused. The repository's own folder may well be called daily-papers, and VS Code's own
 * extensions have a `dist/extension.js` too.
 */
const ours =
  /daily-papers\.daily-papers|dailyPapers|(?<!\/lib\/vscode\/extensions\/[\w-]+\/)dist[\\/](?:web[\\/])?(?:extension|parsers|formulas|reader)\.js/;

/**
 * Whether an error in a log has nothing to do with this extension. What names it never is noise; the rest is, in a log
 * that is read strictly, only where a rule above says so.
 */
export function isNoise(entry: string, strict: boolean): boolean {
  if (interrupted.test(entry)) return true;
  return !ours.test(entry) && (!strict || noise.some((pattern) => pattern.test(entry)));
}

/** The texts of the entries at level error; an entry goes on until the next line that starts with a time. */
export function errorsIn(log: string): string[] {
  const start = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[(\w+)\] /;
  const entries: string[] = [];
  let inError = false;
  for (const line of log.split(/\r?\n/)) {
    const level = start.exec(line);
    if (level) inError = level[1] === 'error';
    if (!inError) continue;
    if (level) entries.push(line.slice(level[0].length));
    else entries.push(`${entries.pop() ?? ''}\n${line}`);
  }
  return entries.map((entry) => entry.trim().split('\n', longestEntry).join('\n'));
}
