import type * as vscode from 'vscode';
import { CodeCache } from './services/node/codeCache';
import type { DailyPapersApi } from './publicApi';

let codeCache: CodeCache | undefined;

/** The extension where there is a desktop or a server. */
export async function activate(context: vscode.ExtensionContext): Promise<DailyPapersApi> {
  const started = performance.now();
  codeCache = new CodeCache(context.globalStorageUri.fsPath);
  // Loaded first, because both modules below require this file.
  codeCache.load(__dirname, 'web/extension.js');
  const [{ activateOn }, { createNodeHost }] = await Promise.all([
    import('./activation'),
    import('./services/node/nodeHost'),
  ]);
  return activateOn(context, createNodeHost(context), performance.now() - started);
}

export function deactivate(): void {
  codeCache?.save();
}
