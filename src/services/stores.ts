import { join } from 'node:path';
import type { Disposable, DisposableStore } from '../core/base/disposable';
import type { Logger } from '../core/base/logger';
import type { NoteSubject } from '../core/notes/note';
import type { RuleEvaluator } from '../core/rules/ruleEvaluator';
import type { PaperState } from '../core/state/paperState';
import { TriageStore } from '../core/triage/triageStore';
import { inShortSlices } from '../platform/node/files/appendLog';
import { runInTimeSlices } from '../platform/node/runInTimeSlices';
import type { ExtensionPlaces } from './extensionPlaces';
import { FullTextHighlights } from './fullTexts/fullTextHighlights';
import { FullTexts } from './fullTexts/fullTexts';
import { FullTextStore } from './fullTexts/fullTextStore';
import { IdentityLog } from './identity/identityLog';
import { LibraryService, type LibraryServiceOptions } from './library/libraryService';
import { ParseCaches } from './library/parseCaches';
import { newNoteBody } from './notes/newNoteBody';
import { isolatedProcess, processes } from './parsing/isolatedProcesses';
import { createRules } from './rules/createRules';
import type { IndexClientOptions } from './search/indexClient';
import { PaperSearch, type SearchCorpus } from './search/paperSearch';
import type { FullTextPages } from './sources/fullTextPages';
import { DetailsLog } from './sources/detailsLog';
import { DetailsResponses } from './sources/detailsResponses';
import { DetailsStore } from './sources/detailsStore';
import { FetchedDayLibrary } from './sources/fetchedDayLibrary';
import { ResponseFolder } from './sources/responseFolder';
import { SharedTriageLog } from './triage/sharedTriageLog';

/** The program that uses the stores: the extension in a window, or the server for assistants. */
export interface StoreHost {
  readonly places: ExtensionPlaces;
  /** The version of the extension. */
  readonly version: string;
  readonly log: Logger;
  /** The value of a setting of the person, as it is stored; undefined if it is not known. */
  setting(name: string): unknown;
  /** Reports changes in a folder of global storage, which need not be there. */
  watchStorage(folder: string, changed: () => void): Disposable;
}

/** What of the library depends on the host. */
export type LibraryPlaces = Pick<LibraryServiceOptions, 'seeds' | 'files' | 'removed' | 'leftOut'>;

function stored({ places }: StoreHost, ...names: readonly string[]): string {
  return join(places.globalStorageUri.fsPath, ...names);
}

/** What brings days into the library. */
export function createDays(
  host: StoreHost,
  own: DisposableStore,
  places: LibraryPlaces,
): { readonly service: LibraryService; readonly fetched: FetchedDayLibrary } {
  const { log } = host;
  const parsed = own.add(new ParseCaches(host.places, log));
  const service = own.add(
    new LibraryService({
      ...places,
      decisions: new IdentityLog(stored(host, 'identity', 'decisions.jsonl')),
      watchDecisions: (changed) => host.watchStorage('identity', changed),
      parsed: (place) => parsed.of(place),
      process: own.add(isolatedProcess(host.places, processes.digests)),
      log,
    }),
  );
  const fetched = own.add(
    new FetchedDayLibrary({
      library: service.library,
      // The packaged days come first at every start, so that papers keep their ids. Who else waits says what went wrong.
      after: () => service.ready().catch(() => undefined),
      store: new ResponseFolder(stored(host, 'answers')),
      parsed: parsed.of('fetched'),
      run: runInTimeSlices,
      watch: (changed) => host.watchStorage('answers', changed),
      report: (cause) => log.error(`Fetched days: ${String(cause)}`),
    }),
  );
  return { service, fetched };
}

export function createDetailsStore(host: StoreHost, { library }: LibraryService): DetailsStore {
  return new DetailsStore({
    library,
    log: new DetailsLog(stored(host, 'details.jsonl')),
    responses: new DetailsResponses(stored(host, 'details')),
    run: runInTimeSlices,
    report: (cause) => host.log.warn(`Details of papers: ${String(cause)}`),
  });
}

export function createTriage(
  host: StoreHost,
  own: DisposableStore,
  { library }: LibraryService,
): TriageStore {
  const report = (error: unknown): void => host.log.error(String(error));
  const shared = own.add(new SharedTriageLog(stored(host, 'triage.jsonl'), report));
  return own.add(new TriageStore(shared, () => Date.now(), inShortSlices, report, library));
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
  const process = own.add(isolatedProcess(host.places, processes.fullTexts));
  const fullTextStore = new FullTextStore(stored(host, 'fulltext'));
  const fullTexts = own.add(new FullTexts({ store: fullTextStore, process, sources }));
  return { fullTexts, fullTextStore, wholePapers: own.add(new FullTextHighlights({ fullTexts, process })) };
}

/** `state` is asked for only once rules are there. */
export function createRuleEvaluator(
  host: StoreHost,
  { library }: LibraryService,
  state: () => PaperState,
): RuleEvaluator {
  return createRules({ library, state, log: host.log });
}

/** The search index, in a process of its own unless `connect` is given. */
export function createSearch(
  host: StoreHost,
  own: DisposableStore,
  corpus: SearchCorpus,
  options: Pick<IndexClientOptions, 'connect'> = {},
): PaperSearch {
  const { extensionPath, globalStorageUri, storageUri } = host.places;
  const files = {
    script: join(extensionPath, 'dist', 'indexProcess.cjs'),
    file: stored(host, 'papers.index'),
    // Without a folder notes are in global storage, and so is the index of them.
    notesFile: join((storageUri ?? globalStorageUri).fsPath, 'notes.index'),
    wholePapersFile: stored(host, 'fulltext.index'),
    // Held the words of the notes of whatever workspace was open last.
    obsoleteFiles: [stored(host, 'search.index')],
    version: host.version,
    report: (cause: unknown) => host.log.warn(`The search index: ${String(cause)}`),
  };
  return own.add(new PaperSearch(corpus, { ...files, ...options }));
}

export interface ReadStores {
  readonly service: LibraryService;
  readonly fetched: FetchedDayLibrary;
  readonly details: DetailsStore;
  readonly triage: TriageStore;
}

/** Reads the stores of global storage. One that cannot be read does not keep the others from being read. */
export async function readStores({
  service,
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
  const read = await Promise.allSettled([service.ready(), daysThenDetails(), triage.ready()]);
  return read.flatMap((part) => (part.status === 'rejected' ? [part.reason as unknown] : []));
}
