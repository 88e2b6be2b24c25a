import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { ruleResultSentence } from '../../core/rules/ruleResult';
import type { NoticeNode, PaperNode, ViewNode } from './treeNodes';
import type { PaperState } from '../../core/state/paperState';
import { longNews } from '../../core/versions/updateMessages';
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
  readonly #changed = this.#own.add(new vscode.EventEmitter<undefined>());
  readonly #rows = new Map<string, ViewNode>();
  #refresh: ReturnType<typeof setTimeout> | undefined;
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
  }

  /** Redraws soon; a burst of changes is one redraw. */
  refresh(): void {
    this.#refresh ??= setTimeout(() => {
      this.#refresh = undefined;
      if (this.#isDrawn) this.#changed.fire(undefined);
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
      isChanged: versions.news(paper.id) !== undefined,
      ruled: state.ruled(paper.id),
    });
    this.model.paperItem?.(node, item);
    const news = versions.unseen(paper.id);
    if (news) addUpdate(item, news);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: ViewNode): vscode.TreeItem {
    const { state, versions } = this.sources;
    const paper = node.kind === 'paper' ? state.paper(node.paperId) : undefined;
    if (!paper || node.kind !== 'paper') return item;
    const tooltip = paperTooltip(plainTitle(paper), plainAbstract(paper));
    const news = versions.unseen(paper.id);
    const reasons = [
      news && longNews(news),
      ruleResultSentence(state.ruled(paper.id)),
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
    await this.view.reveal(this.#row(node), { select: true, ...options });
  }

  /** The paper row `step` places on from a row, over the borders of days and tags; undefined at either end. */
  neighbour(node: ViewNode, step: 1 | -1): PaperNode | undefined {
    const rows = [...this.#paperRows(this.model.roots())];
    if (node.kind !== 'paper') return rows.find((row) => row.parent?.key === node.key);
    const at = rows.findIndex((row) => row.key === node.key);
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

  /** What has changed until now will be in the rows, and a redraw would take them away again. */
  #beginDrawing(): void {
    clearTimeout(this.#refresh);
    this.#refresh = undefined;
    this.#isDrawn = true;
  }

  /** Does nothing more once a later call has begun, or the view is gone. */
  async #decorate(): Promise<void> {
    const turn = ++this.#decorations;
    const isOver = (): boolean => turn !== this.#decorations;
    this.view.message = this.model.message?.() ?? '';
    const description = (await this.model.description?.()) ?? '';
    if (isOver()) return;
    this.view.description = description;
    const badge = await this.model.badge?.();
    if (!isOver()) this.view.badge = badge;
  }
}
