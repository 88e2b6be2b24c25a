import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { NoteStore } from '../core/notes/noteStore';
import { DisposableStore } from '../core/base/disposable';
import { CommandQueue } from '../platform/vscode/ui/commandQueue';
import { memoizeSuccess } from '../core/base/memoizeSuccess';
import { NoteMentions } from '../core/state/noteMentions';
import type { RuleEvaluator } from '../core/rules/ruleEvaluator';
import { PaperState } from '../core/state/paperState';
import { VersionUpdates } from '../core/versions/versionUpdates';
import { TriageStore } from '../core/triage/triageStore';
import type { NoteCodec } from '../core/notes/noteFunctions';
import { isolatedNoteCodec } from './parsing/isolatedNoteCodec';
import { isolatedProcess, processes } from './parsing/isolatedProcesses';
import { LeftOutFiles } from './library/leftOutFiles';
import { LinkedFolders } from './notes/linkedFolders';
import { NotesFolderController } from './notes/notesFolderController';
import { DraftNoteFileSystem } from './notes/draftNoteFileSystem';
import { createDigestFiles } from './library/digestFiles';
import { runInTimeSlices } from '../platform/node/runInTimeSlices';
import { identifyMarks } from './backup/identifyMarks';
import { StoreBackups } from './backup/storeBackups';
import { PaperIdentityEditor } from './identity/paperIdentity';
import { IdentityLog } from './identity/identityLog';
import { LibraryService } from './library/libraryService';
import { PaperSearch, type SearchCorpus } from './search/paperSearch';
import { DetailsStore } from './sources/detailsStore';
import { FullTexts } from './fullTexts/fullTexts';
import { ReadingPlaces } from './fullTexts/readingPlaces';
import { FullTextHighlights } from './fullTexts/fullTextHighlights';
import { FullTextStore } from './fullTexts/fullTextStore';
import { SourceServices } from './sources/sourceServices';
import { ResponseFolder } from './sources/responseFolder';
import { DetailsResponses } from './sources/detailsResponses';
import { DetailsLog } from './sources/detailsLog';
import { FetchedDayLibrary } from './sources/fetchedDayLibrary';
import { inShortSlices } from '../platform/node/files/appendLog';
import type { ParseCache } from './library/parseCache';
import { placeOf } from '../platform/vscode/files/folderPlace';
import { newNoteBody } from './notes/newNoteBody';
import { notesFolder } from './notes/notesLocation';
import { RelocatableNoteFiles } from './notes/relocatableNoteFiles';
import { SharedTriageLog } from './triage/sharedTriageLog';
import { watchFolder } from '../platform/vscode/files/watchFolder';
import type { RuleSettings } from './rules/ruleSettings';
import { SeenVersionsLog } from './versions/seenVersionsLog';
import { FailureReporter, UserFacingError } from '../platform/vscode/ui/commands';
import { ParseCaches } from './library/parseCaches';
import { RemovedPackagedDigests } from './library/packagedDigests';
import { createRules } from './rules/createRules';
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
import { createSearchCorpus, type StoredWholePapers } from './search/searchCorpus';
import { contextKeys } from '../platform/vscode/ui/contextKeys.generated';
import { Log } from '../platform/vscode/ui/log';

/** What the features share: the stores, what is derived from them, the reader and the views. */
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
  readonly log: Log;
  readonly reporter: FailureReporter;
  /** Commands that keys run: what is pressed while one of them works waits for its turn. */
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
  /** The places in the workspace that name papers. */
  readonly references: WorkspaceReferences;
  /** Resolves once library, states and notes have been read; reads them the first time it is called. */
  readonly ready: () => Promise<void>;
}

/** Creates the services. Nothing is read before `ready` is called. */
export function createServices(context: vscode.ExtensionContext): Services {
  const own = new DisposableStore();
  context.subscriptions.push(own);
  const stores = createStores(context, own);
  const { service, reporter, marks, history, log, turns } = stores;
  const highlights = new HighlightEditor(stores);
  const readerModel = own.add(new ReaderModel(stores));
  const { extensionUri } = context;
  const reader = own.add(
    new Reader({
      ...{ extensionUri, memory: context.workspaceState, model: readerModel },
      fullTextFolder: fullTextFolder(context),
      ...{ highlights, marks, turns, log },
    }),
  );
  return {
    ...stores,
    importer: new DigestImporter(service, history, reporter),
    identity: new PaperIdentityEditor({ ...stores, newId: randomUUID }),
    recommendations: own.add(new Recommendations(stores, context.globalState)),
    ...createCitations(context, own, stores),
    passages: own.add(new Passages(stores)),
    highlights,
    readerModel,
    reader,
    views: own.add(new ViewRegistry({ ...stores, reader })),
  };
}

