import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import { registerAddPaper } from './features/addPaper/index';
import { registerCopy } from './features/copy/index';
import { registerDigests } from './features/digests/index';
import { registerExchange } from './features/exchange/index';
import { registerDetails } from './features/details/index';
import { registerFullText } from './features/fullText/index';
import { registerFetch } from './features/fetch/index';
import { registerSubscription } from './features/subscription/index';
import { registerVersions } from './features/versions/index';
import { registerHighlights } from './features/highlights/index';
import { registerHistory } from './features/history/index';
import { registerImport } from './features/import/index';
import { registerLater } from './features/later/index';
import { registerLeftOut } from './features/leftOut/index';
import { registerNotes } from './features/notes/index';
import { registerReader } from './features/reader/index';
import { registerRecommended } from './features/recommended/index';
import { registerReferences } from './features/references/index';
import { registerRules } from './features/rules/index';
import { registerSearch } from './features/search/index';
import { registerSearches } from './features/searches/index';
import { registerTags } from './features/tags/index';
import { registerTriage } from './features/triage/index';
import type { DailyPapersApi } from './publicApi';
import { Api } from './publicApiObject';
import { noteUri } from './services/notes/noteUri';
import { createServices, type Services } from './services/services';

/** Each registers the views, commands and listeners of one feature. */
const features: readonly ((context: vscode.ExtensionContext, services: Services) => vscode.Disposable)[] = [
  registerDigests,
  registerLater,
  registerTags,
  registerHighlights,
  registerSearches,
  registerRecommended,
  registerImport,
  registerAddPaper,
  registerVersions,
  registerFetch,
  registerDetails,
  registerSubscription,
  registerExchange,
  registerReferences,
  registerRules,
  registerLeftOut,
  registerNotes,
  registerReader,
  registerFullText,
  registerCopy,
  registerTriage,
  registerHistory,
  registerSearch,
];

export function activate(context: vscode.ExtensionContext): DailyPapersApi {
  const started = performance.now();
  const services = createServices(context);
  for (const register of features) context.subscriptions.push(register(context, services));
  // Reads the library when everything is set up, for the badge; nobody waits for it.
  setImmediate(() => {
    void services.ready();
    services.reporter.watch(services.turns.warmUp());
  });
  services.log.info(`Activated in ${(performance.now() - started).toFixed(1)} ms.`);
  return new Api({
    ...services,
    noteUri: (id) => noteUri(services, id).toString(),
    newId: randomUUID,
    now: () => new Date(),
  });
}
