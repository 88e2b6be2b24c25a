import * as vscode from 'vscode';
import { Debounce } from '../../platform/common/debounce';
import { type Timer, unref } from '../../platform/common/timers';
import { relativePath } from '../../platform/common/uriPath';
import type { Log } from '../../platform/vscode/ui/log';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import { findReferences } from '../../core/references/findReferences';
import type { Reference } from '../../core/references/reference';
import { type CitedEntry, ReferenceIndex, type ReferencePlace } from '../../core/references/referenceIndex';
import { namesSomething, type ScannedFile } from '../../core/references/scannedFile';
import { type FolderScan, type FolderScanner, referenceIndexName } from './folderScanner';
import { knownIdentifiers, LibraryTitles } from './libraryTitles';
import type { RelocatableNoteFiles } from '../notes/relocatableNoteFiles';
import { OpenDocuments } from './openDocuments';
import { inNotebook } from './placeLabel';
import { scanVirtualFiles, scanVirtualFolder } from './virtualFolder';

export interface WorkspaceReferencesOptions {
  readonly library: Library;
  /** The notes folder, which has its own watcher: that of VS Code can miss files in a folder that was just created. */
  readonly notes: Pick<RelocatableNoteFiles, 'folder' | 'onDidChange'>;
  /** Absent in a browser, where no folder is on this machine. */
  readonly scanner: FolderScanner | undefined;
  /** The workspace's storage; absent without a folder. */
  readonly storage: vscode.Uri | undefined;
  readonly memory: vscode.Memento;
  /** Resolves once the library has been read. */
  readonly ready: () => Promise<void>;
  readonly log: Log;
}

const usedKey = 'references.used';
/** In milliseconds. Files that change within this time are read together. */
const gatherFor = 40;
/** In milliseconds. VS Code fires no events for a file that is created and deleted within about 100 ms. */
const lookAgainAfter = 1_000;
/** After the library has changed, in milliseconds: a fetch changes it many times. */
const rescanAfter = 5_000;

/**
 * The references to papers in the workspace's files and open documents. Nothing is read before the feature is used in the
 * workspace for the first time, and before the workspace is trusted. Nothing is ever requested from a server.
 */
