import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { type HighlightFilter, isFilterEmpty } from '../../core/highlights/highlightFilter';
import type { Highlight } from '../../core/notes/note';
import type { PaperId } from '../../core/library/paper';
import type { DroppedFile } from '../../features/digests/digestDrop';
import { DigestDrop } from '../../features/digests/digestDrop';
import { registerDimmedRows } from './dimmedRows';
import type { DigestFilter, DigestSort } from '../../features/digests/digestTreeModel';
import { DigestTreeModel, isDigestFilter } from '../../features/digests/digestTreeModel';
import { LaterTreeModel } from '../../features/later/laterTreeModel';
import { HighlightTreeModel } from '../../features/highlights/highlightTreeModel';
import { registerNewsBadges } from './updateBadges';
import { type HighlightNode, type TagNode, tagNode } from './treeNodes';
import type { PaperModel } from './paperModel';
import { PaperTree } from './paperTree';
import type { Target } from './commandTargets';
import { CommandTargets } from './commandTargets';
import { RecommendedTreeModel } from '../../features/recommended/recommendedTreeModel';
import { SearchTreeModel, type ShownSearch } from '../../features/searches/searchTreeModel';
import { TagTreeModel } from '../../features/tags/tagTreeModel';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';

const filterKey = 'digests.filter';
const sortKey = 'digests.sort';
const hiddenKey = 'digests.showHidden';

export interface PaperViewsDeps {
  readonly model: PaperModel;
  readonly state: vscode.Memento;
  /** The paper of the reader in front. */
  readonly activePaper: () => PaperId | undefined;
  readonly paperOf: (uri: vscode.Uri) => PaperId | undefined;
  /** What the view Searches lists. */
  readonly searches: () => readonly ShownSearch[];
  readonly importFiles: (files: readonly DroppedFile[]) => Promise<void>;
}

/** The views in the sidebar. */
export class PaperViews implements Disposable {
  readonly #own = new DisposableStore();
  readonly #digests: DigestTreeModel;
  readonly #digestTree: PaperTree;
  readonly #tagTree: PaperTree;
  readonly #highlights: HighlightTreeModel;
  readonly #highlightTree: PaperTree;
  readonly #searchTree: PaperTree;
  readonly #recommendedTree: PaperTree;
  readonly #targets: CommandTargets;

  constructor(private readonly deps: PaperViewsDeps) {
    const { model } = deps;
    this.#digests = new DigestTreeModel(model);
    this.#highlights = new HighlightTreeModel(model);
    this.#digestTree = this.#own.add(new PaperTree(this.#digests, model, new DigestDrop(deps.importFiles)));
    const later = this.#own.add(new PaperTree(new LaterTreeModel(model), model));
    this.#tagTree = this.#own.add(new PaperTree(new TagTreeModel(model), model));
    this.#highlightTree = this.#own.add(new PaperTree(this.#highlights, model));
    this.#searchTree = this.#own.add(new PaperTree(new SearchTreeModel(model, deps.searches), model));
    this.#recommendedTree = this.#own.add(new PaperTree(new RecommendedTreeModel(model), model));
    this.#targets = new CommandTargets(
      [this.#digestTree, later, this.#tagTree, this.#highlightTree, this.#searchTree, this.#recommendedTree],
      deps.activePaper,
      deps.paperOf,
    );
    this.#own.add(this.#targets.track());
    this.#own.add(registerNewsBadges());
    this.#own.add(registerDimmedRows());
    const stored = deps.state.get<unknown>(filterKey);
    this.#applyFilter(isDigestFilter(stored) ? stored : 'all');
    this.#applyHidden(deps.state.get<unknown>(hiddenKey) === true);
    this.#applySort(deps.state.get<unknown>(sortKey) === 'recommended' ? 'recommended' : 'digest');
  }

