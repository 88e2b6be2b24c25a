import * as vscode from 'vscode';
import { registerCommands } from '../../platform/vscode/ui/commands';
import type { Services } from '../../services/services';
import { Subscription, type SubscriptionServices } from './subscription';
import { SubscriptionFile } from '../../services/sources/subscriptionFile';
import { VersionCheck } from './versionCheck';
import { systemClock } from '../../platform/common/systemClock';

/** Registers the subscription, which fetches in the background once the person has subscribed to a source. */
export function registerSubscription(
  { globalState }: vscode.ExtensionContext,
  services: SubscriptionServices & Pick<Services, 'details' | 'reporter' | 'host'>,
): vscode.Disposable {
  const { sources, details, state, reporter, host } = services;
  const subscription = new Subscription({
    services,
    file: new SubscriptionFile(host.storage),
    versions: new VersionCheck({
      sources,
      store: details,
      annotated: () => state.withNotes(),
      folder: host.storage,
      clock: systemClock,
    }),
    lease: host.lease('subscription.turn', 0),
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
