import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { CooperativeTask } from '../../core/base/cooperativeTask';
import type { Paper, PaperId } from '../../core/library/paper';
import { ruleResultSentence } from '../../core/rules/ruleResult';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { turnOfItsOwn } from '../../platform/common/turnOfItsOwn';
import type { NoticeNode, PaperNode, ViewNode } from './treeNodes';
import type { Event } from '../../core/base/event';
import type { PaperState, PaperStateChange } from '../../core/state/paperState';
import {
  currentVersionName,
  longUpdateMessage,
  shortUpdateMessage,
} from '../../core/versions/updateMessages';
import type { VersionUpdates } from '../../core/versions/versionUpdates';
import { ownText } from '../../core/notes/noteText';
import type { FullTexts } from '../fullTexts/fullTexts';
import type { ReadingPlaces } from '../fullTexts/readingPlaces';
import type { LibraryService } from '../library/libraryService';
import { plainAbstract, plainTitle } from '../search/plainText';
import { dayNames } from './dayNames';
import { addUpdate, paperItem, triageLabel } from './paperItem';
import { paperTooltip } from './paperTooltip';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import { type PaperMarks, type UpdateTexts, describeMarks, paperMarks } from '../../core/state/paperMarks';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

/** What the rows of papers are read from. */
export interface PaperRowSources {
  /** Resolves once library, states and notes have been read; views wait for it before they show anything. */
  readonly ready: () => Promise<void>;
  readonly state: PaperState;
  readonly versions: VersionUpdates;
  readonly libraryService: Pick<LibraryService, 'library'>;
  readonly references: Pick<WorkspaceReferences, 'of'>;
  readonly fullTexts: Pick<FullTexts, 'keyOf'>;
  readonly readingPlaces: Pick<ReadingPlaces, 'shareOf'>;
}

export interface NamedQuery {
  readonly name: string;
  readonly query: string;
}

/** The part that differs between the Papers views: which rows there are, and how rows with papers look. */
export interface TreeModel {
  readonly viewId: string;
  roots(): readonly ViewNode[];
  /** Absent in a view that lists papers only, as is `groupItem`. */
  children?(node: ViewNode): readonly ViewNode[];
  /** The rows that show something of these papers; undefined if other rows may be there now. Absent: always. */
  rowsOf?(ids: readonly PaperId[]): readonly ViewNode[] | undefined;
  /** The query for the papers of a row that holds them, and what the row is called. */
  queryOf?(node: ViewNode): NamedQuery | undefined;
  /** The row of a day, in a view that lists days. */
  rowOfDay?(dayId: string): ViewNode | undefined;
  /** Makes ready what `roots` or `children` of a node need, where that takes time. */
  prepare?(node?: ViewNode): Promise<void>;
  /** Called when VS Code gets all rows of the first level, right after {@link roots}. */
  drawn?(): void;
  /** Rows above the others. */
  notices?(): readonly NoticeNode[];
  /** The row of anything but a paper, such as a day, a tag or a highlight. */
  groupItem?(node: Exclude<ViewNode, PaperNode | NoticeNode>): vscode.TreeItem;
  /** Adapts the row of a paper to this view. */
  paperItem?(node: PaperNode, item: vscode.TreeItem): void;
  /** The reason for a paper's place in the view; for its tooltip. */
  reason?(node: PaperNode): string | undefined;
  /** Shown above the rows. */
  message?(): string | undefined;
  /** Shown beside the view's title. Goes through all papers in some views, as the badge does. */
  description?(): string | undefined | Promise<string | undefined>;
  badge?(): Promise<vscode.ViewBadge | undefined>;
}

/** Milliseconds of a turn in which rows are prepared. */
const itemsTurn = 3;
/** If more papers have changed, all rows are redrawn. */
const mostRedrawn = 20;
/** In milliseconds: how soon a change is drawn, and how soon at the latest while others follow it. */
const soonestRedraw = 20;
const latestRedraw = 1000;
/** While changes follow each other, a pause after drawing lasts this many times as long as the drawing. */
const timeBesideDrawing = 4;

