import * as vscode from 'vscode';
import { NoteStore } from '../core/notes/noteStore';
import { DisposableStore } from '../core/base/disposable';
import { CommandQueue } from '../platform/vscode/ui/commandQueue';
import { memoizeSuccess } from '../core/base/memoizeSuccess';
import { NoteMentions } from '../core/state/noteMentions';
import type { RuleEvaluator } from '../core/rules/ruleEvaluator';
import { PaperState } from '../core/state/paperState';
import { VersionUpdates } from '../core/versions/versionUpdates';
import type { TriageStore } from '../core/triage/triageStore';
import type { NoteCodec } from '../core/notes/noteFunctions';
import { isolatedNoteCodec } from './parsing/isolatedNoteCodec';
import { isolatedProcess, processes } from './parsing/isolatedProcesses';
import { LeftOutFiles } from './library/leftOutFiles';
import { LinkedFolders } from './notes/linkedFolders';
import { NotesFolderController } from './notes/notesFolderController';
import { DraftNoteFileSystem } from './notes/draftNoteFileSystem';
import { identifyMarks } from './backup/identifyMarks';
import { StoreBackups } from './backup/storeBackups';
import { PaperIdentityEditor } from './identity/paperIdentity';
import type { LibraryService } from './library/libraryService';
import type { PaperSearch } from './search/paperSearch';
import type { DetailsStore } from './sources/detailsStore';
import type { FullTexts } from './fullTexts/fullTexts';
import { fullTextFolder, type FullTextStore } from './fullTexts/fullTextStore';
import { ReadingPlaces } from './fullTexts/readingPlaces';
import type { ResponseReader } from './sources/responseReader';
import { SourceServices } from './sources/sourceServices';
import type { FetchedDayLibrary } from './sources/fetchedDayLibrary';
import type { Host } from './host';
import type { NoteFolders } from './notes/noteFiles';
import { notesFolder } from './notes/notesLocation';
import { RelocatableNoteFiles } from './notes/relocatableNoteFiles';
import { DeviceId } from './replication/deviceId';
import { createReplica, type LibraryDevices, type ReplicatedStores } from './replication/createReplica';
import { LibrarySync } from './replication/librarySync';
import { SettingsSync } from './replication/settingsSync';
import { SavedSearches } from './searches/savedSearches';
import { SeenVersionsLog } from './versions/seenVersionsLog';
import { RuleSettings } from './rules/ruleSettings';
import { createDigestFiles } from './library/workspaceDigests';
import {
  createDays,
  createDetailsStore,
  createFullTexts,
  createRuleEvaluator,
  createSearch,
  wholePapersOf,
  createTriage,
  newBodies,
  readStores,
  type StoreHost,
} from './stores';
import { showWarning } from '../platform/vscode/ui/messages';
import { inShortSlices } from '../platform/common/stores/storedLog';
import { FailureReporter, UserFacingError } from '../platform/vscode/ui/commands';
import { RemovedPackagedDigests } from './library/packagedDigests';
import { DigestImporter } from './library/digestImporter';
import { HighlightEditor } from './highlights/highlightEditor';
import { UndoHistory } from './history/undoHistory';
import { plainTitle } from './search/plainText';
import { TriageMarks } from './triage/triageMarks';
import { Reader } from './reader/reader';
import { ReaderModel } from './reader/readerModel';
import { FolderScanner } from './references/folderScanner';
import { WorkspaceReferences } from './references/workspaceReferences';
import { Recommendations } from './recommendations/recommendations';
import { ViewRegistry } from './views/viewRegistry';
import type { BibliographyFiles } from './citations/bibliographyFiles';
import type { Citations } from './citations/citations';
import { createCitations } from './citations/createCitations';
import { Passages } from './passages/passages';
import { createSearchCorpus } from './search/searchCorpus';
import { contextKeys } from '../platform/vscode/ui/contextKeys.generated';
import { Log } from '../platform/vscode/ui/log';

