import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../core/base/disposable';
import { FetchCommand } from '../host/sources/fetchCommand';
import { SourceServices } from '../host/sources/sourceServices';
import { inSlices } from '../host/library/inSlices';
import { registerCommands } from '../host/ui/commands';
import type { Stores } from './stores';

/** What brings papers in from the services. Nothing is asked of them before a person says so. */
export function registerSources(context: vscode.ExtensionContext, stores: Stores): Disposable {
  const own = new DisposableStore();
  const { reporter, fetched } = stores;
  const services = new SourceServices({
    folder: context.globalStorageUri.fsPath,
    userAgent: userAgent(context),
    run: inSlices,
  });
  const fetching = new FetchCommand({ services, fetched, reporter, state: context.globalState });
  own.add(registerCommands({ fetchDays: () => fetching.run() }, reporter));
  return own;
}

function userAgent({ extension }: vscode.ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version?: unknown };
  return `daily-papers/${typeof version === 'string' ? version : '0'}`;
}