  /** What a command is about, from the arguments that VS Code called it with. */
  resolve(args: readonly unknown[]): Promise<Target> {
    return this.#targets.resolve(args[0], args[1]);
  }

  async setFilter(filter: DigestFilter): Promise<void> {
    await this.deps.state.update(filterKey, filter);
    this.#applyFilter(filter);
    this.#digestTree.refresh();
  }

  /** Whether the digests list the papers that triage rules hide, dimmed. */
  async setShowHidden(show: boolean): Promise<void> {
    await this.deps.state.update(hiddenKey, show);
    this.#applyHidden(show);
    this.#digestTree.refresh();
  }

  get highlightFilter(): HighlightFilter {
    return this.#highlights.filter;
  }

  /** Lists only the highlights of some colours and tags. */
  setHighlightFilter(filter: HighlightFilter): void {
    this.#highlights.filter = filter;
    this.#highlightTree.refresh();
    void contextKeys['highlights.filtered'].set(!isFilterEmpty(filter));
  }

  /** What the row of a highlight stands for; undefined where it has gone meanwhile. */
  highlightOf(node: HighlightNode): Highlight | undefined {
    return this.#highlights.highlight(node);
  }

  async setSort(sort: DigestSort): Promise<void> {
    await this.deps.state.update(sortKey, sort);
    this.#applySort(sort);
    this.#digestTree.refresh();
  }

  /** Redraws what depends on more than the papers: searches were added, or recommendations are others. */
  refreshSearches(): void {
    for (const tree of [this.#searchTree, this.#recommendedTree, this.#digestTree]) tree.refresh();
  }

  /** Fires when the view Digests comes into sight. */
  onDidShowDigests(listener: () => void): Disposable {
    return this.#digestTree.view.onDidChangeVisibility(({ visible }) => {
      if (visible) listener();
    });
  }

  /** Shows which row the open paper has, unless the view is hidden or shows it already. */
  async follow(id: PaperId): Promise<void> {
    const { view } = this.#digestTree;
    if (view.visible) await this.deps.model.ready();
    if (!view.visible || view.selection.some((node) => node.kind === 'paper' && node.paperId === id)) return;
    const node = this.#digests.nodeFor(id, this.selectedDay());
    if (node) await this.#digestTree.reveal(node, { focus: false });
  }

  /** Shows the papers under a tag. */
  async revealTag(tag: string): Promise<void> {
    const levels = tag.split('/');
    let node: TagNode | undefined;
    for (const index of levels.keys()) node = tagNode(levels.slice(0, index + 1).join('/'), node);
    if (node) await this.#tagTree.reveal(node, { focus: true, expand: true });
  }

  /** The day of the selected row in Digests: a paper may stand in several. */
  selectedDay(): string | undefined {
    const [node] = this.#digestTree.view.selection;
    if (node?.kind === 'day') return node.dayId;
    return node?.kind === 'paper' && node.parent?.kind === 'day' ? node.parent.dayId : undefined;
  }

  /** The row after (or before) the last of a command's rows, and a way to go there. */
  step(target: Target, by: 1 | -1): { readonly paperId: PaperId; reveal(): Promise<void> } | undefined {
    const { tree } = target;
    const from = by === 1 ? target.nodes.at(-1) : target.nodes[0];
    const next = tree && from ? tree.neighbour(from, by) : undefined;
    if (!tree || !next) return undefined;
    return { paperId: next.paperId, reveal: () => tree.reveal(next, { focus: true }) };
  }

  dispose(): void {
    this.#own.dispose();
  }

  #applySort(sort: DigestSort): void {
    this.#digests.sort = sort;
    void contextKeys['digests.sort'].set(sort);
  }

  #applyHidden(show: boolean): void {
    this.#digests.showHidden = show;
    void contextKeys['digests.showHidden'].set(show);
  }

  #applyFilter(filter: DigestFilter): void {
    this.#digests.filter = filter;
    void contextKeys['digests.filter'].set(filter);
  }
}
