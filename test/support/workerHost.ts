import { mkdtemp, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Page } from 'playwright-core';
import { root } from './paths';
import { serveWithoutServer } from './serverless';
import { newest, type Release } from './versions';
import { fetchVSCode } from './vscode';
import { openPage } from './workbench';
import { lineMark } from './workerReport';

export interface WorkerScript {
  /** TypeScript that exports `run`. */
  readonly contents: string;
  /** The folder that it imports from. */
  readonly folder: string;
  readonly alias?: Record<string, string>;
  readonly plugins?: Plugin[];
}

/** Bundles a script for the worker host of a browser. */
export async function bundleForWorker(
  { contents, folder, ...options }: WorkerScript,
  outfile: string,
): Promise<void> {
  await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    outfile,
    external: ['vscode'],
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'chrome128',
    ...options,
  });
}

/** Runs a task with a folder below `dist`, since the extension host runs tests only from the folder of an extension. */
export async function withScriptFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(root, 'dist/worker-'));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Calls back with each value that a script in the worker host of a page reports. */
export function onReports(page: Page, received: (value: unknown) => void): void {
  const seen = new Set<number>();
  page.on('console', (message) => {
    const text = message.text();
    const at = text.indexOf(lineMark);
    if (at < 0) return;
    const [number, value] = JSON.parse(text.slice(at + lineMark.length)) as [number, unknown];
    if (seen.has(number)) return;
    seen.add(number);
    received(value);
  });
}

/** A browser without a server whose pages run a script in the worker host. They share the browser's storage. */
export interface WorkerTabs {
  /** The script of the pages that are opened from now on. */
  readonly use: (script: WorkerScript) => Promise<void>;
  readonly open: (received: (value: unknown) => void) => Promise<Page>;
}

/** No folder is open in the pages. */
export async function withWorkerTabs<T>(
  task: (tabs: WorkerTabs) => Promise<T>,
  release: Release = newest,
): Promise<T> {
  const vscode = await fetchVSCode(release);
  return withScriptFolder(async (folder) => {
    const file = join(folder, 'script.js');
    const { origin, stop } = await serveWithoutServer(vscode, { tests: relative(root, file) });
    const first = await openPage();
    try {
      return await task({
        use: (script) => bundleForWorker(script, file),
        open: async (received) => {
          const page = await first.context().newPage();
          onReports(page, received);
          await page.goto(origin);
          return page;
        },
      });
    } finally {
      await first.context().close();
      await stop();
    }
  });
}