/** The services that features share: stores, data derived from them, the reader and the views. */
export interface Services extends Stores {
  /** Imports digests, with progress and a message of what they brought. */
  readonly importer: DigestImporter;
  /** Merges and splits papers. */
  readonly identity: PaperIdentityEditor;
  readonly recommendations: Recommendations;
  readonly highlights: HighlightEditor;
  readonly citations: Citations;
  readonly bibliographies: BibliographyFiles;
  /** The person's own words: highlights and paragraphs of notes. */
  readonly passages: Passages;
  readonly readerModel: ReaderModel;
  readonly reader: Reader;
  readonly views: ViewRegistry;
}

interface Stores {
  readonly host: Host;
  readonly log: Log;
  readonly reporter: FailureReporter;
  /** Commands that keys run, one at a time, in the order of the keys. */
  readonly turns: CommandQueue;
  readonly service: LibraryService;
  readonly removedPackaged: RemovedPackagedDigests;
  readonly sources: SourceServices;
  readonly fetched: FetchedDayLibrary;
  readonly details: DetailsStore;
  readonly fullTexts: FullTexts;
  readonly fullTextStore: FullTextStore;
  readonly readingPlaces: ReadingPlaces;
  readonly triage: TriageStore;
  /** Marks papers as a person does: recorded in the history. */
  readonly marks: TriageMarks;
  /** Everything that a person changes through the extension is recorded here. */
  readonly history: UndoHistory;
  /** Also says in which folder notes are kept. */
  readonly noteFiles: RelocatableNoteFiles;
  readonly linked: LinkedFolders;
  readonly leftOut: LeftOutFiles;
  /** Reads and edits the texts of notes, in a process of its own. */
  readonly codec: NoteCodec;
  readonly notes: NoteStore;
  readonly notesPlace: NotesFolderController;
  readonly rules: RuleEvaluator;
  readonly state: PaperState;
  readonly mentions: NoteMentions;
  readonly versions: VersionUpdates;
  readonly seen: SeenVersionsLog;
  readonly search: PaperSearch;
  readonly backups: StoreBackups;
  readonly searches: SavedSearches;
  /** The library as it is merged with those of other devices; undefined in a browser. */
  readonly devices: LibraryDevices | undefined;
  /** The places in the workspace that name papers. */
  readonly references: WorkspaceReferences;
  /** Resolves once library, states and notes have been read; reads them the first time it is called. */
  readonly ready: () => Promise<void>;
}

/** Creates the services. Nothing is read before `ready` is called. */
export function createServices(context: vscode.ExtensionContext, host: Host): Services {
  const own = new DisposableStore();
  context.subscriptions.push(own);
  const stores = createStores(context, host, own);
  const { service, reporter, marks, history, log, turns } = stores;
  const highlights = new HighlightEditor(stores);
  const readerModel = own.add(new ReaderModel(stores));
  const { extensionUri, globalStorageUri } = context;
  const reader = own.add(
    new Reader({
      ...{ extensionUri, memory: context.workspaceState, model: readerModel },
      fullTextFolder: vscode.Uri.joinPath(globalStorageUri, fullTextFolder),
      ...{ highlights, marks, turns, log, files: host.files, setFormula: host.setFormula },
    }),
  );
  const views = own.add(new ViewRegistry({ ...stores, reader }));
  return {
    ...stores,
    importer: new DigestImporter(service, history, reporter, (dayId) => views.showDay(dayId)),
    identity: new PaperIdentityEditor({ ...stores, newId: () => crypto.randomUUID() }),
    recommendations: own.add(new Recommendations(stores, context.globalState)),
    ...createCitations(host, own, stores),
    passages: own.add(new Passages({ ...stores, index: stores.search.passageIndex })),
    highlights,
    readerModel,
    reader,
    views,
  };
}