export class WorkspaceReferences implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<void>());
  readonly #papersChanged = this.#own.add(new Emitter<readonly PaperId[]>());
  readonly #titles: LibraryTitles;
  readonly #index: ReferenceIndex;
  readonly #waiting = new Map<string, Set<string>>();
  /** By the URI of their folder. */
  readonly #watchers = new Map<string, Disposable>();
  readonly #gathering = this.#own.add(
    new Debounce(() => void this.#readChanged(), { delay: gatherFor, restarts: false }),
  );
  readonly #looks = new Set<Timer>();
  readonly #rescan = this.#own.add(new Debounce(() => void this.#rescanFolders(), { delay: rescanAfter }));
  #isScanned = false;
  /** The name of the titles that each folder was scanned with, by the URI of the folder. */
  readonly #scannedTitles = new Map<string, string>();

  /** Fires when places were added or removed. */
  readonly onDidChange = this.#changed.event;
  /** Fires with the papers whose places have changed. */
  readonly onDidChangePapers = this.#papersChanged.event;

  constructor(private readonly options: WorkspaceReferencesOptions) {
    const { library, notes } = options;
    this.#titles = new LibraryTitles(library);
    this.#index = new ReferenceIndex(knownIdentifiers(library));
    if (options.scanner) this.#own.add(options.scanner);
    this.#own.add(notes.onDidChange((names) => this.#readNotes(names)));
    this.#own.add(
      library.onDidChange(() => {
        this.#index.invalidate();
        if (this.#isScanned) this.#rescan.request();
      }),
    );
  }

  /** Whether the feature was used in this workspace, now or in an earlier session. */
  get isUsed(): boolean {
    return this.options.memory.get<unknown>(usedKey) === true;
  }

  /** Finds the references in a text, with the citation keys of the workspace's bibliographies. */
  find(text: string, languageId: string): readonly Reference[] {
    return findReferences(text, languageId, this.#titles.matcher, this.#index.known);
  }

  /** Resolves once the library's titles, which {@link find} needs, have been read in small steps. */
  async ready(): Promise<void> {
    await this.options.ready();
    await this.#titles.ready();
  }

  /** Uses the feature: scans the folders the first time. Resolves when {@link of} is complete. */
  async use(): Promise<void> {
    if (!this.isUsed) await this.options.memory.update(usedKey, true);
    await this.#start();
    if (vscode.workspace.isTrusted) await this.#begin();
  }

  /** The places that name a paper, by file and line. */
  of(id: PaperId): readonly ReferencePlace[] {
    const { library } = this.options;
    return this.#index.of(library.idOf(id));
  }

  /** The paths of the files that name a paper, as people read them. */
  filesOf(id: PaperId): readonly string[] {
    const uris = new Set(this.of(id).map((place) => inNotebook(place).uri));
    return Array.from(uris, (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
  }

  /** All papers that are named, with their places. */
  all(): ReadonlyMap<PaperId, readonly ReferencePlace[]> {
    return this.#index.all();
  }

  /** The entry of the workspace's bibliographies with a citation key. */
  entry(key: string): CitedEntry | undefined {
    return this.#index.entry(key);
  }

  /** The entries of the workspace's bibliographies, one for each key. */
  entries(): Iterable<CitedEntry> {
    return this.#index.entries();
  }

  dispose(): void {
    for (const look of this.#looks) clearTimeout(look);
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#own.dispose();
  }

  readonly #start = memoizeSuccess(async () => {
    await this.ready();
    this.#own.add(
      new OpenDocuments(
        this.#index,
        () => this.#titles.matcher,
        () => this.#fire(),
      ),
    );
    this.#own.add(
      vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        void this.#scanAll([...added, ...this.#remove(removed)]);
      }),
    );
    if (!vscode.workspace.isTrusted)
      this.#own.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#begin()));
  });

  /** Scans the folders that are open when the feature is first used, or when the workspace is trusted. */
  readonly #begin = memoizeSuccess(async () => {
    await this.#scanAll(vscode.workspace.workspaceFolders ?? []);
    this.#isScanned = true;
    this.#fire();
    // The library may have changed during the scan.
    if ([...this.#scannedTitles.values()].some((name) => name !== this.#titles.name)) this.#rescan.request();
  });

  /** Returns the folders that have to be scanned again, as they contain one that was removed. */
  #remove(removed: readonly vscode.WorkspaceFolder[]): readonly vscode.WorkspaceFolder[] {
    for (const { uri } of removed) {
      const key = uri.toString();
      this.#index.setFolder(`${key}/`, []);
      this.#watchers.get(key)?.dispose();
      this.#watchers.delete(key);
      this.#scannedTitles.delete(key);
    }
    return (vscode.workspace.workspaceFolders ?? []).filter((folder) =>
      removed.some(({ uri }) => uri.toString().startsWith(`${folder.uri.toString()}/`)),
    );
  }

  #fire(): void {
    const changed = this.#index.takeChanges();
    this.#changed.fire();
    if (changed.length > 0) this.#papersChanged.fire(changed);
  }

  async #scanAll(folders: readonly vscode.WorkspaceFolder[]): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    for (const folder of folders) {
      this.#watch(folder);
      await this.#scan(folder);
    }
    this.#fire();
  }

  /** If a folder cannot be scanned, the others are scanned all the same. */
  async #scan(folder: vscode.WorkspaceFolder): Promise<void> {
    const { log } = this.options;
    const started = performance.now();
    this.#scannedTitles.set(folder.uri.toString(), this.#titles.name);
    try {
      const found = await this.#found(folder);
      if (!isOpen(folder)) return;
      const base = `${folder.uri.toString()}/`;
      this.#index.setFolder(
        base,
        found.files.map((file) => [fileUri(folder, file), file]),
      );
      const took = (performance.now() - started).toFixed(0);
      log.info(
        `References: ${found.files.length} of ${found.listed} files name papers (${found.by}, ${took} ms).`,
      );
      if (found.isCut) log.warn(`References: ${folder.name} holds too many files; only the first were read.`);
    } catch (error) {
      log.warn(`References of ${folder.name}: ${String(error)}`);
    }
  }

  async #found(folder: vscode.WorkspaceFolder): Promise<Omit<FolderScan, 'read' | 'by'> & { by: string }> {
    const { uri } = folder;
    const scanner = this.#scannerOf(folder);
    if (scanner) return scanner.scanFolder(this.#titles, uri.fsPath, this.#indexFile(uri.fsPath));
    const scan = await scanVirtualFolder(uri, this.#titles.matcher, () => !isOpen(folder));
    return { ...scan, by: uri.scheme };
  }

  /** Undefined if the folder is read through VS Code, as folders of this machine are in a browser too. */
  #scannerOf({ uri }: vscode.WorkspaceFolder): FolderScanner | undefined {
    return uri.scheme === 'file' ? this.options.scanner : undefined;
  }

  #indexFile(root: string): string | undefined {
    const { storage } = this.options;
    return storage && vscode.Uri.joinPath(storage, referenceIndexName(root)).fsPath;
  }

  #watch(folder: vscode.WorkspaceFolder): void {
    const key = folder.uri.toString();
    if (this.#watchers.has(key)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    const seen = (uri: vscode.Uri): void => this.#readSoon(folder, uri);
    // They end with the watcher.
    watcher.onDidCreate(seen);
    watcher.onDidChange(seen);
    watcher.onDidDelete(seen);
    this.#watchers.set(key, watcher);
  }

  /** Reads notes that have changed; without names, all of them. */
  #readNotes(names: readonly string[] | undefined): void {
    const { folder: notes } = this.options.notes;
    const folder = vscode.workspace.getWorkspaceFolder(notes);
    if (!folder || !this.#watchers.has(folder.uri.toString())) return;
    for (const uri of names?.map((name) => vscode.Uri.joinPath(notes, name)) ?? [notes])
      this.#readSoon(folder, uri);
  }

  #readSoon(folder: vscode.WorkspaceFolder, uri: vscode.Uri): void {
    const path = relativePath(folder.uri.path, uri.path);
    if (path === '' || /(?:^|\/)(?:\.git|node_modules)(?:\/|$)/.test(path)) return;
    const key = folder.uri.toString();
    const paths = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, paths.add(path));
    this.#gathering.request();
  }

  async #readChanged(): Promise<void> {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    const { log } = this.options;
    const { workspaceFolders = [] } = vscode.workspace;
    for (const [key, paths] of waiting) {
      const folder = workspaceFolders.find(({ uri }) => uri.toString() === key);
      if (!folder) continue;
      try {
        const scanner = this.#scannerOf(folder);
        const files = scanner
          ? await scanner.scanFiles(this.#titles, folder.uri.fsPath, [...paths])
          : await scanVirtualFiles(folder.uri, [...paths], this.#titles.matcher);
        for (const file of files) this.#replace(folder, file);
        this.#lookAgain(
          folder,
          files.filter((file) => namesSomething(file) && !paths.has(file.path)),
        );
      } catch (error) {
        log.warn(`References of ${folder.name}: ${String(error)}`);
      }
    }
    this.#fire();
  }

  /** Reads files again later that were found in a new or changed folder and had no event of their own. */
  #lookAgain(folder: vscode.WorkspaceFolder, files: readonly ScannedFile[]): void {
    if (files.length === 0) return;
    const look = setTimeout(() => {
      this.#looks.delete(look);
      for (const { path } of files) this.#readSoon(folder, vscode.Uri.joinPath(folder.uri, path));
    }, lookAgainAfter);
    unref(look);
    this.#looks.add(look);
  }

  /** If a folder was moved or deleted, its files are removed from the index too. */
  #replace(folder: vscode.WorkspaceFolder, file: ScannedFile): void {
    const uri = fileUri(folder, file);
    this.#index.setFile(uri, file);
    if (file.references.length === 0) this.#index.setFolder(`${uri}/`, []);
  }

  /** Scans the folders again that were scanned with other titles. */
  async #rescanFolders(): Promise<void> {
    const { workspaceFolders = [] } = vscode.workspace;
    for (const folder of workspaceFolders)
      if (this.#scannedTitles.get(folder.uri.toString()) !== this.#titles.name) await this.#scan(folder);
    this.#fire();
  }
}

/** A folder can be removed from the workspace while it is scanned. */
function isOpen({ uri }: vscode.WorkspaceFolder): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

function fileUri(folder: vscode.WorkspaceFolder, { path }: ScannedFile): string {
  return vscode.Uri.joinPath(folder.uri, path).toString();
}
