import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { BibliographyIndex, type BibliographyPaper } from '../../core/citations/bibliography';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { ParsingProcess } from '../parsing/parsingCalls';
import { findWorkspaceFiles } from '../../platform/vscode/files/findWorkspaceFiles';
import type { UriFiles } from '../../platform/vscode/files/uriFiles';
import type { Log } from '../../platform/vscode/ui/log';
import { longestBibliography, readBibliographyPapers } from '../parsing/parseBibliography';
import { localized } from '../../core/base/localization';

/** The maximum number of bibliographies that are read. */
const mostFiles = 200;

/** The parsed papers of a file, with the version of the file that was parsed. */
interface ReadFile {
  readonly stamp: string;
  readonly papers: readonly BibliographyPaper[];
}

/**
 * The `.bib` files of a trusted workspace, read when a key is first needed and again when one has changed; an open
 * document counts as it is in the editor.
 */
export class BibliographyFiles implements Disposable {
  readonly #own = new DisposableStore();
  readonly #known = new Map<string, ReadFile>();
  #watcher: vscode.FileSystemWatcher | undefined;
  /** Undefined until first needed, and after a change. */
  #index: Promise<BibliographyIndex> | undefined;

  constructor(
    private readonly process: ParsingProcess,
    private readonly files: UriFiles,
    private readonly log: Log,
  ) {}

  /** The files in the order of their addresses; none before the workspace is trusted. */
  async list(): Promise<readonly vscode.Uri[]> {
    if (!vscode.workspace.isTrusted || !vscode.workspace.workspaceFolders) return [];
    const found = await findWorkspaceFiles(['bib'], mostFiles);
    return found.toSorted((a, b) => (a.toString() < b.toString() ? -1 : 1));
  }

  /** The entries of all bibliographies. */
  index(): Promise<BibliographyIndex> {
    this.#watch();
    this.#index ??= this.#read().catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  /** The files that have an entry with a key. */
  async withKey(key: string): Promise<readonly vscode.Uri[]> {
    const found: vscode.Uri[] = [];
    for (const uri of await this.list()) {
      const papers = await this.#papersOf(uri);
      if (papers.some((paper) => paper.key === key)) found.push(uri);
    }
    return found;
  }

  dispose(): void {
    this.#own.dispose();
  }

  #watch(): void {
    if (this.#watcher) return;
    this.#watcher = this.#own.add(vscode.workspace.createFileSystemWatcher('**/*.bib'));
    const change = (): void => void (this.#index = undefined);
    this.#own.add(
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (isBibliography(uri)) change();
      }),
    );
    this.#own.add(this.#watcher.onDidChange(change));
    this.#own.add(this.#watcher.onDidCreate(change));
    this.#own.add(this.#watcher.onDidDelete(change));
  }

  async #read(): Promise<BibliographyIndex> {
    const index = new BibliographyIndex();
    for (const uri of await this.list()) await runInTimeSlices(index.adding(await this.#papersOf(uri)));
    return index;
  }

  async #papersOf(uri: vscode.Uri): Promise<readonly BibliographyPaper[]> {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    try {
      const { stamp, bytes } = await this.#contentOf(uri, document);
      const known = this.#known.get(uri.toString());
      if (known?.stamp === stamp) return known.papers;
      const read = await readBibliographyPapers(this.process, await bytes());
      if (!read.ok) throw new Error(localized(read.error));
      this.#known.set(uri.toString(), { stamp, papers: read.value });
      return read.value;
    } catch (error) {
      // The other bibliographies are read all the same.
      this.log.warn(`${uri.toString()}: ${String(error)}`);
      return [];
    }
  }

  async #contentOf(
    uri: vscode.Uri,
    document: vscode.TextDocument | undefined,
  ): Promise<{ readonly stamp: string; readonly bytes: () => Promise<Uint8Array> }> {
    if (document) {
      return {
        stamp: `document ${document.version}`,
        bytes: () => Promise.resolve(new TextEncoder().encode(document.getText())),
      };
    }
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    return {
      stamp: `file ${mtime} ${size}`,
      bytes: async () => (await this.files.readPlain(uri, longestBibliography)) ?? new Uint8Array(),
    };
  }
}

function isBibliography({ path }: vscode.Uri): boolean {
  return path.toLowerCase().endsWith('.bib');
}
