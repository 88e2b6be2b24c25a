import type * as vscode from 'vscode';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { FetchCommand } from './fetchCommand';
import { removeFetchedDays } from './removeFetchedDays';

type FetchServices = Pick<Services, 'sources' | 'fetched' | 'history' | 'reporter' | 'views'>;

/** Registers the commands that fetch days from a service and remove them. No request is sent before one is called. */
export function registerFetch(
  context: vscode.ExtensionContext,
  { sources, fetched, history, reporter, views }: FetchServices,
): vscode.Disposable {
  const fetchCommand = new FetchCommand(sources, fetched, history, reporter, context.globalState, views);
  return registerCommands(
    {
      fetchDays: () => fetchCommand.run(),
      removeFetchedDay: async (...args) =>
        removeFetchedDays(fetched, history, (await views.resolve(args)).nodes),
    },
    reporter,
  );
}
