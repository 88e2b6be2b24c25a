import * as vscode from 'vscode';
import { NoteStore } from '../core/notes/noteStore';
import { DisposableStore } from '../core/base/disposable';
import { CommandQueue } from '../platform/vscode/ui/commandQueue';
import { memoizeSuccess } from '../core/base/memoizeSuccess';
import { NoteMentions } from '../core/state/noteMentions';
import type { RuleEvaluator } from '../core/rules/ruleEvaluator';
import type { PaperState } from '../core/state/paperState';
import { VersionUpdates } from '../core/versions/versionUpdates';
import type { TriageStore } from '../core/triage/triageStore';
import type { NoteCodec } from '../core/notes/noteFunctions';
import { isolatedNoteCodec } from './parsing/isolatedNoteCodec';
import { isolatedProcess, processes } from './parsing/isolatedProcesses';
import { LeftOutFiles } from './library/leftOutFiles';
import { LinkedFolders } from './notes/linkedFolders';
import { NotesFolderController } from './notes/notesFolderController';
import { DraftNoteFileSystem } from './notes/draftNoteFileSystem';
import { StoreBackups } from './backup/storeBackups';
import { PaperIdentityEditor } from './identity/paperIdentity';
import type { LibraryService } from './library/libraryService';
import type { PaperSearch } from './search/paperSearch';
import type { DetailsStore } from './sources/detailsStore';
import type { FullTexts } from './fullTexts/fullTexts';
import { fullTextFolder, type FullTextStore } from './fullTexts/fullTextStore';
import { ReadingPlaces } from './fullTexts/readingPlaces';
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
  createPaperState,
  createSearch,
  wholePapersOf,
  createTriage,
  newBodies,
  type StoreHost,
} from './stores';
import { readAtStart } from './readAtStart';
import { showWarning } from '../platform/vscode/ui/messages';
import { inShortSlices } from '../platform/common/stores/storedLog';
import { FailureReporter } from '../platform/vscode/ui/commands';
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
  readonly libraryService: LibraryService;
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
  readonly notesFolderController: NotesFolderController;
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
  const { libraryService, reporter, marks, history, log, turns } = stores;
  const highlights = new HighlightEditor(stores);
  const readerModel = own.add(new ReaderModel(stores));
  const { extensionUri, globalStorageUri } = context;
  const reader = own.add(
    new Reader({
      extensionUri,
      memory: context.workspaceState,
      model: readerModel,
      fullTextFolder: vscode.Uri.joinPath(globalStorageUri, fullTextFolder),
      highlights,
      marks,
      turns,
      log,
      files: host.files,
      setFormula: host.setFormula,
    }),
  );
  const views = own.add(new ViewRegistry({ ...stores, reader }));
  return {
    ...stores,
    importer: new DigestImporter(libraryService, history, reporter, (dayId) => views.showDay(dayId)),
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
  const storeHost = storeHostOf(context, host, log);
  const window = { host, log, reporter: new FailureReporter(log) };
  const device = new DeviceId(host.storage.folder('replication'), host.machine);

  const library = createLibrary(context, own, { ...window, storeHost, deviceId: () => device.id });
  const papers = createPapers(context, own, { ...window, ...library, storeHost });
  const { libraryService, triage } = library;
  const { state, history, rules } = papers;
  const settings = own.add(new RuleSettings(rules, log, window.reporter));
  const seen = own.add(new SeenVersionsLog(host.storage.log('seenVersions.jsonl')));
  const searches = own.add(new SavedSearches(context.globalState));
  const memory = context.globalState;
  const devices = createDevices(context, own, device, { ...window, ...library, seen, searches, memory });
  const backups = own.add(new StoreBackups(host.storage, () => Date.now()));

  const stores = { ...window, ...library, ...papers, seen, searches, devices, backups };
  const ready = memoizeSuccess(() => readAtStart({ ...stores, settings }));
  const references = own.add(workspaceReferences(context, { ...stores, ready }));
  const searched = { references, wholePapers: wholePapersOf(storeHost, papers.fullTexts) };
  const corpus = own.add(createSearchCorpus(libraryService.library, state, rules, ready, searched));
  return {
    ...stores,
    references,
    ready,
    readingPlaces: new ReadingPlaces(memory, log),
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
  stores: ReplicatedStores & Pick<Stores, 'host' | 'libraryService' | 'triage' | 'searches' | 'log'>,
): LibraryDevices | undefined {
  const { host, libraryService, triage, searches, log } = stores;
  const { lineFiles: files, storage } = host;
  if (!files) return undefined;
  const digests = host.digestFolder(vscode.Uri.joinPath(globalStorageUri, 'digests'), () => true);
  const replica = createReplica({ storage, digests, files }, stores, device, () => Date.now());
  const sync = new LibrarySync({
    replica,
    device,
    log,
    location: () => {
      const path = vscode.workspace.getConfiguration('dailyPapers').get<unknown>('library.location');
      return typeof path === 'string' ? files.resolve(path) : undefined;
    },
    watch: (folder, changed) => host.watchFolder(vscode.Uri.file(folder), () => changed()),
    changes: [triage.onDidChange, searches.onDidChange, libraryService.library.onDidChange],
    warn: (message) => void showWarning(message),
  });
  const { library } = libraryService;
  const settingsSync = new SettingsSync({
    replica,
    triage,
    library,
    memory: stores.memory,
    run: inShortSlices,
  });
  return { replica, sync: own.add(sync), settingsSync, device, files };
}

interface WithStoreHost {
  readonly storeHost: StoreHost;
}

/** The stores of {@link createLibrary}. */
type LibraryStore =
  | 'linked'
  | 'leftOut'
  | 'removedPackaged'
  | 'libraryService'
  | 'fetched'
  | 'details'
  | 'triage'
  | 'sources';

/** The stores of {@link createPapers}. */
type PaperStore =
  | 'noteFiles'
  | 'notes'
  | 'codec'
  | 'mentions'
  | 'fullTexts'
  | 'fullTextStore'
  | 'rules'
  | 'state'
  | 'history'
  | 'notesFolderController';

/** The library of this window, what brings papers into it, and the person's marks. */
function createLibrary(
  context: vscode.ExtensionContext,
  own: DisposableStore,
  parts: Pick<Stores, 'host' | 'reporter'> & WithStoreHost & { readonly deviceId: () => string },
): Pick<Stores, LibraryStore> {
  const { host, storeHost, deviceId, reporter } = parts;
  const linked = own.add(new LinkedFolders(context.workspaceState, reporter));
  const leftOut = own.add(new LeftOutFiles());
  const removedPackaged = new RemovedPackagedDigests(context.globalState);
  const { libraryService, fetched, reader } = createDays(storeHost, own, {
    seeds: {
      uri: vscode.Uri.joinPath(context.extensionUri, 'seeds').toString(),
      files: host.packagedDigests,
    },
    files: createDigestFiles(host, context.globalStorageUri, linked),
    removed: removedPackaged,
    leftOut,
  });
  own.add(vscode.workspace.onDidGrantWorkspaceTrust(() => libraryService.refresh('workspace')));
  return {
    linked,
    leftOut,
    removedPackaged,
    libraryService,
    fetched,
    details: createDetailsStore(storeHost, libraryService, reader),
    triage: createTriage(storeHost, own, libraryService, deviceId),
    sources: new SourceServices(storeHost, reader),
  };
}

/** What the person writes about papers, and what is known of these. */
function createPapers(
  context: vscode.ExtensionContext,
  own: DisposableStore,
  parts: Pick<Stores, 'host' | 'reporter' | LibraryStore> & WithStoreHost,
): Pick<Stores, PaperStore> {
  const { storeHost, libraryService, triage, sources, reporter } = parts;
  const { folders, ...ofNotes } = createNotes(context, own, parts);
  const { notes, noteFiles: files, codec } = ofNotes;
  const mentions = own.add(new NoteMentions(notes));
  const { wholePapers, ...ofFullTexts } = createFullTexts(storeHost, own, sources);
  const { rules, state } = createPaperState(storeHost, own, { libraryService, triage, notes, wholePapers });
  const history = own.add(
    new UndoHistory((id) => {
      const paper = state.paper(id);
      return paper && plainTitle(paper);
    }, reporter),
  );
  const { globalStorageUri: globalStorage, workspaceState } = context;
  const notesFolderController = own.add(
    new NotesFolderController({
      files,
      state: workspaceState,
      globalStorage,
      open: folders.open,
      codec,
      history,
      reporter,
    }),
  );
  return { ...ofNotes, ...ofFullTexts, mentions, rules, state, history, notesFolderController };
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
  { globalStorageUri, workspaceState }: vscode.ExtensionContext,
  own: DisposableStore,
  parts: Pick<Stores, 'host' | 'libraryService' | 'linked' | 'reporter'> & WithStoreHost,
): Pick<Stores, 'noteFiles' | 'notes' | 'codec'> & { readonly folders: NoteFolders } {
  const { host, storeHost, libraryService, linked, reporter } = parts;
  const codec = isolatedNoteCodec(own.add(isolatedProcess(host, processes.notes)));
  const folders: NoteFolders = {
    open: (folder) => host.noteFolder(folder, (realPath, path) => linked.allows(realPath, path)),
    watch: (folder, changed) => host.watchFolder(folder, changed),
  };
  const documents = host.trackDocuments?.(codec, (task) => reporter.watch(task));
  if (documents) own.add(documents);
  const place = notesFolder(globalStorageUri, workspaceState);
  const noteFiles = own.add(new RelocatableNoteFiles(place, folders, DraftNoteFileSystem.nameOf));
  const notes = own.add(
    new NoteStore(noteFiles, noteFiles.live, codec, newBodies(storeHost, libraryService)),
  );
  return { noteFiles, notes, codec, folders };
}

function workspaceReferences(
  context: vscode.ExtensionContext,
  {
    host,
    noteFiles: notes,
    libraryService: { library },
    ready,
    log,
  }: Pick<Stores, 'host' | 'noteFiles' | 'libraryService' | 'ready' | 'log'>,
): WorkspaceReferences {
  const { storageUri: storage, workspaceState: memory } = context;
  const scanner =
    host.startReferences &&
    new FolderScanner(host.startReferences, (cause) =>
      log.warn(`The index of references was not stored: ${String(cause)}`),
    );
  return new WorkspaceReferences({ library, notes, scanner, storage, memory, ready, log });
}
