import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { PaperId } from '../../core/library/paper';
import type { PaperStateChange } from '../../core/state/paperState';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { CommandQueue } from '../../platform/vscode/ui/commandQueue';
import type { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import type { LeftOutFiles } from '../library/leftOutFiles';
import type { LibraryService } from '../library/libraryService';
import { paperIdOf } from '../library/paperUri';
import type { LinkedFolders } from '../notes/linkedFolders';
import type { NotesFolderController } from '../notes/notesFolderController';
import type { WorkspaceReferences } from '../references/workspaceReferences';
import type { Reader } from '../reader/reader';
import { dayMessage } from '../reader/readerModel';
import type { PanelFocus } from '../reader/readerPanel';
import { focusedRows } from './focusedRows';
import { type NamedQuery, type PaperRowSources, PaperTree, type TreeModel } from './paperTree';
import { isViewNode, type PaperNode, type ViewNode } from './treeNodes';
import { registerRowMarks } from './rowMarks';
import { type Message, localizable } from '../../core/base/localization';

/** If more papers change at once, as when a library is read, views do not check each of them. */
const mostSingly = 200;

/** Shown if a command that needs a paper is called without one. */
export const noPaperMessage = localizable('Select a paper in the Digests view or open one first.');

/** The target of a command, and the view it was called from. */
export interface CommandTarget {
  readonly nodes: readonly ViewNode[];
  readonly papers: readonly PaperId[];
  /** The row of {@link nodes} on which the menu was opened, else the first: for a command that is about one only. */
  readonly node: ViewNode | undefined;
  /** The paper of {@link node}, else the first: for a command that is about one only. */
  readonly paper: PaperId | undefined;
  /** The view whose rows are meant; undefined if the command came from the reader or another extension. */
  readonly tree: PaperTree | undefined;
}

/** The paper of a view's next row, how the reader is to show it, and a way to go to the row. */
interface NextRow {
  readonly paperId: PaperId;
  readonly focus: PanelFocus;
  readonly reveal: () => Promise<void>;
}

/** The data that the views show, and the reader, whose paper may be a command's target. */
interface ViewSources extends PaperRowSources {
  readonly libraryService: LibraryService;
  readonly rules: RuleEvaluator;
  readonly notesFolderController: NotesFolderController;
  readonly leftOut: LeftOutFiles;
  readonly linked: LinkedFolders;
  readonly reader: Reader;
  readonly references: WorkspaceReferences;
  readonly turns: CommandQueue;
}

/**
 * Creates the tree views and finds what a command is about. Commands come with the row (and selection) of a context
 * menu, with `{ view }` from a key, where `focused` is the view that has the focus, with a `paper:` resource from an editor's menu, with a paper id
 * from another extension, or with nothing from the palette: then the reader in front is meant, else the selection of
 * the view used last.
 */
export class ViewRegistry implements Disposable {
  readonly #own = new DisposableStore();
  readonly #changed = this.#own.add(new Emitter<PaperStateChange>());
  readonly #trees: PaperTree[] = [];
  #lastUsed: PaperTree | undefined;
  /** The values that VS Code was given last. */
  #isOnArxiv = false;
  #isMerged = false;
  /** The row that the last command has focused. */
  #focusedLast: { readonly tree: PaperTree; readonly node: ViewNode } | undefined;

  /** Fires with the papers of which anything shown may have changed; `all` if more than papers may have. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly sources: ViewSources) {
    const { state, rules, libraryService, notesFolderController, leftOut, linked, versions, references } =
      sources;
    const all = (): void => this.#changed.fire('all');
    const some = (papers: PaperStateChange): void =>
      this.#changed.fire(papers.length > mostSingly ? 'all' : papers);
    this.#own.add(state.onDidChange(some));
    this.#own.add(rules.onDidChange(some));
    this.#own.add(libraryService.library.onDidChange(all));
    this.#own.add(notesFolderController.onDidChange(all));
    this.#own.add(leftOut.onDidChange(all));
    this.#own.add(linked.onDidAllow(all));
    this.#own.add(versions.onDidChange(all));
    this.#own.add(references.onDidChangePapers((papers) => this.#changed.fire(papers)));
    this.#own.add(sources.reader.onDidChangeActivePaper(() => this.#updatePaperKeys()));
    this.#own.add(this.onDidChange(() => this.#updatePaperKeys()));
    this.#own.add(registerRowMarks());
  }

  /** Creates the view of a tree model; what {@link onDidChange} names is redrawn. */
  create(model: TreeModel, dragAndDrop?: vscode.TreeDragAndDropController<ViewNode>): PaperTree {
    const tree = this.#own.add(new PaperTree(model, this.sources, this.onDidChange, dragAndDrop));
    this.#trees.push(tree);
    this.#own.add(tree.view.onDidChangeSelection(({ selection }) => this.#selected(tree, selection)));
    return tree;
  }

  /** The target of a command, from the arguments that VS Code called it with. */
  async resolve([first, second]: readonly unknown[]): Promise<CommandTarget> {
    const clicked = isViewNode(first) ? first : undefined;
    if (Array.isArray(second) && second.every(isViewNode) && second.length > 0)
      return targetOf(second, this.#treeOf(clicked ?? second[0]), clicked);
    if (clicked) return targetOf([clicked], this.#treeOf(clicked));
    if (typeof first === 'string') return paperTarget(first);
    const resource = first instanceof vscode.Uri ? paperIdOf(first) : undefined;
    if (resource !== undefined) return paperTarget(resource);
    const trees = this.#named(first);
    return trees ? this.#focused(trees) : this.#inFront();
  }

  /** Asks VS Code for the focused row, unless the key was pressed before the last command had ended. */
  #focused(trees: readonly PaperTree[]): Promise<CommandTarget> | CommandTarget {
    const last = this.sources.turns.isBurst ? this.#focusedLast : undefined;
    return last && trees.includes(last.tree) ? targetOf([last.node], last.tree) : focusedTarget(trees);
  }

  async #reveal(tree: PaperTree, node: ViewNode, focus: boolean): Promise<void> {
    this.#focusedLast = focus ? { tree, node } : undefined;
    await tree.reveal(node, { focus });
  }

  /** The query of rows that hold papers, of several one for all; undefined if there is another row among them. */
  queryOf(nodes: readonly ViewNode[]): NamedQuery | undefined {
    const each = nodes.map((node) => this.#trees.flatMap((tree) => tree.queryOf(node) ?? [])[0]);
    const queries = each.filter((query) => query !== undefined);
    const [first, ...others] = queries;
    if (!first || queries.length < nodes.length) return undefined;
    if (others.length === 0) return first;
    return {
      name: queries.map(({ name }) => name).join(', '),
      query: queries.map(({ query }) => `(${query})`).join(' OR '),
    };
  }

  /** The row after (or before) the last of a command's rows, and a way to go there. */
  step(target: CommandTarget, by: 1 | -1): NextRow | undefined {
    return this.#next(target, by, (tree, from) => tree.neighbour(from, by));
  }

  /** The row to focus after rows were marked: the next row, or on another day the next unread paper. */
  stepOn(target: CommandTarget): NextRow | undefined {
    return this.#next(target, 1, (tree, from) => {
      const day = from.kind === 'paper' ? from.parent?.key : undefined;
      const isOtherDay = (row: PaperNode): boolean => row.parent?.kind === 'day' && row.parent.key !== day;
      const isWanted = (row: PaperNode): boolean => !isOtherDay(row) || this.#isUnread(row);
      return tree.neighbour(from, 1, isWanted) ?? tree.neighbour(from, 1);
    });
  }

  stepUnread(target: CommandTarget): NextRow | undefined {
    return this.#next(target, 1, (tree, from) => tree.neighbour(from, 1, (row) => this.#isUnread(row)));
  }

  /** The first row of the next or previous day, or of another group of rows. */
  stepGroup(target: CommandTarget, by: 1 | -1): NextRow | undefined {
    return this.#next(target, by, (tree, from) => tree.groupBeside(from, by));
  }

  #isUnread({ paperId }: PaperNode): boolean {
    return this.sources.state.needsTriage(paperId);
  }

  #next(
    { tree, nodes }: CommandTarget,
    by: 1 | -1,
    rowAfter: (tree: PaperTree, from: ViewNode) => PaperNode | undefined,
  ): NextRow | undefined {
    const from = by === 1 ? nodes.at(-1) : nodes[0];
    const next = tree && from ? rowAfter(tree, from) : undefined;
    if (!tree || !from || !next) return undefined;
    const { paperId, parent } = next;
    const focus =
      parent?.kind === 'day' ? { dayId: parent.dayId, ...this.#dayMessage(parent.dayId, from) } : {};
    return { paperId, focus, reveal: () => this.#reveal(tree, next, true) };
  }

  /** The announcement if a row is of another day than the one before. */
  #dayMessage(dayId: string, from: ViewNode): { readonly message?: Message } {
    const before = from.kind === 'paper' && from.parent?.kind === 'day' ? from.parent.dayId : undefined;
    const day = this.sources.libraryService.library.day(dayId);
    if (!day || before === undefined || before === dayId) return {};
    const unread = day.paperIds.filter((id) => this.sources.state.needsTriage(id)).length;
    return { message: dayMessage(day.label, unread) };
  }

  /**
   * Goes to a paper: selects its row, in the view that has the focus or else in the one used last if that is in sight,
   * and shows it in the reader.
   */
  async goTo(id: PaperId, focused: PaperTree | undefined): Promise<void> {
    const tree = focused ?? this.#lastUsed;
    const row = tree?.view.visible === true ? await tree.findRow(id) : undefined;
    await Promise.all([
      row && tree && this.#reveal(tree, row, tree === focused),
      this.sources.reader.follow(id),
    ]);
  }

  /** Opens the view that lists a day, with the day's row selected. Does nothing if no view lists it. */
  async showDay(dayId: string): Promise<void> {
    for (const tree of this.#trees) if (await tree.showDay(dayId)) return;
  }

  /** The day of the row that is selected in Digests: several days may list one paper. */
  selectedDay(): string | undefined {
    for (const { view } of this.#trees) {
      const [node] = view.selection;
      if (node?.kind === 'day') return node.dayId;
      if (node?.kind === 'paper' && node.parent?.kind === 'day') return node.parent.dayId;
    }
    return undefined;
  }

  dispose(): void {
    this.#own.dispose();
  }

  #selected(tree: PaperTree, selection: readonly ViewNode[]): void {
    if (selection.length > 0) this.#lastUsed = tree;
    // A click, say, has moved the focus since.
    if (selection.some(({ key }) => key !== this.#focusedLast?.node.key)) this.#focusedLast = undefined;
    const nodes = this.#trees.flatMap(({ view }) => view.selection);
    const isAny = (kind: ViewNode['kind']): boolean => nodes.some((node) => node.kind === kind);
    void contextKeys.paperSelected.set(papersOf(nodes).length > 0);
    void contextKeys.highlightSelected.set(isAny('highlight'));
    void contextKeys.searchSelected.set(isAny('search'));
    this.#updatePaperKeys();
  }

  /** Sets what “when” clauses ask about the paper that a command without arguments is about. */
  #updatePaperKeys(): void {
    const { state, libraryService } = this.sources;
    const [id] = this.#inFront().papers;
    const isOnArxiv = id !== undefined && state.paper(id)?.arxivId !== undefined;
    const isMerged = id !== undefined && libraryService.library.isMerged(id);
    if (isOnArxiv !== this.#isOnArxiv) void contextKeys.onArxiv.set(isOnArxiv);
    if (isMerged !== this.#isMerged) void contextKeys.merged.set(isMerged);
    this.#isOnArxiv = isOnArxiv;
    this.#isMerged = isMerged;
  }

  #inFront(): CommandTarget {
    const active = this.sources.reader.activePaper;
    if (active !== undefined) return paperTarget(active);
    return targetOf(this.#lastUsed?.view.selection ?? [], this.#lastUsed);
  }

  /** A menu is opened on a row without selecting it. */
  #treeOf(node: ViewNode | undefined): PaperTree | undefined {
    return this.#trees.find((tree) => node && tree.hasRow(node)) ?? this.#lastUsed;
  }

  /** The trees that `{ view }` may mean; undefined if the argument is of another kind. */
  #named(argument: unknown): readonly PaperTree[] | undefined {
    if (typeof argument !== 'object' || argument === null || !('view' in argument)) return undefined;
    const trees = this.#trees.filter(({ id }) => argument.view === 'focused' || argument.view === id);
    return trees.length > 0 ? trees : undefined;
  }
}

async function focusedTarget(trees: readonly PaperTree[]): Promise<CommandTarget> {
  const focused = await focusedRows(trees.map(({ view }) => view));
  // Without a row any of the trees will do: the command is about none of its rows, and not about the reader.
  const tree = trees.find(({ view }) => view === focused?.view) ?? trees[0];
  return targetOf(focused?.rows ?? [], tree);
}

function targetOf(
  nodes: readonly ViewNode[],
  tree: PaperTree | undefined,
  node: ViewNode | undefined = nodes[0],
): CommandTarget {
  const papers = papersOf(nodes);
  return { nodes, papers, node, paper: papersOf(node ? [node] : [])[0] ?? papers[0], tree };
}

/** Without a row: of the reader, or of another extension. */
function paperTarget(paper: PaperId): CommandTarget {
  return { nodes: [], papers: [paper], node: undefined, paper, tree: undefined };
}

/** Each paper once; a highlight counts as its paper, a place in a file as the paper that it names. */
function papersOf(nodes: readonly ViewNode[]): readonly PaperId[] {
  const papers = nodes.flatMap((node) => {
    if (node.kind === 'highlight') return [node.parent.paperId];
    return node.kind === 'paper' || node.kind === 'place' ? [node.paperId] : [];
  });
  return [...new Set(papers)];
}
