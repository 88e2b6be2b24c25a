import * as vscode from 'vscode';
import { parsePaperReference } from '../../core/remote/paperReference';
import type { PaperId } from '../../core/library/paper';
import { runCommand } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { Services } from '../../services/services';
import type { PaperTree } from '../../services/views/paperTree';
import { type DigestFilter, type DigestSort, DigestTreeModel, isDigestFilter } from './digestTreeModel';
import { type DigestImporter, fileSource, type ImportSource } from '../../services/library/digestImporter';
import type { ViewNode } from '../../services/views/treeNodes';

const filterKey = 'digests.filter';
const sortKey = 'digests.sort';
const hiddenKey = 'digests.showHidden';

/** The view Digests with its filter, its order and whether it lists hidden papers, kept for the workspace. */
export class DigestsView {
  readonly #model: DigestTreeModel;
  readonly #tree: PaperTree;

  constructor(
    private readonly services: Services,
    private readonly memory: vscode.Memento,
  ) {
    const { views, importer } = services;
    this.#model = new DigestTreeModel(services);
    this.#tree = views.create(this.#model, new DigestDrop(importer));
    const filter = memory.get<unknown>(filterKey);
    this.#applyFilter(isDigestFilter(filter) ? filter : 'all');
    this.#applyHidden(memory.get<unknown>(hiddenKey) === true);
    this.#applySort(memory.get<unknown>(sortKey) === 'recommended' ? 'recommended' : 'digest');
  }

  async setFilter(filter: DigestFilter): Promise<void> {
    await this.memory.update(filterKey, filter);
    this.#applyFilter(filter);
    this.#tree.refresh();
  }

  /** Whether the digests list the papers that triage rules hide, dimmed. */
  async setShowHidden(show: boolean): Promise<void> {
    await this.memory.update(hiddenKey, show);
    this.#applyHidden(show);
    this.#tree.refresh();
  }

  async setSort(sort: DigestSort): Promise<void> {
    await this.memory.update(sortKey, sort);
    this.#applySort(sort);
    this.#tree.refresh();
  }

  refresh(): void {
    this.#tree.refresh();
  }

  /** Redraws the rows if they are in the order of recommendations. */
  reorder(): void {
    if (this.#model.sort === 'recommended') this.#tree.refresh();
  }

  /** Fires when the view becomes visible. */
  onDidShow(listener: () => void): vscode.Disposable {
    return this.#tree.view.onDidChangeVisibility(({ visible }) => {
      if (visible) listener();
    });
  }

  /** Selects the row of a paper, unless the view is hidden or the row is selected already. */
  async reveal(id: PaperId): Promise<void> {
    const { view } = this.#tree;
    if (view.visible) await this.services.ready();
    if (!view.visible || view.selection.some((node) => node.kind === 'paper' && node.paperId === id)) return;
    const node = this.#model.nodeFor(id, this.services.views.selectedDay());
    if (node) await this.#tree.reveal(node, { focus: false });
  }

  #applySort(sort: DigestSort): void {
    this.#model.sort = sort;
    void contextKeys['digests.sort'].set(sort);
  }

  #applyHidden(show: boolean): void {
    this.#model.showHidden = show;
    void contextKeys['digests.showHidden'].set(show);
  }

  #applyFilter(filter: DigestFilter): void {
    this.#model.filter = filter;
    void contextKeys['digests.filter'].set(filter);
  }
}

/**
 * Lets digest files be dropped on the view Digests, from the Explorer or from outside VS Code, and what names a paper: an
 * address or an identifier, as from a browser.
 */
class DigestDrop implements vscode.TreeDragAndDropController<ViewNode> {
  readonly dropMimeTypes = ['text/uri-list', 'text/plain', 'files'];
  readonly dragMimeTypes: readonly string[] = [];

  constructor(private readonly importer: DigestImporter) {}

  async handleDrop(_target: ViewNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const uris = await droppedUris(data);
    const files = droppedFiles(data, uris);
    if (files.length > 0) await this.importer.import(files);
    const addresses = uris.filter(isWebAddress);
    const text = uris.length + files.length === 0 ? await droppedIdentifier(data) : undefined;
    for (const named of text === undefined ? addresses : [text]) await runCommand('addPaper', named);
  }
}

async function droppedUris(data: vscode.DataTransfer): Promise<readonly string[]> {
  const list = await data.get('text/uri-list')?.asString();
  return (list ?? '').split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

function isWebAddress(uri: string): boolean {
  return /^https?:\/\//iu.test(uri);
}

/** Any other text may have been dragged by mistake: words are no title of a paper here. */
async function droppedIdentifier(data: vscode.DataTransfer): Promise<string | undefined> {
  const text = await data.get('text/plain')?.asString();
  const kind = text === undefined ? undefined : parsePaperReference(text)?.kind;
  return kind === 'arxiv' || kind === 'doi' ? text : undefined;
}

function droppedFiles(data: vscode.DataTransfer, uris: readonly string[]): readonly ImportSource[] {
  const local = uris.filter((uri) => !isWebAddress(uri));
  if (uris.length > 0) return local.map((uri) => fileSource(vscode.Uri.parse(uri, true)));
  const files: ImportSource[] = [];
  data.forEach((item) => {
    const file = item.asFile();
    if (file)
      files.push({ name: file.name, ...(file.uri && { uri: file.uri }), read: async () => file.data() });
  });
  return files;
}
