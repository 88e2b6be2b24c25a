/**
 * `npm start`: builds the extension and serves VS Code with it to the browser, on the sample workspace or on a folder:
 * `npm start -- [folder] [--port 8230] [--no-open] [--data .run]`. Ctrl+C ends it. What a person writes is kept.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mustRun } from './command';
import { onInterrupt } from './interrupt';
import { root } from './paths';
import {
  installHelper,
  isPortFree,
  linkExtension,
  quietSettings,
  settingsFile,
  startServer,
  workbenchAddress,
  writeSettings,
} from './server';
import { newest } from './versions';
import { fetchVSCode } from './vscode';

/** The same each time where it can be: a browser keeps what it knows of a page by its address. */
const usualPort = 8230;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    port: { type: 'string', default: String(usualPort) },
    open: { type: 'boolean', default: true },
    data: { type: 'string', default: join(root, '.run') },
  },
});

const data = resolve(values.data);
const folders = { user: join(data, 'user'), extensions: join(data, 'extensions') };

console.log('Building …');
await mustRun(process.execPath, ['esbuild.mjs']);
const vscode = await fetchVSCode(newest);
const workspace = positionals[0] === undefined ? await sampleWorkspace() : resolve(positionals[0]);
if (!existsSync(settingsFile(folders))) await writeSettings(folders, quietSettings);
await linkExtension(folders);
await installHelper(folders, 'firstStart');

const wanted = readPort(values.port);
const port = (await isPortFree(wanted)) ? wanted : 0;
if (port !== wanted) console.log(`Port ${wanted} is in use; taking another.`);
const token = randomBytes(16).toString('hex');
const tokenFile = join(data, 'connection-token');
await writeFile(tokenFile, token, { mode: 0o600 });
const server = await startServer(vscode, folders, { port, tokenFile, args: ['--disable-workspace-trust'] });
onInterrupt(() => void server.stop());

const address = workbenchAddress(server, workspace, { tkn: token });
console.log(
  `\nDaily Papers in VS Code ${vscode.version}, on ${workspace}:\n\n  ${address}\n\nCtrl+C stops it.`,
);
if (values.open && hasDisplay()) openInBrowser(address);
await server.ended;
console.log('Stopped.');
process.exit();

/** A copy, so that notes written while trying things out stay out of the repository. */
async function sampleWorkspace(): Promise<string> {
  const folder = join(data, 'workspace');
  if (existsSync(folder)) return folder;
  await mkdir(data, { recursive: true });
  await cp(join(root, 'test/fixtures/sample-workspace'), folder, { recursive: true });
  return folder;
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  console.error(`"${text}" is no port: give a number from 0 to 65535.`);
  process.exit(1);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

/** The address is printed too, so where no browser comes up nothing is lost. */
function openInBrowser(url: string): void {
  const commands: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['open', url],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
  };
  const [file = '', ...args] = commands[process.platform] ?? ['xdg-open', url];
  spawn(file, args, { stdio: 'ignore', detached: true })
    .on('error', () => console.log('Open the address in a browser.'))
    .unref();
}