function createStores(context: vscode.ExtensionContext, host: Host, own: DisposableStore): Stores {
  const log = own.add(new Log('Daily Papers'));
  const reporter = new FailureReporter(log);
  const { workspaceState } = context;
  const storeHost = storeHostOf(context, host, log);

  const linked = own.add(new LinkedFolders(workspaceState, reporter));
  const leftOut = own.add(new LeftOutFiles());
  const { service, fetched, reader, removedPackaged } = createLibrary(context, own, {
    host,
    storeHost,
    linked,
    leftOut,
  });
  const details = createDetailsStore(storeHost, service, reader);
  const device = new DeviceId(host.storage.folder('replication'), host.machine);
  const triage = createTriage(storeHost, own, service, () => device.id);
  const history = own.add(
    new UndoHistory((id) => {
      const paper = state.paper(id);
      return paper && plainTitle(paper);
    }, reporter),
  );
  const ofNotes = createNotes(context, own, { host, storeHost, service, linked, history, reporter });
  const { notes, notesPlace } = ofNotes;
  const mentions = own.add(new NoteMentions(notes));
  const sources = new SourceServices(storeHost, reader);
  const { wholePapers, ...ofFullTexts } = createFullTexts(storeHost, own, sources);
  const readingPlaces = new ReadingPlaces(context.globalState, log);
  const rules = own.add(createRuleEvaluator(storeHost, service, (): PaperState => state));
  const settings = own.add(new RuleSettings(rules, log, reporter));
  const state: PaperState = own.add(new PaperState(service.library, triage, notes, rules, wholePapers));
  const seen = own.add(new SeenVersionsLog(host.storage.log('seenVersions.jsonl')));

  const searches = own.add(new SavedSearches(context.globalState));
  const devices = createDevices(context, own, device, {
    ...{ host, service, fetched, removedPackaged, details, triage, seen, searches, log },
    memory: context.globalState,
  });

  const backups = own.add(new StoreBackups(host.storage, () => Date.now()));
  const ready = memoizeSuccess(async () => {
    const parts = { log, service, fetched, details, triage, notes, seen, reporter, settings };
    await withBackups(backups, { triage, log, reporter }, () => readAll(parts));
    notesPlace.offerUntrusted();
    // The library is ready without the changes of other devices.
    if (devices) reporter.watch(devices.sync.start());
  });
  const references = own.add(
    workspaceReferences(context, { host, noteFiles: ofNotes.noteFiles, service, ready, log }),
  );
  const searched = { references, wholePapers: wholePapersOf(storeHost, ofFullTexts.fullTexts) };
  const corpus = own.add(createSearchCorpus(service.library, state, rules, ready, searched));
  return {
    ...{ host, log, reporter, service, sources, readingPlaces, removedPackaged, fetched, details },
    ...{ triage, history, linked, leftOut, rules, state, mentions, seen, backups, references, ready },
    ...{ ...ofNotes, ...ofFullTexts, searches, devices },
    turns: new CommandQueue(),
    // Completes the step of the walkthrough.
    marks: new TriageMarks(triage, history, () => void contextKeys.hasMarked.set(true)),
    versions: new VersionUpdates(state, seen),
    search: createSearch(storeHost, own, corpus),
  };
}

/** The services that synchronise the library between the person's devices. */
function createDevices(
  { globalStorageUri }: vscode.ExtensionContext,
  own: DisposableStore,
  device: DeviceId,
  stores: ReplicatedStores & Pick<Stores, 'host' | 'service' | 'triage' | 'searches' | 'log'>,
): LibraryDevices | undefined {
  const { host, service, triage, searches, log } = stores;
  const { lineFiles: files, storage } = host;
  if (!files) return undefined;
  const digests = host.digestFolder(vscode.Uri.joinPath(globalStorageUri, 'digests'), () => true);
  const replica = createReplica({ storage, digests, files }, stores, device, () => Date.now());
  const sync = new LibrarySync({
    ...{ replica, device, log },
    location: () => {
      const path = vscode.workspace.getConfiguration('dailyPapers').get<unknown>('library.location');
      return typeof path === 'string' ? files.resolve(path) : undefined;
    },
    watch: (folder, changed) => host.watchFolder(vscode.Uri.file(folder), () => changed()),
    changes: [triage.onDidChange, searches.onDidChange, service.library.onDidChange],
    warn: (message) => void showWarning(message),
  });
  const { library } = service;
  const settingsSync = new SettingsSync({
    ...{ replica, triage, library, memory: stores.memory, run: inShortSlices },
  });
  return { replica, sync: own.add(sync), settingsSync, device, files };
}

interface WithStoreHost {
  readonly storeHost: StoreHost;
}

