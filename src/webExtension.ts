import type * as vscode from 'vscode';
import { activateOn } from './activation';
import type { DailyPapersApi } from './publicApi';
import { createWebHost } from './services/web/webHost';

/** The extension in a browser without a server. */
export function activate(context: vscode.ExtensionContext): Promise<DailyPapersApi> {
  return activateOn(context, createWebHost(context));
}
