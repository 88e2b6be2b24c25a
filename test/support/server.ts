import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { mustRun } from './command';
import { root } from './paths';
import type { VSCode } from './vscode';

/** The folders that a server writes to; all of them are made when missing. */
export interface ServerFolders {
  readonly user: string;
  readonly extensions: string;
}

export interface ServerOptions {
  /** Any that is free when left out. */
  readonly port?: number;
  /** The token that a page must send. Without one, every page of this machine is accepted. */
  readonly tokenFile?: string;
  readonly args?: readonly string[];
}

export interface Server {
  readonly port: number;
  readonly origin: string;
  /** Settles when the server has ended, for any reason. */
  readonly ended: Promise<void>;
  /** Ends the server and every process that it started. */
  stop(): Promise<void>;
}

/** User settings that only keep quiet what has nothing to do with this extension. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.agentHost.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Writes the user settings of a server that is yet to start: later changes to the file are seen late. */
export async function writeSettings(folders: ServerFolders, settings: Readonly<Record<string, unknown>>) {
  await mkdir(join(folders.user, 'User'), { recursive: true });
  await writeFile(settingsFile(folders), `${JSON.stringify(settings, undefined, 2)}\n`);
}

/** Settings of the machine's scope are read from a file of their own. */
export async function writeMachineSettings(
  folders: ServerFolders,
  settings: Readonly<Record<string, unknown>>,
) {
  await mkdir(join(folders.user, 'Machine'), { recursive: true });
  await writeFile(join(folders.user, 'Machine/settings.json'), JSON.stringify(settings));
}

export function settingsFile(folders: ServerFolders): string {
  return join(folders.user, 'User/settings.json');
}

/** The path at which VS Code expects this extension among the installed ones. */
export async function extensionFolder({ extensions }: ServerFolders): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  return join(extensions, `${manifest['publisher']}.${manifest['name']}-${manifest['version']}`);
}

/** Installs this repository as the extension, by a link: what is built is what runs. */
export async function linkExtension(folders: ServerFolders): Promise<void> {
  const link = await extensionFolder(folders);
  await rm(folders.extensions, { recursive: true, force: true });
  await mkdir(folders.extensions, { recursive: true });
  await symlink(root, link, 'junction');
}

/**
 * Installs an extension of test/support: `firstStart` opens the first view of a new user folder, as `npm start` does, and
 * `fakeModel` adds a language model to the chat.
 */
export async function installHelper(
  { extensions }: ServerFolders,
  helper: 'firstStart' | 'fakeModel',
): Promise<void> {
  const name = helper.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const target = join(extensions, `daily-papers.${name}-0.0.0`);
  await cp(join(root, 'test/support', helper), target, { recursive: true });
}

/**
 * What VS Code brings along and this extension can meet. The other seventy extensions, languages and themes most of
 * them, take a tenth of the time that a window takes to open; the host tests have all of them.
 */
const builtIn = [
  'configuration-editing',
  'git',
  'git-base',
  'ipynb',
  'json',
  'json-language-features',
  'markdown-basics',
  'markdown-language-features',
  'markdown-math',
  'merge-conflict',
  'search-result',
  'theme-defaults',
  'theme-seti',
  'yaml',
];

/** Creates a folder with links to the built-in extensions that a window needs. */
export async function linkBuiltIn(vscode: VSCode, folder: string): Promise<string> {
  const all = join(dirname(vscode.main), '../extensions');
  await mkdir(folder);
  await Promise.all(builtIn.map((name) => symlink(join(all, name), join(folder, name), 'junction')));
  return folder;
}

/** Installs a packaged extension as VS Code does. */
export async function installExtension(vscode: VSCode, folders: ServerFolders, vsix: string): Promise<void> {
  const args = [
    vscode.main,
    '--accept-server-license-terms',
    '--install-extension',
    vsix,
    ...folderArgs(folders),
  ];
  await mustRun(vscode.node, args, { env: serverEnvironment() });
}

/** Starts VS Code Server on 127.0.0.1; resolves when it listens. */
export async function startServer(
  vscode: VSCode,
  folders: ServerFolders,
  options: ServerOptions,
): Promise<Server> {
  for (const folder of Object.values(folders) as string[]) await mkdir(folder, { recursive: true });
  const child = spawn(vscode.node, [vscode.main, ...serverArgs(folders, options)], {
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that its children can be ended with it.
    detached: process.platform !== 'win32',
  });
  const killNow = () => endGroup(child, 'SIGKILL');
  process.once('exit', killNow);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await listening(child);
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(killNow, 2000);
    await ended;
    clearTimeout(timer);
    killNow();
    process.off('exit', killNow);
  };
  return { port, origin: `http://127.0.0.1:${port}`, ended, stop };
}

/** The address of the workbench on a folder, or on none. */
export function workbenchAddress(
  server: Server,
  folder: string | undefined,
  query: Record<string, string> = {},
) {
  const kind = folder?.endsWith('.code-workspace') === true ? 'workspace' : 'folder';
  const parameters = new URLSearchParams(folder === undefined ? { ew: 'true' } : { [kind]: folder });
  for (const [name, value] of Object.entries(query)) parameters.set(name, value);
  return `${server.origin}/?${parameters.toString()}`;
}

/** Whether a server may listen on a port of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function serverArgs(folders: ServerFolders, { port = 0, tokenFile, args = [] }: ServerOptions): string[] {
  return [
    ...[
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--accept-server-license-terms',
      '--telemetry-level',
      'off',
    ],
    ...(tokenFile === undefined ? ['--without-connection-token'] : ['--connection-token-file', tokenFile]),
    ...folderArgs(folders),
    ...args,
  ];
}

function folderArgs({ user, extensions }: ServerFolders): string[] {
  return ['--server-data-dir', user, '--user-data-dir', user, '--extensions-dir', extensions];
}

/** This process may itself run inside a VS Code, whose variables would confuse the new one. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith('VSCODE_') && name !== 'ELECTRON_RUN_AS_NODE') env[name] = value;
  }
  return env;
}

/** Resolves to the port that the server listens on, once it does. */
function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (text: Buffer) => {
      output += text.toString();
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`VS Code Server ended with code ${String(code)}\n${output}`)),
    );
  });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
