import { readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './paths';
import { quietSettings, startServer, workbenchAddress, writeSettings } from './server';
import { serveWithoutServer } from './serverless';
import type { Tally } from './tally';
import type { Release } from './versions';
import { fetchVSCode, type VSCode } from './vscode';
import { openPage } from './workbench';
import { bundleForWorker, onReports, withScriptFolder, type WorkerScript } from './workerHost';

const suites = join(root, 'test/integration');
const sample = join(root, 'test/fixtures/sample-workspace');

/** The suites that the extension host of a browser cannot run, and why. */
const leftOut: Readonly<Record<string, string>> = {
  'mcpServer.test.ts': 'it starts another program',
  'readerMessages.test.ts': 'it records messages before the extension is activated',
  'viewMenus.test.ts':
    'it plays the part of a service, and records the views before the extension is activated',
  'poisonedFolder.test.ts': 'it makes links, pipes and sparse files, and measures the memory of a process',
};

export interface WebHostTests {
  readonly release: Release;
  /** Whether the page has a server, whose folder the workspace is; without one the workspace is in memory. */
  readonly hasServer?: boolean;
  /** A regular expression that the full titles of the tests to run match. */
  readonly grep?: string;
}

/** Runs the integration tests in the worker host of a browser, below `dist`. */
export async function runWebHostTests({ release, hasServer = false, grep }: WebHostTests): Promise<Tally> {
  const vscode = await fetchVSCode(release);
  return withScriptFolder(async (folder) => {
    const script = join(folder, 'suites.js');
    await bundleForWorker(suitesScript(grep), script);
    const { address, stop } = await (hasServer ? onServer : withoutServer)(vscode, script, folder);
    try {
      return await tallyOf(address);
    } finally {
      await stop();
    }
  });
}

interface Served {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

async function withoutServer(vscode: VSCode, script: string): Promise<Served> {
  const { origin, stop } = await serveWithoutServer(vscode, { tests: relative(root, script) });
  return { address: `${origin}/?folder=tmp:/workspace`, stop };
}

/**
 * The setting chooses the host, since VS Code for the Web ignores `extensionDevelopmentKind` for extensions that can run in
 * both.
 */
async function onServer(vscode: VSCode, script: string, folder: string): Promise<Served> {
  const folders = { user: join(folder, 'user'), extensions: join(folder, 'extensions') };
  const workspace = join(folder, 'workspace');
  await cp(sample, workspace, { recursive: true });
  await writeSettings(folders, {
    ...quietSettings,
    'remote.extensionKind': { 'daily-papers.daily-papers': ['web'] },
  });
  const server = await startServer(vscode, folders, {
    args: ['--enable-smoke-test-driver', '--disable-workspace-trust', '--enable-remote-auto-shutdown'],
  });
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(script)],
  ]);
  return { address: workbenchAddress(server, workspace, { payload }), stop: () => server.stop() };
}

function suitesScript(grep: string | undefined): WorkerScript {
  const names = readdirSync(suites).filter((name) => name.endsWith('.test.ts') && !(name in leftOut));
  const options = { grep, workspace: sampleWorkspace() };
  return {
    folder: suites,
    contents: `import { runSuites } from './web/runSuites';
const load = () => { ${names.map((name) => `require('./${name}');`).join(' ')} };
export const run = () => runSuites({ load, ...${JSON.stringify(options)} });`,
    alias: { 'node:assert/strict': join(suites, 'web/assert.ts') },
    plugins: [
      {
        name: 'files of the browser',
        setup: (bundle) =>
          bundle.onResolve({ filter: /^\.\/files$/ }, ({ resolveDir }) =>
            resolveDir === suites ? { path: join(suites, 'web/files.ts') } : undefined,
          ),
      },
    ],
  };
}

function sampleWorkspace(): Readonly<Record<string, string>> {
  const entries = readdirSync(sample, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(sample.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

/** Opens the page of the tests and waits for what they report. */
async function tallyOf(address: string): Promise<Tally> {
  const page = await openPage();
  try {
    return await new Promise<Tally>((resolve, reject) => {
      page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
      onReports(page, (value) => {
        if (typeof value === 'string') console.log(`      ${value}`);
        else resolve(value as Tally);
      });
      void page.goto(address).catch(reject);
    });
  } finally {
    await page.context().close();
  }
}
