import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { PaperId } from '../../core/library/paper';
import { ruleResultSentence } from '../../core/rules/ruleResult';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import type { NoticeNode, PaperNode, ViewNode } from './treeNodes';
import type { Event } from '../../core/base/event';
import type { PaperState, PaperStateChange } from '../../core/state/paperState';
import { longUpdateMessage } from '../../core/versions/updateMessages';
import type { VersionUpdates } from '../../core/versions/versionUpdates';
import { paperUri } from '../library/paperUri';
import { plainAbstract, plainTitle } from '../search/plainText';
import { addUpdate, paperItem, paperTooltip } from './paperItem';

/** In milliseconds: how long a view counts papers in one turn. Several views count at once. */
export const countingTurn = 4;

/** What the rows of papers are read from. */
export interface PaperRowSources {
  /** Resolves once library, states and notes have been read; views wait for it before they show anything. */
  readonly ready: () => Promise<void>;
  readonly state: PaperState;
  readonly versions: VersionUpdates;
}

/** What tells one of the Papers views from another: which rows there are, and how those that hold papers look. */
export interface TreeModel {
  readonly viewId: string;
  roots(): readonly ViewNode[];
  children(node: ViewNode): readonly ViewNode[];
  /** The rows that show something of these papers; undefined if other rows may be there now. Absent: always. */
  rowsOf?(ids: readonly PaperId[]): readonly ViewNode[] | undefined;
  /** Makes ready what `roots` or `children` of a node need, where that takes time. */
  prepare?(node?: ViewNode): Promise<void>;
  /** Rows above the others. */
  notices?(): readonly NoticeNode[];
  /** The row of what is no paper: a day, a tag, a highlight. */
  groupItem(node: Exclude<ViewNode, PaperNode | NoticeNode>): vscode.TreeItem;
  /** Changes the row of a paper to what this view shows of it. */
  paperItem?(node: PaperNode, item: vscode.TreeItem): void;
  /** Why a paper stands where it does; for its tooltip. */
  reason?(node: PaperNode): string | undefined;
  /** Shown above the rows. */
  message?(): string | undefined;
  /** Shown beside the view's title. Goes through all papers in some views, as the badge does. */
  description?(): string | undefined | Promise<string | undefined>;
  badge?(): Promise<vscode.ViewBadge | undefined>;
}

/** Titles are rendered for so many milliseconds in a turn. */
const titlesTurn = 4;
/** If more papers have changed, all rows are redrawn. */
const mostRedrawn = 20;

function noticeItem({ key, label, description, tooltip, icon, command }: NoticeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = key;
  item.description = description;
  item.tooltip = tooltip;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = 'notice';
  item.command = { command, title: label };
  item.accessibilityInformation = { label: `${label}. ${tooltip}` };
  return item;
}

/**
 * A tree view over a {@link TreeModel}. Rows are the same objects for as long as their key is, so that VS Code keeps
 * focus, selection and expansion over a refresh.
 */
