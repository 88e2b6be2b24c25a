import type { NoteStore } from '../core/notes/noteStore';
import type { TriageStore } from '../core/triage/triageStore';
import { type FailureReporter, UserFacingError } from '../platform/vscode/ui/commands';
import { contextKeys } from '../platform/vscode/ui/contextKeys.generated';
import type { Log } from '../platform/vscode/ui/log';
import { identifyMarks } from './backup/identifyMarks';
import type { StoreBackups } from './backup/storeBackups';
import type { LibraryService } from './library/libraryService';
import type { NotesFolderController } from './notes/notesFolderController';
import type { LibraryDevices } from './replication/createReplica';
import type { RuleSettings } from './rules/ruleSettings';
import type { DetailsStore } from './sources/detailsStore';
import type { FetchedDayLibrary } from './sources/fetchedDayLibrary';
import { readStores } from './stores';
import type { SeenVersionsLog } from './versions/seenVersionsLog';

interface StartParts {
  readonly log: Log;
  readonly reporter: FailureReporter;
  readonly libraryService: LibraryService;
  readonly fetched: FetchedDayLibrary;
  readonly details: DetailsStore;
  readonly triage: TriageStore;
  readonly notes: NoteStore;
  readonly seen: SeenVersionsLog;
  readonly settings: RuleSettings;
  readonly backups: StoreBackups;
  readonly notesFolderController: NotesFolderController;
  readonly devices: LibraryDevices | undefined;
}

/** Reads the stores of a window; failures are reported. */
export async function readAtStart(parts: StartParts): Promise<void> {
  const { backups, notesFolderController, devices, reporter } = parts;
  await withBackups(backups, parts, () => readAll(parts));
  notesFolderController.offerUntrusted();
  // The library is ready without the changes of other devices.
  if (devices) reporter.watch(devices.sync.start());
}

/** Reads the stores once a restore that was cut off is finished; what they lack is added afterwards. */
async function withBackups(
  backups: StoreBackups,
  { triage, log, reporter }: Pick<StartParts, 'triage' | 'log' | 'reporter'>,
  read: () => Promise<void>,
): Promise<void> {
  await backups.finishRestore().catch((error: unknown) => reporter.report(error));
  await read();
  // Not awaited: the library is ready without it.
  identifyMarks(triage, backups)
    .then(() => backups.list())
    .catch((error: unknown) => log.error('Marks have no identifiers yet:', error));
}

/** One part that cannot be read does not keep the others from being shown. */
async function readAll(parts: StartParts): Promise<void> {
  const { log, libraryService, seen, notes, reporter, settings } = parts;
  const started = performance.now();
  const [stores, versions, read] = await Promise.allSettled([
    readStores(parts),
    seen.refresh(),
    notes.ready(),
  ]);
  for (const failure of stores.status === 'fulfilled' ? stores.value : [stores.reason])
    reporter.report(failure);
  if (versions.status === 'rejected') reporter.report(versions.reason);
  if (read.status === 'rejected') reporter.report(read.reason);
  // For a folder that is a link, `LinkedFolders` shows a question.
  else if (!read.value.ok && read.value.error.kind !== 'outside')
    reporter.report(new UserFacingError(read.value.error.message, { cause: read.value.error.cause }));
  // Rules need all that was read. They are applied to the newest papers before these are first shown.
  await settings.begin();
  const { library } = libraryService;
  const took = (performance.now() - started).toFixed(1);
  log.info(`${[...library.paperIds()].length} papers of ${library.days.length} days ready in ${took} ms.`);
  await contextKeys.loaded.set(true);
}
