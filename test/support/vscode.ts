import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache';
import { mustRun, npm } from './command';
import { root } from './paths';
import { nodePackage, ripgrep, type Release } from './versions';

/** A VS Code that can be started: `node main …`. */
export interface VSCode {
  readonly version: string;
  readonly commit: string;
  readonly node: string;
  readonly main: string;
}

/** To be raised when the changes below to a fetched release change, so that caches are filled again. */
const recipe = 1;

/** Modules that an extension without sign-in does not need, and that are slow or impossible to install. */
const needless = {
  dependencies: [
    '@devcontainers/cli',
    '@github/copilot-sdk',
    '@microsoft/mxc-sdk',
    '@vscode/copilot-api',
    '@vscode/sandbox-runtime',
    '@vscode/sqlite3',
    'kerberos',
    'ssh2',
  ],
  extensions: ['copilot', 'github-authentication', 'microsoft-authentication'],
};

/** Fetches a release into the cache unless it is there. */
export async function fetchVSCode(release: Release): Promise<VSCode> {
  const node = await fetchNode(release.node);
  const name = `vscode-${release.vscode}-${process.platform}-${process.arch}-r${recipe}`;
  const server = join(await cached(name, (folder) => unpack(release, folder)), 'package/lib/vscode');
  const product = (await readJson(join(server, 'product.json'))) as { commit: string };
  return { version: release.vscode, commit: product.commit, node, main: join(server, 'out/server-main.js') };
}

/** This Node where it is recent enough; VS Code's native modules are not built, so a later one does as well. */
export async function fetchNode(major: number): Promise<string> {
  const own = Number(process.versions.node.split('.')[0]);
  if (own === major || (major === 20 && own <= 24)) return process.execPath;
  const { name, spec } = nodePackage(major);
  const folder = await cached(`node-${major}-${process.platform}-${process.arch}`, (to) => install(to, spec));
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

async function unpack(release: Release, folder: string): Promise<void> {
  const packed = await npm(['pack', `code-server@${release.codeServer}`, '--silent'], folder);
  const archive = packed.trim().split('\n').at(-1) ?? '';
  await mustRun('tar', ['-xzf', archive, 'package/lib/vscode', 'package/package.json'], { cwd: folder });
  await rm(join(folder, archive));
  const server = join(folder, 'package/lib/vscode');
  await dropNeedless(server);
  await npm(['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], server);
  await addRipgrep(server);
  await standInForNatives(server);
}

async function dropNeedless(server: string): Promise<void> {
  for (const extension of needless.extensions) {
    await rm(join(server, 'extensions', extension), { recursive: true, force: true });
  }
  await editJson(join(server, 'package.json'), (manifest) => dropDependencies(manifest as Manifest));
  await editJson(join(server, 'npm-shrinkwrap.json'), (shrinkwrap) => {
    const { packages } = shrinkwrap as Shrinkwrap;
    const { '': own } = packages;
    if (own) dropDependencies(own);
    for (const entry of Object.values(packages)) {
      // A git address cannot be reached from here; npm has the same package.
      if (!entry.resolved?.startsWith('git+')) continue;
      delete entry.resolved;
      delete entry.integrity;
    }
  });
}

interface Manifest {
  dependencies?: Record<string, string>;
  resolved?: string;
  integrity?: string;
}

interface Shrinkwrap {
  readonly packages: Record<string, Manifest>;
}

function dropDependencies(manifest: Manifest): void {
  const kept = Object.entries(manifest.dependencies ?? {}).filter(
    ([name]) => !needless.dependencies.includes(name),
  );
  manifest.dependencies = Object.fromEntries(kept);
}

/** Older releases want a binary that their package downloads on install; without it `findFiles` finds nothing. */
async function addRipgrep(server: string): Promise<void> {
  const target = join(server, 'node_modules/@vscode/ripgrep');
  if (!existsSync(target)) return;
  const binary = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const source = join(server, 'ripgrep');
  await install(source, ripgrep);
  const platform = `${process.platform}-${process.arch}`;
  await mkdir(join(target, 'bin'), { recursive: true });
  await copyFile(
    join(source, 'node_modules/@vscode/ripgrep-universal/bin', platform, binary),
    join(target, 'bin', binary),
  );
  await chmod(join(target, 'bin', binary), 0o755);
  await rm(source, { recursive: true });
}

/** Without these two the log is full of errors, and the extension host outlives a killed server. */
async function standInForNatives(server: string): Promise<void> {
  await replaceIndex(server, '@vscode/spdlog', 'spdlog');
  for (const name of ['native-watchdog', '@vscode/native-watchdog'])
    await replaceIndex(server, name, 'watchdog');
}

async function replaceIndex(server: string, module: string, standIn: string): Promise<void> {
  const folder = join(server, 'node_modules', module);
  if (!existsSync(folder)) return;
  await copyFile(join(root, `test/support/standIns/${standIn}.cjs`), join(folder, 'index.js'));
}

/** Installs a package and its dependencies into a folder. No install scripts are run. */
export async function install(folder: string, spec: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  await npm(['install', '--ignore-scripts', '--no-save', spec], folder);
}

async function editJson(file: string, edit: (value: unknown) => void): Promise<void> {
  if (!existsSync(file)) return;
  const value = await readJson(file);
  edit(value);
  await writeFile(file, JSON.stringify(value));
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
