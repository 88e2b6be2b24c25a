import type { Disposable, DisposableStore } from '../core/base/disposable';
import type { Logger } from '../core/base/logger';
import type { NoteSubject } from '../core/notes/note';
import type { NoteStore } from '../core/notes/noteStore';
import type { RuleEvaluator } from '../core/rules/ruleEvaluator';
import { PaperState } from '../core/state/paperState';
import { TriageStore } from '../core/triage/triageStore';
import { inShortSlices } from '../platform/common/stores/storedLog';
import { runInTimeSlices } from '../platform/common/runInTimeSlices';
import type { ProgramHost } from './programs';
import { FullTextHighlights } from './fullTexts/fullTextHighlights';
import { FullTexts } from './fullTexts/fullTexts';
import { fullTextFolder, FullTextStore } from './fullTexts/fullTextStore';
import { IdentityLog } from './identity/identityLog';
import { IsolatedResponseReader, type ResponseReader } from './sources/responseReader';
import { LibraryService, type LibraryServiceOptions } from './library/libraryService';
import { ParseCaches } from './library/parseCaches';
import { newNoteBody } from './notes/newNoteBody';
import { isolatedProcess, processes } from './parsing/isolatedProcesses';
import { createRules } from './rules/createRules';
import type { IndexClientOptions } from './search/indexClient';
import { PaperSearch, type SearchCorpus } from './search/paperSearch';
import type { StoredWholePapers } from './search/searchCorpus';
import type { FullTextPages } from './sources/fullTextPages';
import { DetailsLog } from './sources/detailsLog';
import { DetailsResponses } from './sources/detailsResponses';
import { DetailsStore } from './sources/detailsStore';
import { FetchedDayLibrary } from './sources/fetchedDayLibrary';
import { ResponseFolder } from './sources/responseFolder';
import { SharedTriageLog } from './triage/sharedTriageLog';

/** The program that uses the stores: the extension in a window, or the server for assistants. */
export interface StoreHost {
  readonly programs: ProgramHost;
  /** The version of the extension. */
  readonly version: string;
  readonly log: Logger;
  /** Texts of papers are read from the disk whenever they are needed: slower, and takes less memory. */
  readonly leavesTextsOnDisk?: boolean;
  /** The value of a setting of the person, as it is stored; undefined if it is not known. */
  setting(name: string): unknown;
  /** Reports changes in a folder of global storage, which need not be there. */
  watchStorage(folder: string, changed: () => void): Disposable;
}

/** The parts of the library that depend on the host. */
export type LibraryPlaces = Pick<LibraryServiceOptions, 'seeds' | 'files' | 'removed' | 'leftOut'>;

/** The services that add days to the library. */
export function createDays(
  host: StoreHost,
  own: DisposableStore,
  places: LibraryPlaces,
): {
  readonly libraryService: LibraryService;
  readonly fetched: FetchedDayLibrary;
  readonly reader: ResponseReader;
  readonly parsed: ParseCaches;
} {
  const { log, programs } = host;
  const reader = new IsolatedResponseReader(own.add(isolatedProcess(programs, processes.responses)));
  const parsed = own.add(new ParseCaches(programs, log, host.leavesTextsOnDisk));
  const libraryService = own.add(
    new LibraryService({
      ...places,
      decisions: new IdentityLog(programs.storage.log('identity/decisions.jsonl')),
      watchDecisions: (changed) => host.watchStorage('identity', changed),
      parsed: (place) => parsed.of(place),
      process: own.add(isolatedProcess(programs, processes.digests)),
      log,
    }),
  );
  const fetched = own.add(
    new FetchedDayLibrary({
      library: libraryService.library,
      // The packaged days come first at every start, so that papers keep their ids. Their failure is reported elsewhere.
      after: () => libraryService.ready().catch(() => undefined),
      store: new ResponseFolder(programs.storage.folder('answers')),
      parsed: parsed.of('fetched'),
      run: runInTimeSlices,
      reader,
      watch: (changed) => host.watchStorage('answers', changed),
      report: (cause) => log.error('Fetched days:', cause),
    }),
  );
  return { libraryService, fetched, reader, parsed };
}

export function createDetailsStore(
  host: StoreHost,
  { library }: LibraryService,
  reader: ResponseReader,
): DetailsStore {
  return new DetailsStore({
    library,
    log: new DetailsLog(host.programs.storage.log('details.jsonl')),
    responses: new DetailsResponses(host.programs.storage.folder('details')),
    run: runInTimeSlices,
    reader,
    report: (cause) => host.log.warn(`Details of papers: ${String(cause)}`),
  });
}

