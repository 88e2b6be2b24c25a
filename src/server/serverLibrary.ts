import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ToolLibrary } from '../core/assistants/toolLibrary';
import { type Disposable, DisposableStore } from '../core/base/disposable';
import type { Logger } from '../core/base/logger';
import { memoizeSuccess } from '../core/base/memoizeSuccess';
import { readKeyFormula } from '../core/citations/keyFormula';
import { History } from '../core/history/history';
import type { RecordsSteps } from '../core/history/historyStep';
import { NoteStore } from '../core/notes/noteStore';
import { parseTriageRules } from '../core/rules/parseTriageRules';
import { isWithin } from '../platform/common/realPath';
import { Api } from '../publicApiObject';
import { type AssistantAccess, type FolderAccess, versionsOfIndex } from '../services/assistants/accessFile';
import { toolLibrary } from '../services/assistants/toolLibrary';
import { Citations } from '../services/citations/citations';
import { PinnedKeys } from '../services/citations/pinnedKeys';
import { WrittenFields } from '../services/citations/writtenFields';
import { createProgramHost } from '../services/node/programHost';
import type { ExtensionPlaces } from '../services/extensionPlaces';
import { LeftOutFiles } from '../services/library/leftOutFiles';
import { isolatedNoteCodec } from '../services/parsing/isolatedNoteCodec';
import { isolatedProcess, processes } from '../services/parsing/isolatedProcesses';
import { Passages } from '../services/passages/passages';
import { Recommendations } from '../services/recommendations/recommendations';
import { createSharedCorpus } from '../services/search/searchCorpus';
import { SourceServices } from '../services/sources/sourceServices';
import {
  createDays,
  createDetailsStore,
  createFullTexts,
  wholePapersOf,
  createPaperState,
  createSearch,
  createTriage,
  newBodies,
  readStores,
  type StoreHost,
} from '../services/stores';
import { TriageMarks } from '../services/triage/triageMarks';
import { digestFiles, packagedDigests } from './digestFolders';
import { FolderReferences } from './folderReferences';
import { indexInProcess } from './indexInProcess';
import type { PreparedPart } from './preparation';
import { noNoteFiles, watchedNotes } from './watchedNotes';
import { watchBelow } from './watchBelow';
import { localized } from '../core/base/localization';

export interface ServerLibraryOptions {
  /** The folder of the extension. */
  readonly extensionPath: string;
  readonly version: string;
  /** The global storage of the extension. */
  readonly storage: string;
  readonly access: AssistantAccess;
  /** A trusted folder, with the facts that the extension stored about it; undefined without one. */
  readonly folder: { readonly path: string; readonly access: FolderAccess } | undefined;
  readonly log: Logger;
}

/** The library and the notes of one folder, as the extension shows them, without VS Code. Stores are read on first use. */
export class ServerLibrary implements Disposable {
  readonly history: RecordsSteps;
  readonly #own = new DisposableStore();
  readonly #parts: ReturnType<typeof createParts>;

  constructor(options: ServerLibraryOptions) {
    this.history = this.#own.add(new History());
    this.#parts = createParts(options, this.#own);
  }

  /** The library for tools; changes are recorded in a history. */
  tools(history: RecordsSteps): ToolLibrary {
    const { triage, recommendations, fullTexts, notesFolder, ...parts } = this.#parts;
    const api = new Api({
      ...parts,
      fullTexts,
      history,
      newId: randomUUID,
      now: () => new Date(),
      noteUri: (id) => `${notesFolder}/${parts.notes.fileName(id) ?? id}`,
      marks: new TriageMarks(triage, history),
    });
    return toolLibrary(api, { ...parts, triage, recommendations, fullTexts, notesFolder: () => notesFolder });
  }

  /** Resolves once library, states and notes have been read. */
  ready(): Promise<void> {
    return this.#parts.ready();
  }

  /** Writes what was parsed, or the index, to the files from which the next start reads it. */
  async store(part: PreparedPart): Promise<void> {
    const { ready, parsed, search } = this.#parts;
    await ready();
    await (part === 'texts' ? parsed.flush() : search.save());
  }

  dispose(): void {
    this.#own.dispose();
  }
}

