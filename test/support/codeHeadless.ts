/**
 * Speaks as much of the command line of desktop `code` as @vscode/test-electron uses, and runs the tests in the
 * extension host of VS Code Server, with a headless browser as its window. `VSCODE_HEADLESS` names the release:
 * `newest` (when unset) or `oldest`.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { onInterrupt } from './interrupt';
import { recordConsole } from './logs';
import { quietSettings, startServer, workbenchAddress, writeSettings, type Server } from './server';
import { newest, oldest } from './versions';
import { fetchVSCode } from './vscode';

/**
 * How long a whole run may take, five times what it does: each test has a limit of its own, and this one is for a VS Code
 * that never begins them. `VSCODE_HEADLESS_SECONDS` gives a benchmark more.
 */
const timeoutMs = Number(process.env['VSCODE_HEADLESS_SECONDS'] ?? 900) * 1000;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
  },
});

const vscode = await fetchVSCode(process.env['VSCODE_HEADLESS'] === 'oldest' ? oldest : newest);
if (values['version'] === true) console.log(`${vscode.version}\n${vscode.commit}\n${process.arch}`);
else process.exitCode = await runTests();
process.exit();

async function runTests(): Promise<number> {
  const folders = runFolders();
  await writeSettings(folders, quietSettings);
  const server = await startServer(vscode, folders, {
    args: ['--enable-smoke-test-driver', '--disable-workspace-trust', '--enable-remote-auto-shutdown'],
  });
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    return await Promise.race([testsIn(page, server, folders.user), interrupted(), timedOut()]);
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** @vscode/test-electron names both. */
function runFolders() {
  const folder = (option: 'user-data-dir' | 'extensions-dir') => {
    const path = values[option];
    if (typeof path !== 'string') throw new Error(`--${option} has to name a folder.`);
    return resolve(path);
  };
  return { user: folder('user-data-dir'), extensions: folder('extensions-dir') };
}

/** Opens the workbench on the tests; resolves to their exit code. */
async function testsIn(page: Page, server: Server, userFolder: string): Promise<number> {
  recordConsole(page, userFolder);
  const exited = new Promise<number>((resolve, reject) => {
    page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
    void server.ended.then(() => reject(new Error('VS Code Server ended before the tests did.')));
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', () => undefined);
  const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${resolve(path)}`;
  const developed = [values.extensionDevelopmentPath ?? []].flat().map(String);
  const payload = [
    ...developed.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(String(values.extensionTestsPath))],
  ];
  await page.goto(
    workbenchAddress(server, positionals[0] && resolve(positionals[0]), { payload: JSON.stringify(payload) }),
  );
  return exited;
}

function interrupted(): Promise<number> {
  return new Promise((resolve) => onInterrupt(() => resolve(130)));
}

function timedOut(): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => {
      console.error(`The tests did not end within ${timeoutMs / 1000} s.`);
      resolve(124);
    }, timeoutMs).unref();
  });
}