/** `device` names this device in the stamps of marks; they have none if it is left out. */
export function createTriage(
  host: StoreHost,
  own: DisposableStore,
  { library }: LibraryService,
  device?: () => string,
): TriageStore {
  const report = (error: unknown): void => host.log.error('Marks of papers:', error);
  const shared = own.add(new SharedTriageLog(host.programs.storage.log('triage.jsonl'), report));
  return own.add(new TriageStore(shared, () => Date.now(), inShortSlices, report, library, device));
}

/** Gives the body of a new note. */
export function newBodies(host: StoreHost, { library }: LibraryService): (subject: NoteSubject) => string {
  return newNoteBody(
    library,
    () => new Date(),
    () => host.setting('notes.template'),
  );
}

export function createFullTexts(
  host: StoreHost,
  own: DisposableStore,
  sources: { fullTextPages(): Pick<FullTextPages, 'page' | 'figure'> },
): {
  readonly fullTexts: FullTexts;
  readonly fullTextStore: FullTextStore;
  readonly wholePapers: FullTextHighlights;
} {
  const process = own.add(isolatedProcess(host.programs, processes.fullTexts));
  const fullTextStore = new FullTextStore(host.programs.storage.folder(fullTextFolder));
  const fullTexts = own.add(new FullTexts({ store: fullTextStore, process, sources }));
  return { fullTexts, fullTextStore, wholePapers: own.add(new FullTextHighlights({ fullTexts, process })) };
}

/**
 * The state of papers, and the rules. The rules read the state, which includes their results, so each is given the other.
 */
export function createPaperState(
  host: StoreHost,
  own: DisposableStore,
  parts: {
    readonly libraryService: LibraryService;
    readonly triage: TriageStore;
    readonly notes: NoteStore;
    readonly wholePapers: FullTextHighlights;
  },
): { readonly rules: RuleEvaluator; readonly state: PaperState } {
  const { libraryService, triage, notes, wholePapers } = parts;
  const { library } = libraryService;
  const rules = own.add(createRules({ library, state: (): PaperState => state, log: host.log }));
  const state: PaperState = own.add(new PaperState(library, triage, notes, rules, wholePapers));
  return { rules, state };
}

/** The whole papers that are stored, as the process of the index reads them. */
export function wholePapersOf({ programs }: StoreHost, fullTexts: FullTexts): StoredWholePapers {
  return {
    onDidChange: fullTexts.onDidStore,
    files: async (idOf) =>
      (await fullTexts.files(idOf)).map(({ file, ...paper }) => ({
        ...paper,
        file: programs.indexPath('storage', `${fullTextFolder}/${file}`),
      })),
  };
}

/**
 * The search index, in a process of its own unless `start` is given.
 *
 * @param versions part of the names of its files, so that they are not those of the extension; undefined to share these. See
 * `versionsOfIndex`
 */
export function createSearch(
  host: StoreHost,
  own: DisposableStore,
  corpus: SearchCorpus,
  {
    versions,
    ...options
  }: Partial<Pick<IndexClientOptions, 'start'>> & { readonly versions?: string | undefined } = {},
): PaperSearch {
  const { programs } = host;
  const files = {
    start: programs.startIndex,
    file: programs.indexPath('storage', indexFileName('papers', versions)),
    // Without a folder notes are in global storage, and so is the index of them.
    notesFile: programs.indexPath('workspaceStorage', indexFileName('notes', versions)),
    wholePapersFile: programs.indexPath('storage', indexFileName('fulltext', versions)),
    // Contains words of the notes of the workspace that was open last.
    obsoleteFiles: [programs.indexPath('storage', 'search.index')],
    environment: `${programs.unicode} ${host.version}`,
    report: (cause: unknown) => host.log.warn(`The search index: ${String(cause)}`),
  };
  return own.add(new PaperSearch(corpus, { ...files, ...options }));
}

/** @param versions see {@link createSearch} */
export function indexFileName(of: 'papers' | 'notes' | 'fulltext', versions: string | undefined): string {
  return versions === undefined ? `${of}.index` : `${of}.assistants.${versions}.index`;
}

export interface ReadStores {
  readonly libraryService: LibraryService;
  readonly fetched: FetchedDayLibrary;
  readonly details: DetailsStore;
  readonly triage: TriageStore;
}

/** Reads the stores of global storage. One that cannot be read does not keep the others from being read. */
export async function readStores({
  libraryService,
  fetched,
  details,
  triage,
}: ReadStores): Promise<readonly unknown[]> {
  const daysThenDetails = async (): Promise<void> => {
    try {
      await fetched.ready();
    } finally {
      await details.ready();
    }
  };
  const read = await Promise.allSettled([libraryService.ready(), daysThenDetails(), triage.ready()]);
  return read.flatMap((part) => (part.status === 'rejected' ? [part.reason as unknown] : []));
}
