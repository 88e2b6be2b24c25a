import type * as vscode from 'vscode';
import type { ToolLibrary } from './core/assistants/toolLibrary';
import type { CooperativeTask } from './core/base/cooperativeTask';
import type { RecordsSteps } from './core/history/historyStep';
import { registerAddPaper } from './features/addPaper/index';
import { registerBackup } from './features/backup/index';
import { registerAssistants } from './features/assistants/index';
import { registerCiting } from './features/citing/index';
import { registerCopy } from './features/copy/index';
import { registerDigests } from './features/digests/index';
import { registerExchange } from './features/exchange/index';
import { registerDevices } from './features/devices/index';
import { registerDetails } from './features/details/index';
import { registerFullText } from './features/fullText/index';
import { registerFetch } from './features/fetch/index';
import { registerSubscription } from './features/subscription/index';
import { registerVersions } from './features/versions/index';
import { registerHighlights } from './features/highlights/index';
import { registerHistory } from './features/history/index';
import { registerIdentity } from './features/identity/index';
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
import { registerTable } from './features/table/index';
import { registerTags } from './features/tags/index';
import { registerTriage } from './features/triage/index';
import type { DailyPapersApi } from './publicApi';
import { Api } from './publicApiObject';
import { nextTurn } from './platform/common/nextTurn';
import { runInTimeSlices } from './platform/common/runInTimeSlices';
import type { Host } from './services/host';
import { toolLibrary } from './services/assistants/toolLibrary';
import { TriageMarks } from './services/triage/triageMarks';
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
  registerIdentity,
  registerAddPaper,
  registerVersions,
  registerFetch,
  registerDetails,
  registerDevices,
  registerSubscription,
  registerExchange,
  registerReferences,
  registerRules,
  registerLeftOut,
  registerNotes,
  registerReader,
  registerFullText,
  registerCopy,
  registerCiting,
  registerTable,
  registerTriage,
  registerHistory,
  registerBackup,
  registerSearch,
];

/**
 * How long features are registered in one turn, in milliseconds. All of them take about half of it, so that activation does
 * not wait for the extensions that start at the same time; on a slow machine the others get a turn before 20 ms are over.
 */
const registeringTurn = 12;

/**
 * Runs in time slices, because activation blocks all extensions of the window.
 *
 * @param loading the time in which the code was loaded, in milliseconds, for the log
 */
export async function activateOn(
  context: vscode.ExtensionContext,
  host: Host,
  loading?: number,
): Promise<DailyPapersApi> {
  const started = performance.now();
  const services = createServices(context, host);
  const end = await runInTimeSlices(registering(context, services), undefined, registeringTurn);
  // Stands in the profiles of both hosts, and is read by the benchmark.
  const { duration: took } = performance.measure('daily-papers/activate', { start: started, end });
  // Reads the library for the badge once everything is registered, so that activation does not wait for it.
  nextTurn(() => {
    services.log.info(`Activated in ${took.toFixed(1)} ms.`);
    if (loading !== undefined) services.log.info(`The code was loaded in ${loading.toFixed(1)} ms.`);
    void services.ready();
    services.reporter.watch(services.turns.warmUp());
  });
  const apiOver = (history: RecordsSteps): Api =>
    new Api({
      ...services,
      history,
      newId: () => crypto.randomUUID(),
      now: () => new Date(),
      marks: history === services.history ? services.marks : new TriageMarks(services.triage, history),
      noteUri: (id) => noteUri(services, id).toString(),
    });
  const api = apiOver(services.history);
  const library = (history: RecordsSteps): ToolLibrary =>
    toolLibrary(apiOver(history), {
      ...services,
      notesFolder: () => services.noteFiles.folder.toString(),
    });
  context.subscriptions.push(registerAssistants(context, services, library));
  return api;
}

/** Returns the time at which all features were registered. */
function* registering(context: vscode.ExtensionContext, services: Services): CooperativeTask<number> {
  for (const register of features) {
    yield;
    context.subscriptions.push(register(context, services));
  }
  return performance.now();
}