function createStores(context: vscode.ExtensionContext, own: DisposableStore): Stores {
  const log = own.add(new Log('Daily Papers'));
  const reporter = new FailureReporter(log);
  const { globalStorageUri: globalStorage, workspaceState } = context;
  const linked = own.add(new LinkedFolders(workspaceState));
  const leftOut = own.add(new LeftOutFiles());
  const { service, fetched, removedPackaged } = createDays(context, own, linked, leftOut, log);
  const details = createDetailsStore(context, service, log);
  const triage = own.add(createTriage(context, own, service, log));
  const history = own.add(
    new UndoHistory((id) => {
      const paper = state.paper(id);
      return paper && plainTitle(paper);
    }, reporter),
  );
  const ofNotes = createNotes(context, own, { service, linked, history, reporter });
  const { notes, notesPlace } = ofNotes;
  const mentions = own.add(new NoteMentions(notes));
  const sources = new SourceServices(context);
  const { wholePapers, ...ofFullTexts } = createFullTexts(context, own, sources, log);
  const { rules, settings } = createRules({ library: service.library, state: () => state, log });
  const state = own.add(new PaperState(service.library, triage, notes, own.add(rules), wholePapers));
  own.add(settings);
  const seen = own.add(new SeenVersionsLog(vscode.Uri.joinPath(globalStorage, 'seenVersions.jsonl').fsPath));

  const backups = own.add(new StoreBackups(globalStorage.fsPath, () => Date.now()));
  const ready = memoizeSuccess(async () => {
    const parts = { log, service, fetched, details, triage, notes, seen, reporter, settings };
    await withBackups(backups, { triage, log, reporter }, () => readAll(parts));
    notesPlace.offerUntrusted();
  });
  const references = own.add(workspaceReferences(context, service, ready, log));
  const searched = { references, wholePapers: wholePapersOf(ofFullTexts.fullTexts) };
  const corpus = own.add(createSearchCorpus(service.library, state, rules, ready, searched));
  const search = own.add(paperSearch(context, corpus, log));
  return {
    ...{ log, reporter, service, sources },
    turns: new CommandQueue(),
    ...ofFullTexts,
    removedPackaged,
    fetched,
    details,
    triage,
    marks: new TriageMarks(triage, history),
    history,
    ...ofNotes,
    linked,
    leftOut,
    rules,
    state,
    mentions,
    versions: new VersionUpdates(state, seen),
    seen,
    search,
    backups,
    references,
    ready,
  };
}

function fullTextFolder({ globalStorageUri }: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(globalStorageUri, 'fulltext');
}

function createFullTexts(
  context: vscode.ExtensionContext,
  own: DisposableStore,
  sources: SourceServices,
  log: Log,
): Pick<Stores, 'fullTexts' | 'fullTextStore' | 'readingPlaces'> & {
  readonly wholePapers: FullTextHighlights;
} {
  const process = own.add(isolatedProcess(context, processes.fullTexts));
  const store = new FullTextStore(fullTextFolder(context).fsPath);
  const fullTexts = own.add(new FullTexts({ store, process, sources }));
  const readingPlaces = new ReadingPlaces(context.globalState, (error) => log.error(String(error)));
  const ofStore = { fullTexts, fullTextStore: store, readingPlaces };
  return { ...ofStore, wholePapers: own.add(new FullTextHighlights({ fullTexts, process })) };
}

function createTriage(
  { globalStorageUri }: vscode.ExtensionContext,
  own: DisposableStore,
  { library }: LibraryService,
  log: Log,
): TriageStore {
  const report = (error: unknown): void => log.error(String(error));
  const file = vscode.Uri.joinPath(globalStorageUri, 'triage.jsonl').fsPath;
  const shared = own.add(new SharedTriageLog(file, report));
  return new TriageStore(shared, () => Date.now(), inShortSlices, report, library);
}

/** The notes, and what reads and edits their texts. */
function createNotes(
  context: vscode.ExtensionContext,
  own: DisposableStore,
  { service, linked, history, reporter }: Pick<Stores, 'service' | 'linked' | 'history' | 'reporter'>,
): Pick<Stores, 'noteFiles' | 'notesPlace' | 'notes' | 'codec'> {
  const { globalStorageUri: globalStorage, workspaceState: state } = context;
  const codec = isolatedNoteCodec(own.add(isolatedProcess(context, processes.notes)));
  const newBody = newNoteBody(service.library, () => new Date());
  const files = own.add(
    new RelocatableNoteFiles(
      notesFolder(globalStorage, state),
      (realPath, path) => linked.allows(realPath, path),
      DraftNoteFileSystem.nameOf,
    ),
  );
  return {
    noteFiles: files,
    notesPlace: own.add(
      new NotesFolderController({ files, state, globalStorage, linked, codec, history, reporter }),
    ),
    notes: own.add(new NoteStore(files, files.live, codec, newBody)),
    codec,
  };
}

