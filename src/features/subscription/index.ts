import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { Subscription, type SubscriptionServices } from './subscription';
import { SubscriptionFile } from '../../services/sources/subscriptionFile';
import { VersionCheck } from './versionCheck';
import { CrossWindowLease } from '../../platform/node/files/crossWindowLease';
import { systemClock } from '../../platform/node/systemClock';

/** Registers the subscription, which fetches in the background once the person has subscribed to a source. */
export function registerSubscription(
  { globalStorageUri, globalState }: vscode.ExtensionContext,
  services: SubscriptionServices & Pick<Services, 'details' | 'reporter'>,
): vscode.Disposable {
  const folder = globalStorageUri.fsPath;
  const { sources, details, state, reporter } = services;
  const subscription = new Subscription({
    services,
    file: new SubscriptionFile(join(folder, 'subscription.json')),
    versions: new VersionCheck({
      sources,
      store: details,
      annotated: () => state.withNotes(),
      path: join(folder, 'versions.asked'),
      clock: systemClock,
    }),
    lease: new CrossWindowLease(join(folder, 'subscription.turn'), 0, systemClock),
    memento: globalState,
  });
  reporter.watch(subscription.start());
  return vscode.Disposable.from(
    subscription,
    registerCommands(
      { subscribe: () => subscription.subscribe(), subscription: () => subscription.manage() },
      reporter,
    ),
  );
}