/** The services that add days to the library of this window. */
function createLibrary(
  context: vscode.ExtensionContext,
  own: DisposableStore,
  { host, storeHost, linked, leftOut }: Pick<Stores, 'host' | 'linked' | 'leftOut'> & WithStoreHost,
): Pick<Stores, 'service' | 'fetched' | 'removedPackaged'> & { readonly reader: ResponseReader } {
  const removedPackaged = new RemovedPackagedDigests(context.globalState);
  const { service, fetched, reader } = createDays(storeHost, own, {
    seeds: {
      uri: vscode.Uri.joinPath(context.extensionUri, 'seeds').toString(),
      files: host.packagedDigests,
    },
    files: createDigestFiles(host, context.globalStorageUri, linked),
    removed: removedPackaged,
    leftOut,
  });
  own.add(vscode.workspace.onDidGrantWorkspaceTrust(() => service.refresh('workspace')));
  return { service, fetched, reader, removedPackaged };
}

/** This window, as the stores need it. */
function storeHostOf(context: vscode.ExtensionContext, host: Host, log: Log): StoreHost {
  const { version } = context.extension.packageJSON as { readonly version?: unknown };
  return {
    programs: host,
    version: String(version),
    log,
    setting: (name) => vscode.workspace.getConfiguration('dailyPapers').get<unknown>(name),
    watchStorage: (folder, changed) =>
      host.watchFolder(vscode.Uri.joinPath(context.globalStorageUri, folder), () => changed()),
  };
}

/** The notes, and what reads and edits their texts. */
function createNotes(
  context: vscode.ExtensionContext,
  own: DisposableStore,
  {
    host,
    storeHost,
    service,
    linked,
    history,
    reporter,
  }: Pick<Stores, 'host' | 'service' | 'linked' | 'history' | 'reporter'> & WithStoreHost,
): Pick<Stores, 'noteFiles' | 'notesPlace' | 'notes' | 'codec'> {
  const { globalStorageUri: globalStorage, workspaceState: state } = context;
  const codec = isolatedNoteCodec(own.add(isolatedProcess(host, processes.notes)));
  const folders: NoteFolders = {
    open: (folder) => host.noteFolder(folder, (realPath, path) => linked.allows(realPath, path)),
    watch: (folder, changed) => host.watchFolder(folder, changed),
  };
  const documents = host.trackDocuments?.(codec, (task) => reporter.watch(task));
  if (documents) own.add(documents);
  const files = own.add(
    new RelocatableNoteFiles(notesFolder(globalStorage, state), folders, DraftNoteFileSystem.nameOf),
  );
  return {
    noteFiles: files,
    notesPlace: own.add(
      new NotesFolderController({
        files,
        state,
        globalStorage,
        open: folders.open,
        codec,
        history,
        reporter,
      }),
    ),
    notes: own.add(new NoteStore(files, files.live, codec, newBodies(storeHost, service))),
    codec,
  };
}

function workspaceReferences(
  context: vscode.ExtensionContext,
  {
    host,
    noteFiles: notes,
    service: { library },
    ready,
    log,
  }: Pick<Stores, 'host' | 'noteFiles' | 'service' | 'ready' | 'log'>,
): WorkspaceReferences {
  const { storageUri: storage, workspaceState: memory } = context;
  const scanner =
    host.startReferences &&
    new FolderScanner(host.startReferences, (cause) =>
      log.warn(`The index of references was not stored: ${String(cause)}`),
    );
  return new WorkspaceReferences({ library, notes, scanner, storage, memory, ready, log });
}

/** Reads the stores once a restore that was cut off is finished; what they lack is added afterwards. */
async function withBackups(
  backups: StoreBackups,
  { triage, log, reporter }: Pick<Stores, 'triage' | 'log' | 'reporter'>,
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
async function readAll({
  log,
  service,
  fetched,
  details,
  triage,
  notes,
  seen,
  reporter,
  settings,
}: Pick<Stores, 'log' | 'service' | 'fetched' | 'details' | 'triage' | 'notes' | 'seen' | 'reporter'> & {
  readonly settings: RuleSettings;
}): Promise<void> {
  const started = performance.now();
  const [stores, versions, read] = await Promise.allSettled([
    readStores({ service, fetched, details, triage }),
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
  const { library } = service;
  const took = (performance.now() - started).toFixed(1);
  log.info(`${[...library.paperIds()].length} papers of ${library.days.length} days ready in ${took} ms.`);
  await contextKeys.loaded.set(true);
}
