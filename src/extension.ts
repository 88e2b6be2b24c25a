import type * as vscode from 'vscode';
import { activateOn } from './activation';
import type { DailyPapersApi } from './publicApi';
import { createNodeHost } from './services/node/nodeHost';

/** The extension where there is a desktop or a server. */
export function activate(context: vscode.ExtensionContext): Promise<DailyPapersApi> {
  return activateOn(context, createNodeHost(context));
}