/** What brings days into the library. */
function createDays(
  context: vscode.ExtensionContext,
  own: DisposableStore,
  linked: LinkedFolders,
  leftOut: LeftOutFiles,
  log: Log,
): Pick<Stores, 'service' | 'fetched' | 'removedPackaged'> {
  const parsed = own.add(new ParseCaches(context, log));
  const removedPackaged = new RemovedPackagedDigests(context.globalState);
  const decisionsFolder = vscode.Uri.joinPath(context.globalStorageUri, 'identity');
  const service = own.add(
    new LibraryService({
      decisions: new IdentityLog(vscode.Uri.joinPath(decisionsFolder, 'decisions.jsonl').fsPath),
      decisionsFolder,
      seeds: vscode.Uri.joinPath(context.extensionUri, 'seeds'),
      files: createDigestFiles(context.globalStorageUri, linked),
      removed: removedPackaged,
      parsed: (place) => parsed.of(place),
      process: own.add(isolatedProcess(context, processes.digests)),
      leftOut,
      log,
    }),
  );
  return {
    service,
    removedPackaged,
    fetched: own.add(fetchedDays(context, service, parsed.of('fetched'), log)),
  };
}

function fetchedDays(
  { globalStorageUri }: vscode.ExtensionContext,
  service: LibraryService,
  parsed: ParseCache,
  log: Log,
): FetchedDayLibrary {
  const folder = vscode.Uri.joinPath(globalStorageUri, 'answers');
  return new FetchedDayLibrary({
    library: service.library,
    // The packaged days come first at every start, so that papers keep their ids. Who else waits says what went wrong.
    after: () => service.ready().catch(() => undefined),
    store: new ResponseFolder(folder.fsPath),
    parsed,
    run: runInTimeSlices,
    watch: (changed) => watchFolder(placeOf(folder), () => changed()),
    report: (cause) => log.error(`Fetched days: ${String(cause)}`),
  });
}

function createDetailsStore(
  { globalStorageUri }: vscode.ExtensionContext,
  { library }: LibraryService,
  log: Log,
): DetailsStore {
  return new DetailsStore({
    library,
    log: new DetailsLog(vscode.Uri.joinPath(globalStorageUri, 'details.jsonl').fsPath),
    responses: new DetailsResponses(vscode.Uri.joinPath(globalStorageUri, 'details').fsPath),
    run: runInTimeSlices,
    report: (cause) => log.warn(`Details of papers: ${String(cause)}`),
  });
}

function workspaceReferences(
  context: vscode.ExtensionContext,
  { library }: LibraryService,
  ready: () => Promise<void>,
  log: Log,
): WorkspaceReferences {
  const { storageUri: storage, workspaceState: memory } = context;
  const scanner = new FolderScanner(isolatedProcess(context, processes.references));
  return new WorkspaceReferences({ library, scanner, storage, memory, ready, log });
}

/** The whole papers that are stored, for search. */
function wholePapersOf(fullTexts: FullTexts): StoredWholePapers {
  return { onDidChange: fullTexts.onDidStore, files: (idOf) => fullTexts.files(idOf) };
}

function paperSearch(
  { extension, extensionUri, globalStorageUri, storageUri }: vscode.ExtensionContext,
  corpus: SearchCorpus,
  log: Log,
): PaperSearch {
  const stored = (name: string, folder = globalStorageUri): string =>
    vscode.Uri.joinPath(folder, name).fsPath;
  return new PaperSearch(corpus, {
    script: vscode.Uri.joinPath(extensionUri, 'dist', 'indexProcess.cjs').fsPath,
    file: stored('papers.index'),
    // Without a folder notes are in global storage, and so is the index of them.
    notesFile: stored('notes.index', storageUri),
    wholePapersFile: stored('fulltext.index'),
    // Held the words of the notes of whatever workspace was open last.
    obsoleteFiles: [stored('search.index')],
    version: String((extension.packageJSON as { readonly version?: unknown }).version),
    report: (cause) => log.warn(`The search index: ${String(cause)}`),
  });
}

/** Reads the stores once a restore that was cut off is finished; what they lack is added afterwards. */
async function withBackups(
  backups: StoreBackups,
  { triage, log, reporter }: Pick<Stores, 'triage' | 'log' | 'reporter'>,
  read: () => Promise<void>,
): Promise<void> {
  await backups.finishRestore().catch((error: unknown) => reporter.report(error));
  await read();
  // Nobody waits for it.
  identifyMarks(triage, backups)
    .then(() => backups.list())
    .catch((error: unknown) => log.error(`Marks have no identifiers yet: ${String(error)}`));
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
  const daysThenDetails = async (): Promise<void> => {
    try {
      await fetched.ready();
    } finally {
      await details.ready();
    }
  };
  const [digests, days, states, versions, read] = await Promise.allSettled([
    service.ready(),
    daysThenDetails(),
    triage.ready(),
    seen.refresh(),
    notes.ready(),
  ]);
  for (const part of [digests, days, states, versions])
    if (part.status === 'rejected') reporter.report(part.reason);
  if (read.status === 'rejected') reporter.report(read.reason);
  // For a folder that is a link the person has been asked.
  else if (!read.value.ok && read.value.error.kind !== 'outside')
    reporter.report(new UserFacingError(read.value.error.message, { cause: read.value.error.cause }));
  // Rules go by all that was read. The newest papers are judged before they are first shown.
  await settings.begin();
  const { library } = service;
  const took = (performance.now() - started).toFixed(1);
  log.info(`${[...library.paperIds()].length} papers of ${library.days.length} days ready in ${took} ms.`);
  await contextKeys.loaded.set(true);
}
