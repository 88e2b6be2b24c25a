import { appendFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';

/** Lines of an entry that are worth reading; the rest is VS Code's own stack. */
const longestEntry = 6;

const pageLog = 'page-console.log';

/** Errors that VS Code itself logs here, each for a reason that has nothing to do with this extension. */
const noise: readonly RegExp[] = [
  // The workbench's own: what it logs of this extension names it, and webviews have scripts of their own.
  /\/static\/out\/vs\/code\/browser\/workbench\/workbench\.js:\d+/,
  // Parts of VS Code that its own build has, an extension left out of the cached one, code-server's update service.
  /^Failed to load resource: .* 404 .*\/(static\/node_modules\/vsda\/rust\/web\/|static\/extensions\/github-authentication\/|update\/check:)/,
  // The service worker of code-server's front door, which is not there either.
  /^A bad HTTP response code \(404\) was received when fetching the script\. \(:0\)$/,
];

/** What only this extension can have caused. The repository's own folder may well be called daily-papers. */
const ours = /daily-papers\.daily-papers|dailyPapers|dist[\\/](extension\.cjs|reader\.js)/;

/** Writes what a page and its frames print to the console, and their uncaught errors, into the logs of a run. */
export function recordConsole(page: Page, userFolder: string): void {
  const file = join(userFolder, pageLog);
  const write = (level: string, text: string, source = '') =>
    appendFileSync(
      file,
      `${new Date().toISOString().replace('T', ' ').slice(0, 23)} [${level}] ${text} ${source}\n`,
    );
  page.on('console', (message) => {
    const { url, lineNumber } = message.location();
    write(message.type(), message.text(), `(${url}:${lineNumber})`);
  });
  page.on('pageerror', (error) => write('error', error.stack ?? error.message));
  page.on('crash', () => write('error', 'The page crashed.'));
}

/**
 * The errors in the logs below a user folder that are not noise: those of the extension host and of the page, and
 * from any other log those that name this extension. What the extension tells its own output channel is no error here.
 */
export async function problemsIn(userFolder: string): Promise<string[]> {
  const files = (await readdir(userFolder, { recursive: true })).filter((name) => name.endsWith('.log'));
  const found = await Promise.all(
    files
      .filter((name) => !/daily-papers\.daily-papers[\\/]/.test(name))
      .map(async (name) => {
        const strict = /^(remoteexthost|exthost|page-console)\.log$/.test(basename(name));
        const entries = errorEntries(await readFile(join(userFolder, name), 'utf8'));
        return entries
          .filter((entry) => isProblem(entry, strict))
          .map((entry) => `${basename(name)}: ${entry}`);
      }),
  );
  return found.flat();
}

function isProblem(entry: string, strict: boolean): boolean {
  return ours.test(entry) || (strict && !noise.some((pattern) => pattern.test(entry)));
}

/** The texts of the entries at level error; an entry goes on until the next line that starts with a time. */
export function errorEntries(log: string): string[] {
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
