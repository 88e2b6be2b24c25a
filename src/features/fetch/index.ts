import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { Paper } from '../../core/library/paper';
import { freshNews } from '../../core/triage/updateMessages';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { removeDays } from './removeDays';
import { FetchCommand } from './fetchCommand';
import { paperAddresses } from '../../services/sources/paperAddress';
import { RefreshDetails } from '../details/refreshDetails';
import { CrossWindowLease } from '../../platform/node/files/crossWindowLease';
import { SourceServices } from '../../services/sources/sourceServices';
import { VersionCheck } from '../subscription/versionCheck';
import { Subscription } from '../subscription/subscription';
import { SubscriptionFile } from '../subscription/subscriptionFile';
import { systemClock } from '../../platform/node/systemClock';
import { type CommandHandler, UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { papersNews, registerVersions } from '../versions/index';

/** What brings papers in from the services. Nothing is asked of them before a person says so. */
export function registerSources(context: vscode.ExtensionContext, stores: Services): Disposable {
  const own = new DisposableStore();
  own.add(registerVersions(stores));
  const { reporter, fetched, service, ready, views } = stores;
  const folder = context.globalStorageUri.fsPath;
  const services = new SourceServices({ folder, userAgent: userAgent(context), run: runInTimeSlices });
  const fetching = new FetchCommand({ services, fetched, reporter, state: context.globalState });
  const details = new RefreshDetails({
    services,
    known: stores.details,
    reporter,
    news: (papers) => papersNews(stores, papers),
  });
  const subscription = own.add(createSubscription(context, stores, services));
  subscription.start().catch((error: unknown) => reporter.report(error));
  const papersOf = async (args: readonly unknown[]): Promise<readonly Paper[]> => {
    await ready();
    const { nodes, papers } = await views.resolve(args);
    const ofDays = nodes.flatMap((node) =>
      node.kind === 'day' ? (service.library.day(node.dayId)?.paperIds ?? []) : [],
    );
    return [...new Set([...papers, ...ofDays])].flatMap((id) => service.library.paper(id) ?? []);
  };
  own.add(
    registerCommands(
      {
        fetchDays: () => fetching.run(),
        subscribe: () => subscription.subscribe(),
        subscription: () => subscription.manage(),
        removeFetchedDay: async (...args) => removeDays(fetched, (await views.resolve(args)).nodes),
        refreshDetails: async (...args) => details.run(await papersOf(args)),
        ...openers(papersOf),
      },
      reporter,
    ),
  );
  return own;
}

function createSubscription(
  context: vscode.ExtensionContext,
  { fetched, details, log, rules, state, ready }: Services,
  services: SourceServices,
): Subscription {
  const folder = context.globalStorageUri.fsPath;
  return new Subscription({
    services,
    fetched,
    ready,
    file: new SubscriptionFile(join(folder, 'subscription.json')),
    versions: new VersionCheck({
      details: () => services.details(),
      known: details,
      annotated: () => state.withNotes(),
      path: join(folder, 'versions.asked'),
      clock: systemClock,
    }),
    turn: new CrossWindowLease(join(folder, 'subscription.turn'), 0, systemClock),
    log,
    state: context.globalState,
    news: async (papers) => {
      await rules.settled();
      return freshNews(papers, state);
    },
  });
}

/** The commands that open a paper's pages in the browser. */
function openers(
  papersOf: (args: readonly unknown[]) => Promise<readonly Paper[]>,
): Readonly<Record<string, CommandHandler>> {
  const open =
    (address: (arxivId: string) => string): CommandHandler =>
    async (...args) => {
      const ids = (await papersOf(args)).flatMap(({ arxivId }) => arxivId ?? []);
      if (ids.length === 0)
        throw new UserFacingError(
          'The arXiv number of this paper is not known. Choose Refresh Details to look for it.',
        );
      for (const id of ids) await vscode.env.openExternal(vscode.Uri.parse(address(id), true));
    };
  return Object.fromEntries(
    Object.entries(paperAddresses).map(([command, address]) => [command, open(address)]),
  );
}

function userAgent({ extension }: vscode.ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version?: unknown };
  return `daily-papers/${typeof version === 'string' ? version : '0'}`;
}