function updateTexts(versions: VersionUpdates, id: PaperId): UpdateTexts | undefined {
  const update = versions.getUnseen(id);
  if (!update) return undefined;
  return {
    version: currentVersionName(update),
    short: shortUpdateMessage(update),
    long: longUpdateMessage(update),
  };
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

/** The row of a paper for one below it. */
function rowOfPaper(node: ViewNode): ViewNode {
  const isBelow = node.kind === 'highlight' || (node.kind === 'place' && node.parent.kind === 'paper');
  return isBelow ? node.parent : node;
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
  /** Items that VS Code is about to ask for, by the key of their row. */
  readonly #prepared = new Map<string, vscode.TreeItem>();
  #refresh: ReturnType<typeof setTimeout> | undefined;
  /** How many levels' rows are being prepared, when the last were, and for how long since the roots, in milliseconds. */
  readonly #drawing = { running: 0, end: 0, took: 0 };
  /** Papers whose rows have changed since VS Code last got them. */
  #stale: Set<PaperId> | 'all' = new Set();
  #decorations = 0;
  /** Whether VS Code has requested the rows, which it does once the view is visible. */
  #isDrawn = false;
  #isDisposed = false;

  readonly onDidChangeTreeData = this.#changed.event;

  get id(): string {
    return this.model.viewId;
  }

  /** See {@link TreeModel.queryOf}. */
  queryOf(node: ViewNode): NamedQuery | undefined {
    return this.model.queryOf?.(node);
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

  /**
   * Redraws the rows of some papers soon, or when the view is seen; a burst of changes is one redraw. While changes go
   * on, each redraw waits the longer the longer the one before has taken.
   */
  refresh(change: PaperStateChange = 'all'): void {
    if (change === 'all') this.#stale = 'all';
    else if (this.#stale !== 'all') for (const id of change) this.#stale.add(id);
    this.#refresh ??= this.#scheduleRefresh();
  }

  #scheduleRefresh(): ReturnType<typeof setTimeout> {
    const { end, took } = this.#drawing;
    const pause = end + timeBesideDrawing * took - performance.now();
    return setTimeout(
      () => {
        this.#refresh = this.#drawing.running > 0 ? this.#scheduleRefresh() : undefined;
        if (!this.#refresh) void this.#refreshInTurn();
      },
      Math.min(latestRedraw, Math.max(soonestRedraw, pause)),
    );
  }

  async getChildren(node?: ViewNode): Promise<ViewNode[]> {
    await this.sources.ready();
    if (!node) this.#beginDrawing();
    await this.model.prepare?.(node);
    if (!node) {
      await turnOfItsOwn();
      void this.#decorate();
    }
    const rows = node ? this.#childrenOf(node) : [...(this.model.notices?.() ?? []), ...this.model.roots()];
    if (!node) this.model.drawn?.();
    const start = performance.now();
    this.#drawing.running += 1;
    try {
      return await runInTimeSlices(this.#prepareItems(rows), undefined, itemsTurn);
    } finally {
      this.#drawing.running -= 1;
      this.#drawing.end = performance.now();
      this.#drawing.took += this.#drawing.end - start;
    }
  }

  getParent(node: ViewNode): ViewNode | undefined {
    return 'parent' in node && node.parent ? this.#row(node.parent) : undefined;
  }

  getTreeItem(node: ViewNode): vscode.TreeItem {
    const prepared = this.#prepared.get(node.key);
    this.#prepared.delete(node.key);
    return prepared ?? this.#createItem(node);
  }

  #createItem(node: ViewNode): vscode.TreeItem {
    if (node.kind === 'notice') return noticeItem(node);
    if (node.kind !== 'paper') return this.model.groupItem?.(node) ?? new vscode.TreeItem('');
    const { state, versions, libraryService } = this.sources;
    const paper = state.paper(node.paperId);
    if (!paper) return new vscode.TreeItem(l10n.t('This paper is no longer in the library'));
    const title = plainTitle(paper);
    const marks = this.#marksOf(paper);
    const item = paperItem(node, {
      title,
      state: state.triage(paper.id),
      tags: state.tags(paper.id),
      isOnArxiv: paper.arxivId !== undefined,
      isChanged: versions.get(paper.id) !== undefined,
      isMerged: libraryService.library.isMerged(paper.id),
      ruleResult: state.ruleResult(paper.id),
      marks,
    });
    this.model.paperItem?.(node, item);
    addUpdate(item, marks);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: ViewNode): vscode.TreeItem {
    const { state, libraryService } = this.sources;
    const paper = node.kind === 'paper' ? state.paper(node.paperId) : undefined;
    if (!paper || node.kind !== 'paper') return item;
    const note = state.note(paper.id);
    const { update, ...marks } = this.#marksOf(paper);
    const reasons = [update?.long, ruleResultSentence(state.ruleResult(paper.id)), this.model.reason?.(node)];
    const days = libraryService.library.daysOf(paper.id).map((day) => dayNames.name(day));
    const tooltip = paperTooltip(
      {
        title: plainTitle(paper),
        abstract: plainAbstract(paper),
        reasons: reasons.flatMap((reason) => (reason === undefined ? [] : shownMessage(reason))),
        facts: [
          triageLabel(state.triage(paper.id)),
          ...this.#progress(paper),
          ...days,
          ...describeMarks(marks).map(shownMessage),
        ],
        tags: state.tags(paper.id),
        note: note ? ownText(note.body, paper.title) : '',
      },
      l10n,
    );
    // Not trusted, so that a link in it cannot run a command.
    item.tooltip = new vscode.MarkdownString(tooltip);
    return item;
  }

  /** How much of the whole paper has been read. */
  #progress(paper: Paper): readonly string[] {
    const { fullTexts, readingPlaces } = this.sources;
    const share = readingPlaces.shareOf(fullTexts.keyOf(paper));
    return share === undefined ? [] : [l10n.t('read to {0} %', Math.round(share * 100))];
  }

  #marksOf(paper: Paper): PaperMarks {
    const { state, versions, references } = this.sources;
    return paperMarks(paper, state.note(paper.id), {
      isInCode: references.of(paper.id).length > 0,
      update: updateTexts(versions, paper.id),
      isHidden: state.ruleResult(paper.id).hiddenBy !== undefined,
    });
  }

  /** Selects a row. With `focus` the keyboard goes there too. */
  async reveal(
    node: ViewNode,
    options: { readonly focus: boolean; readonly expand?: boolean },
  ): Promise<void> {
    this.#redraw();
    try {
      await this.view.reveal(this.#row(node), { select: true, ...options });
    } catch (error) {
      if (node.kind !== 'paper') throw error;
      // VS Code requests the rows again, and a list that is computed again may no longer have this one.
      const row = await this.findRow(node.paperId);
      if (!row) return;
      // If the row came back while VS Code was drawing, it does not have the row yet.
      this.#stale = 'all';
      this.#redraw();
      await this.view.reveal(this.#row(row), { select: true, ...options });
    }
  }

  /** Whether a row is one of this view: other views may have rows with the same key. */
  hasRow(node: ViewNode): boolean {
    return this.#rows.get(node.key) === node;
  }

  /** The row of a paper in the latest list; undefined if the view does not list it. */
  async findRow(id: PaperId): Promise<PaperNode | undefined> {
    await this.model.prepare?.();
    return this.rowFor(id);
  }

  /** Opens and selects the row of a day. Resolves to whether the view lists it. */
  async showDay(dayId: string): Promise<boolean> {
    await this.sources.ready();
    const row = this.model.rowOfDay?.(dayId);
    if (row) await this.reveal(row, { focus: true, expand: true });
    return row !== undefined;
  }

  /**
   * The paper row after or before a row, over the borders of days and tags; undefined at either end. A row below a paper
   * counts as the row of its paper. Rows that are not `wanted` are passed over.
   */
  neighbour(
    node: ViewNode,
    by: 1 | -1,
    wanted: (row: PaperNode) => boolean = () => true,
  ): PaperNode | undefined {
    const from = rowOfPaper(node);
    const rows = [...this.#paperRows(this.model.roots())];
    // A row that is not a paper comes before its first paper.
    const [first] = from.kind === 'paper' ? [from] : this.#paperRows([from]);
    const at = rows.findIndex((row) => row.key === first?.key);
    if (at < 0) return undefined;
    if (by === -1) return rows.slice(0, at).findLast(wanted);
    return rows.slice(from.kind === 'paper' ? at + 1 : at).find(wanted);
  }

  /** The first paper row of the group (a day or a tag) after or before the one that a row belongs to. */
  groupBeside(node: ViewNode, by: 1 | -1): PaperNode | undefined {
    const row = rowOfPaper(node);
    const group = row.kind === 'paper' ? row.parent?.key : row.key;
    const rows = [...this.#paperRows(this.model.roots())];
    const groups = [...new Set(rows.map(({ parent }) => parent?.key))];
    const at = groups.indexOf(group);
    const beside = at < 0 ? undefined : groups[at + by];
    return beside === undefined ? undefined : rows.find(({ parent }) => parent?.key === beside);
  }

  /** The row of a paper; of several, the one beside the selected row. */
  rowFor(id: PaperId): PaperNode | undefined {
    const [selected] = this.view.selection;
    const rows = [...this.#paperRows(this.model.roots())].filter(({ paperId }) => paperId === id);
    const parent = selected && 'parent' in selected ? selected.parent?.key : undefined;
    return rows.find((row) => row.parent?.key === parent) ?? rows[0];
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#refresh);
    this.#decorations++;
    this.#own.dispose();
  }

  #childrenOf(node: ViewNode): readonly ViewNode[] {
    return this.model.children?.(node) ?? [];
  }

  *#paperRows(nodes: readonly ViewNode[]): Iterable<PaperNode> {
    for (const node of nodes) {
      if (node.kind === 'paper') yield node;
      else yield* this.#paperRows(this.#childrenOf(node));
    }
  }

  #row(node: ViewNode): ViewNode {
    const known = this.#rows.get(node.key);
    if (known) return known;
    this.#rows.set(node.key, node);
    return node;
  }

  /** VS Code asks for the items of a level at a stretch, and to create one may take half a millisecond. */
  *#prepareItems(nodes: readonly ViewNode[]): CooperativeTask<ViewNode[]> {
    const rows: ViewNode[] = [];
    for (const node of nodes) {
      const row = this.#row(node);
      rows.push(row);
      this.#prepared.set(row.key, this.#createItem(row));
      yield;
    }
    return rows;
  }

  /** The rows will include all changes so far. A redraw that is still scheduled would discard them. */
  #beginDrawing(): void {
    clearTimeout(this.#refresh);
    this.#refresh = undefined;
    this.#stale = new Set();
    this.#drawing.took = 0;
    this.#isDrawn = true;
  }

  /** All views receive a change in the same turn, and each needs a few milliseconds to find its rows. */
  async #refreshInTurn(): Promise<void> {
    await turnOfItsOwn();
    if (this.#isDisposed) return;
    if (this.view.visible) await this.#redrawInTurn();
    await this.#decorate();
  }

  /** As {@link #redraw}. VS Code asks for the items of single rows at a stretch, so that they are made before. */
  async #redrawInTurn(): Promise<void> {
    const rows = this.#takeStale();
    if (rows && rows.length > 0) {
      await this.model.prepare?.();
      await runInTimeSlices(this.#prepareItems(rows), undefined, itemsTurn);
    }
    if (rows?.length !== 0) this.#changed.fire(rows);
  }

  /** Has VS Code ask again for the rows that are out of date. */
  #redraw(): void {
    const rows = this.#takeStale();
    if (rows?.length !== 0) this.#changed.fire(rows);
  }

  /** The rows that are out of date; undefined for all. */
  #takeStale(): ViewNode[] | undefined {
    const stale = this.#stale;
    this.#stale = new Set();
    this.#prepared.clear();
    if (!this.#isDrawn) return [];
    return stale === 'all' || stale.size > mostRedrawn ? undefined : this.#rowsOf([...stale]);
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

  /** The badge is set even if the view is hidden. Stops once a later call has started or the view is disposed. */
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
