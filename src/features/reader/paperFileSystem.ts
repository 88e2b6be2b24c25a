import * as vscode from 'vscode';
import { FlatFileSystem } from '../../platform/vscode/files/flatFileSystem';
import type { PaperId } from '../../core/library/paper';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { paperIdOf, paperScheme } from '../../services/library/paperUri';
import type { ReaderModel } from '../../services/reader/readerModel';
import type { ReaderView } from '../../services/reader/readerView';

/** Papers as read-only Markdown files: what "Reopen Editor With… Text Editor", drag and diff see. */
class PaperFileSystem extends FlatFileSystem implements Disposable {
  readonly #model: ReaderModel;
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #owned = new DisposableStore();
  /** The open documents of papers, by address. VS Code copies the list of its documents at each access, which is slow. */
  readonly #open = new Map<string, { readonly uri: vscode.Uri; readonly paperId: PaperId }>();
  readonly onDidChangeFile = this.#changes.event;

  constructor(model: ReaderModel) {
    super();
    this.#model = model;
    this.#owned.add(this.#changes);
    this.#owned.add(model.onDidChange((ids) => this.#announce(ids)));
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
    this.#owned.add(vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)));
    this.#owned.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#open.delete(uri.toString())));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const bytes = await this.readFile(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: 0,
      size: bytes.length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const id = paperIdOf(uri);
    const view = id === undefined ? undefined : await this.#model.view(id);
    if (view === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(sourceText(view));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #opened({ uri }: vscode.TextDocument): void {
    const paperId = paperIdOf(uri);
    if (paperId !== undefined) this.#open.set(uri.toString(), { uri, paperId });
  }

  /** Only documents that are open can be out of date. */
  #announce(ids: readonly PaperId[] | 'all'): void {
    const changed = [...this.#open.values()].filter(({ paperId }) => ids === 'all' || ids.includes(paperId));
    if (changed.length === 0) return;
    this.#changes.fire(changed.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }
}

export function registerPaperFileSystem(model: ReaderModel): Disposable {
  const owned = new DisposableStore();
  const files = owned.add(new PaperFileSystem(model));
  owned.add(
    vscode.workspace.registerFileSystemProvider(paperScheme, files, {
      isReadonly: true,
      isCaseSensitive: true,
    }),
  );
  return owned;
}

function sourceText({ paper }: ReaderView): string {
  return `# ${paper.title}\n\n${paper.abstract}\n`;
}
