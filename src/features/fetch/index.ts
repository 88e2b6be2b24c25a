import type * as vscode from 'vscode';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Stores } from '../../services/services';
import type { PaperViews } from '../../services/views/paperViews';
import { FetchCommand } from './fetchCommand';
import { removeFetchedDays } from './removeFetchedDays';

type FetchServices = Pick<Stores, 'sources' | 'fetched' | 'reporter'> & { readonly views: PaperViews };

/** Registers the commands that fetch days from a service and remove them. No request is sent before one is called. */
export function registerFetch(
  context: vscode.ExtensionContext,
  { sources, fetched, reporter, views }: FetchServices,
): vscode.Disposable {
  const fetchCommand = new FetchCommand(sources, fetched, reporter, context.globalState);
  return registerCommands(
    {
      fetchDays: () => fetchCommand.run(),
      removeFetchedDay: async (...args) => removeFetchedDays(fetched, (await views.resolve(args)).nodes),
    },
    reporter,
  );
}