function createParts(options: ServerLibraryOptions, own: DisposableStore) {
  const { access, folder, log } = options;
  const host = hostOf(options, own);
  const { libraryService, fetched, reader, parsed } = createDays(host, own, {
    seeds: packagedDigests(options.extensionPath),
    files: digestFiles(options, own),
    removed: removedDigests(access),
    leftOut: own.add(new LeftOutFiles()),
  });
  const { library } = libraryService;
  const details = createDetailsStore(host, libraryService, reader);
  const triage = createTriage(host, own, libraryService);
  const codec = isolatedNoteCodec(
    own.add(isolatedProcess(host.programs, { ...processes.notes, idle: 20_000 })),
  );
  const place = allowedNotesFolder(options);
  const files = place ? watchedNotes(place, own, log) : noNoteFiles;
  const notes = own.add(new NoteStore(files, undefined, codec, newBodies(host, libraryService)));
  const { fullTexts, wholePapers } = createFullTexts(host, own, new SourceServices(host, reader));
  const { rules, state } = createPaperState(host, own, { libraryService, triage, notes, wholePapers });
  const ready = memoizeSuccess(async () => {
    const [failures, read] = await Promise.all([
      readStores({ libraryService, fetched, details, triage }),
      notes.ready(),
    ]);
    for (const failure of failures) log.error('A store was not read:', failure);
    if (!read.ok) log.error(localized(read.error.message));
    await rules.setRules(parseTriageRules(access.settings['triageRules']).rules);
  });
  const references = own.add(
    new FolderReferences({
      library,
      root: folder?.path,
      programs: host.programs,
      storage: folder?.access.storage,
      ready,
    }),
  );
  const searched = { references, wholePapers: wholePapersOf(host, fullTexts) };
  const corpus = own.add(createSharedCorpus(library, state, rules, ready, searched));
  const search = searchOf(host, own, corpus, access);
  const citations = citationsOf({ library, state, bibliographies: references }, host, own, access);
  return {
    libraryService,
    state,
    notes,
    triage,
    fullTexts,
    references,
    search,
    citations,
    ready,
    parsed,
    passages: own.add(new Passages({ notes, state, ready, index: search.passageIndex })),
    recommendations: own.add(
      new Recommendations({ libraryService, state, rules, search, ready, log }, forgottenJudgements(access)),
    ),
    notesFolder: notesFolderUri(options),
  };
}

/** The index, in this process. */
function searchOf(
  host: StoreHost,
  own: DisposableStore,
  corpus: ReturnType<typeof createSharedCorpus>,
  access: AssistantAccess,
) {
  return createSearch(host, own, corpus, {
    start: indexInProcess(corpus.local, host.leavesTextsOnDisk),
    versions: versionsOfIndex(access, host.programs.unicode),
  });
}

/** The citations, whose files are read in a process of their own. Keys are pinned only if notes may be changed. */
function citationsOf(
  papers: Pick<ConstructorParameters<typeof Citations>[0], 'library' | 'state' | 'bibliographies'>,
  host: StoreHost,
  own: DisposableStore,
  access: AssistantAccess,
) {
  return new Citations({
    ...papers,
    process: own.add(isolatedProcess(host.programs, processes.bibliographies)),
    formula: () => readKeyFormula(access.settings['citations.keyFormula']),
    written: new WrittenFields(host.programs.workspaceStorage.log('bibliographyFields.jsonl')),
    pinned: new PinnedKeys(host.programs.storage.log('citationKeys.jsonl'), () => !access.permissions.write),
  });
}

function hostOf(
  { extensionPath, version, storage, access, folder, log }: ServerLibraryOptions,
  own: DisposableStore,
): StoreHost {
  const ofFolder = folder?.access.storage;
  const places: ExtensionPlaces = {
    extensionPath,
    globalStorageUri: { fsPath: storage },
    storageUri: ofFolder === undefined ? undefined : { fsPath: ofFolder },
  };
  return {
    programs: createProgramHost(places),
    version,
    log,
    // Windows cannot replace a file that is open.
    leavesTextsOnDisk: process.platform !== 'win32',
    setting: (name) => access.settings[name],
    watchStorage: (name, changed) => own.add(watchBelow(storage, [name], () => changed(), log)),
  };
}

/** The place of the notes; undefined if they may be neither read nor changed. */
function allowedNotesFolder({ storage, access, folder }: ServerLibraryOptions) {
  const { readNotes, write } = access.permissions;
  if (!readNotes && !write) return undefined;
  const linked = folder?.access.linked ?? [];
  return {
    ...notesFolderPlace({ storage, folder }),
    allows: (realPath: string) => linked.some((place) => isWithin(realPath, place)),
  };
}

/** The place of the notes folder, regardless of permissions. */
function notesFolderPlace({ storage, folder }: Pick<ServerLibraryOptions, 'storage' | 'folder'>) {
  return folder?.access.notes ?? { base: storage, segments: ['notes'] };
}

/** The URI of that folder. */
function notesFolderUri(options: ServerLibraryOptions): string {
  const { base, segments } = notesFolderPlace(options);
  return pathToFileURL(join(base, segments.join('/'))).href;
}

function removedDigests({ removedDigests: ids }: AssistantAccess) {
  const refuse = (): Promise<never> => Promise.reject(new Error('Packaged digests are removed in VS Code.'));
  return { has: (id: string) => ids.includes(id), add: refuse, delete: refuse };
}

/** The judgements that recommendations ignore, as the extension stored them. */
function forgottenJudgements({ settings }: AssistantAccess) {
  return {
    get: (key: string) => settings[key],
    update: () => Promise.reject(new Error('Recommendations are reset in VS Code.')),
  };
}