export class PaperTree implements vscode.TreeDataProvider<ViewNode>, Disposable {
  readonly view: vscode.TreeView<ViewNode>;
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new vscode.EventEmitter<ViewNode[] | undefined>());
  readonly #rows = new Map<string, ViewNode>();
  #refresh: ReturnType<typeof setTimeout> | undefined;
  /** Of which papers the rows are out of date, as far as VS Code has been told. */
  #stale: Set<PaperId> | 'all' = new Set();
  #decorations = 0;
  /** Whether VS Code has asked for the rows; it does not before the view is seen. */
  #isDrawn = false;

  readonly onDidChangeTreeData = this.#changed.event;

  get id(): string {
    return this.model.viewId;
  }

  constructor(
    private readonly model: TreeModel,
    private readonly sources: PaperRowSources,
    onDidChange: Event<PaperStateChange>,
    dragAndDropController?: vscode.TreeDragAndDropController<ViewNode>,
  ) {
    this.view = this.#own.add(
      vscode.window.createTreeView(model.viewId, {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
        ...(dragAndDropController && { dragAndDropController }),
      }),
    );
    this.#own.add(
      this.view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#show();
      }),
    );
    this.#own.add(onDidChange((change) => this.refresh(change)));
  }

  /** Redraws the rows of some papers soon, or when the view is seen; a burst of changes is one redraw. */
  refresh(change: PaperStateChange = 'all'): void {
    if (change === 'all') this.#stale = 'all';
    else if (this.#stale !== 'all') for (const id of change) this.#stale.add(id);
    this.#refresh ??= setTimeout(() => {
      this.#refresh = undefined;
      if (this.view.visible) this.#redraw();
      void this.#decorate();
    }, 20);
  }

  async getChildren(node?: ViewNode): Promise<ViewNode[]> {
    await this.sources.ready();
    if (!node) this.#beginDrawing();
    await this.model.prepare?.(node);
    if (!node) void this.#decorate();
    const rows = node
      ? this.model.children(node)
      : [...(this.model.notices?.() ?? []), ...this.model.roots()];
    await runInTimeSlices(this.#renderTitles(rows), undefined, titlesTurn);
    return rows.map((child) => this.#row(child));
  }

  getParent(node: ViewNode): ViewNode | undefined {
    return 'parent' in node && node.parent ? this.#row(node.parent) : undefined;
  }

  getTreeItem(node: ViewNode): vscode.TreeItem {
    if (node.kind === 'notice') return noticeItem(node);
    if (node.kind !== 'paper') return this.model.groupItem(node);
    const { state, versions } = this.sources;
    const paper = state.paper(node.paperId);
    if (!paper) return new vscode.TreeItem('This paper is no longer in the library');
    const title = plainTitle(paper);
    const item = paperItem(node, {
      title,
      state: state.triage(paper.id),
      tags: state.tags(paper.id),
      uri: paperUri(paper.id, title),
      isOnArxiv: paper.arxivId !== undefined,
      isChanged: versions.get(paper.id) !== undefined,
      ruleResult: state.ruleResult(paper.id),
    });
    this.model.paperItem?.(node, item);
    const update = versions.getUnseen(paper.id);
    if (update) addUpdate(item, update);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: ViewNode): vscode.TreeItem {
    const { state, versions } = this.sources;
    const paper = node.kind === 'paper' ? state.paper(node.paperId) : undefined;
    if (!paper || node.kind !== 'paper') return item;
    const tooltip = paperTooltip(plainTitle(paper), plainAbstract(paper));
    const update = versions.getUnseen(paper.id);
    const reasons = [
      update && longUpdateMessage(update),
      ruleResultSentence(state.ruleResult(paper.id)),
      this.model.reason?.(node),
    ];
    item.tooltip = [...reasons, tooltip].filter(Boolean).join('\n\n');
    return item;
  }

  /** Selects a row. With `focus` the keyboard goes there too. */
  async reveal(
    node: ViewNode,
    options: { readonly focus: boolean; readonly expand?: boolean },
  ): Promise<void> {
    this.#redraw();
    await this.view.reveal(this.#row(node), { select: true, ...options });
  }

  /** Selects the row of a paper and focuses it; of several rows the one beside the selected row. */
  async revealPaper(id: PaperId): Promise<void> {
    const [selected] = this.view.selection;
    const beside = selected && 'parent' in selected ? selected.parent?.key : undefined;
    await this.model.prepare?.();
    const rows = [...this.#paperRows(this.model.roots())].filter(({ paperId }) => paperId === id);
    const row = rows.find(({ parent }) => parent?.key === beside) ?? rows[0];
    if (row) await this.reveal(row, { focus: true });
  }

  /**
   * The paper row `step` places on from a row, over the borders of days and tags; undefined at either end. A highlight
   * counts as the row of its paper.
   */
  neighbour(node: ViewNode, step: 1 | -1): PaperNode | undefined {
    const from = node.kind === 'highlight' ? node.parent : node;
    const rows = [...this.#paperRows(this.model.roots())];
    if (from.kind !== 'paper') return rows.find((row) => row.parent?.key === from.key);
    const at = rows.findIndex((row) => row.key === from.key);
    return at < 0 ? undefined : rows[at + step];
  }

  dispose(): void {
    clearTimeout(this.#refresh);
    this.#decorations++;
    this.#own.dispose();
  }

  *#paperRows(nodes: readonly ViewNode[]): Iterable<PaperNode> {
    for (const node of nodes) {
      if (node.kind === 'paper') yield node;
      else yield* this.#paperRows(this.model.children(node));
    }
  }

  #row(node: ViewNode): ViewNode {
    const known = this.#rows.get(node.key);
    if (known) return known;
    this.#rows.set(node.key, node);
    return node;
  }

  /** VS Code asks for the rows of a level at a stretch, and to render the title of one takes a third of a millisecond. */
  *#renderTitles(rows: readonly ViewNode[]): CooperativeTask<void> {
    for (const row of rows) {
      const paper = row.kind === 'paper' ? this.sources.state.paper(row.paperId) : undefined;
      if (paper) plainTitle(paper);
      yield;
    }
  }

  /** What has changed until now will be in the rows, and a redraw would take them away again. */
  #beginDrawing(): void {
    clearTimeout(this.#refresh);
    this.#refresh = undefined;
    this.#stale = new Set();
    this.#isDrawn = true;
  }

  /** Has VS Code ask again for the rows that are out of date. */
  #redraw(): void {
    const stale = this.#stale;
    this.#stale = new Set();
    if (!this.#isDrawn) return;
    const rows = stale === 'all' || stale.size > mostRedrawn ? undefined : this.#rowsOf([...stale]);
    if (rows?.length !== 0) this.#changed.fire(rows);
  }

  /** Brings what changed while the view was hidden into it. */
  #show(): void {
    this.#redraw();
    void this.#decorate();
  }

  /** Those that VS Code has; undefined for all. */
  #rowsOf(ids: readonly PaperId[]): ViewNode[] | undefined {
    if (ids.length === 0) return [];
    return this.model.rowsOf?.(ids)?.flatMap(({ key }) => this.#rows.get(key) ?? []);
  }

  /** The badge is seen without the view. Does nothing more once a later call has begun, or the view is gone. */
  async #decorate(): Promise<void> {
    const turn = ++this.#decorations;
    const isOver = (): boolean => turn !== this.#decorations;
    if (this.view.visible) {
      this.view.message = this.model.message?.() ?? '';
      const description = (await this.model.description?.()) ?? '';
      if (isOver()) return;
      this.view.description = description;
    }
    const badge = await this.model.badge?.();
    if (!isOver()) this.view.badge = badge;
  }
}
