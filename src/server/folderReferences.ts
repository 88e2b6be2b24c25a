import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Disposable, DisposableStore } from '../core/base/disposable';
import { Emitter } from '../core/base/event';
import { BibliographyIndex, type BibliographyPaper } from '../core/citations/bibliography';
import type { Library } from '../core/library/library';
import type { PaperId } from '../core/library/paper';
import { findReferences } from '../core/references/findReferences';
import type { Reference } from '../core/references/reference';
import { ReferenceIndex, type ReferencePlace } from '../core/references/referenceIndex';
import { readPlainFile } from '../platform/node/files/plainFile';
import type { ProgramHost } from '../services/programs';
import { isolatedProcess, processes } from '../services/parsing/isolatedProcesses';
import { longestBibliography, readBibliographyPapers } from '../services/parsing/parseBibliography';
import { FolderScanner, referenceIndexName } from '../services/references/folderScanner';
import { knownIdentifiers, LibraryTitles } from '../services/references/libraryTitles';

interface FolderReferencesOptions {
  readonly library: Library;
  /** A trusted folder; undefined for none. */
  readonly root: string | undefined;
  readonly programs: Pick<ProgramHost, 'startIsolated' | 'startReferences'>;
  /** The file of the extension's index of the folder; undefined if it stores none. */
  readonly storage: string | undefined;
  /** Resolves once the library has been read. */
  ready(): Promise<void>;
}

/** The places at which the files of a folder name papers, and its bibliographies; the files are scanned on each request. */
export class FolderReferences implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<readonly PaperId[]>());
  readonly #titles: LibraryTitles;
  readonly #index: ReferenceIndex;
  readonly #scanner: FolderScanner | undefined;
  /** The address of the folder, with a slash at the end. */
  readonly #base: string;
  #bibliographies: readonly string[] = [];
  #scanning: Promise<void> | undefined;

  /** Fires with papers whose places may have changed. */
  readonly onDidChangePapers = this.#changed.event;

  constructor(private readonly options: FolderReferencesOptions) {
    const { library, programs, root = '' } = options;
    this.#base = `${pathToFileURL(root).href}/`;
    this.#titles = new LibraryTitles(library);
    this.#index = new ReferenceIndex(knownIdentifiers(library));
    const { startReferences } = programs;
    this.#scanner = startReferences && this.#own.add(new FolderScanner(startReferences));
    this.#own.add(library.onDidChange(() => this.#index.invalidate()));
  }

  /** Resolves when {@link of} is up to date with the files. Calls made meanwhile share the scan. */
  async use(): Promise<void> {
    this.#scanning ??= this.#scan().finally(() => (this.#scanning = undefined));
    await this.#scanning;
  }

  /** The places that name a paper, by file and line. */
  of(id: PaperId): readonly ReferencePlace[] {
    return this.#index.of(this.options.library.idOf(id));
  }

  filesOf(id: PaperId): readonly string[] {
    const base = this.#base;
    const paths = this.of(id).map(({ uri }) => (uri.startsWith(base) ? uri.slice(base.length) : uri));
    return [...new Set(paths.map(decodeURI))];
  }

  find(text: string, languageId: string): readonly Reference[] {
    return findReferences(text, languageId, this.#titles.matcher, this.#index.known);
  }

  /** The entries of the folder's bibliographies, except those that cannot be read. */
  async index(): Promise<BibliographyIndex> {
    await this.use();
    const process = isolatedProcess(this.options.programs, processes.bibliographies);
    try {
      const papers: BibliographyPaper[] = [];
      for (const path of this.#bibliographies) {
        const bytes = await readPlainFile(path, longestBibliography).catch(() => undefined);
        const read = bytes && (await readBibliographyPapers(process, bytes));
        if (read?.ok) for (const paper of read.value) papers.push(paper);
      }
      return new BibliographyIndex(papers);
    } finally {
      process.dispose();
    }
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #scan(): Promise<void> {
    const { root, storage } = this.options;
    if (root === undefined || !this.#scanner) return;
    await this.options.ready();
    await this.#titles.ready();
    const before = [...this.#index.all().keys()];
    const indexFile = storage === undefined ? undefined : join(storage, referenceIndexName(root));
    const { files } = await this.#scanner.scanFolder(this.#titles, root, indexFile);
    const uriOf = (path: string): string => pathToFileURL(join(root, path)).href;
    this.#index.setFolder(
      `${pathToFileURL(root).href}/`,
      files.map((file) => [uriOf(file.path), file]),
    );
    this.#bibliographies = files
      .filter(({ path, entries }) => entries !== undefined && path.toLowerCase().endsWith('.bib'))
      .map(({ path }) => join(root, path));
    this.#changed.fire([...new Set([...before, ...this.#index.all().keys()])]);
  }
}
