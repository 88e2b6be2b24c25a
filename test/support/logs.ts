import { appendFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { errorsIn, isNoise } from './logErrors';

const pageLog = 'page-console.log';

/** Writes what a page and its frames print to the console, and their uncaught errors, into the logs of a run. */
export function recordConsole(page: Page, userFolder: string, name = pageLog): void {
  const file = join(userFolder, name);
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
 * The errors in the logs below a user folder: all that are not noise from the extension host and the page, and those that
 * name this extension from any other log. What the extension tells its own output channel is no error here.
 */
export async function problemsIn(userFolder: string): Promise<string[]> {
  const files = (await readdir(userFolder, { recursive: true })).filter(
    (name) => name.endsWith('.log') && !/daily-papers\.daily-papers[\\/]/.test(name),
  );
  const found = await Promise.all(files.map((name) => problemsInFile(join(userFolder, name))));
  return found.flat();
}

async function problemsInFile(file: string): Promise<string[]> {
  const name = basename(file);
  const strict = name === 'remoteexthost.log' || name === pageLog;
  return errorsIn(await readFile(file, 'utf8'))
    .filter((entry) => !isNoise(entry, strict))
    .map((entry) => `${name}: ${entry}`);
}
