import * as vscode from 'vscode';
import type { PaperId } from '../../core/library/paper';
import { focusedRows } from './focusedRows';
import type { ViewNode } from './treeNodes';
import { isViewNode } from './treeNodes';
import type { PaperTree } from './paperTree';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';

/** What a command is about, and where it came from. */
export interface Target {
  readonly nodes: readonly ViewNode[];
  readonly papers: readonly PaperId[];
  /** The view whose rows are meant; none when the command came from the reader or another extension. */
  readonly tree: PaperTree | undefined;
}

/**
 * Finds what a command is about. Commands come with the row (and selection) of a context menu, with `{ view }` from a
 * key, where `focused` is the view that has the focus, with a `paper:` resource from an editor's menu, with a paper id from another extension, or
 * with nothing from the palette: then the reader in front is meant, else the selection of the view used last.
 */
export class CommandTargets {
  #lastUsed: PaperTree | undefined;

  constructor(
    private readonly trees: readonly PaperTree[],
    private readonly activePaper: () => PaperId | undefined,
    private readonly paperOf: (uri: vscode.Uri) => PaperId | undefined,
  ) {}

  /** Disposable that keeps track of the view that was used last. */
  track(): vscode.Disposable {
    const listeners = this.trees.map((tree) =>
      tree.view.onDidChangeSelection(({ selection }) => {
        if (selection.length > 0) this.#lastUsed = tree;
        const nodes = this.trees.flatMap(({ view }) => view.selection);
        const isAny = (kind: ViewNode['kind']): boolean => nodes.some((node) => node.kind === kind);
        void contextKeys.paperSelected.set(papersOf(nodes).length > 0);
        void contextKeys.highlightSelected.set(isAny('highlight'));
        void contextKeys.searchSelected.set(isAny('search'));
      }),
    );
    return vscode.Disposable.from(...listeners);
  }

  async resolve(first: unknown, second: unknown): Promise<Target> {
    if (Array.isArray(second) && second.every(isViewNode) && second.length > 0)
      return this.#rows(second, this.#lastUsed);
    if (isViewNode(first)) return this.#rows([first], this.#treeOf(first));
    if (typeof first === 'string') return { nodes: [], papers: [first], tree: undefined };
    const resource = first instanceof vscode.Uri ? this.paperOf(first) : undefined;
    if (resource !== undefined) return { nodes: [], papers: [resource], tree: undefined };
    const trees = this.#named(first);
    return trees ? this.#focused(trees) : this.#inFront();
  }

  #inFront(): Target {
    const active = this.activePaper();
    if (active !== undefined) return { nodes: [], papers: [active], tree: undefined };
    return this.#rows(this.#lastUsed?.view.selection ?? [], this.#lastUsed);
  }

  #rows(nodes: readonly ViewNode[], tree: PaperTree | undefined): Target {
    return { nodes, papers: papersOf(nodes), tree };
  }

  #treeOf(node: ViewNode): PaperTree | undefined {
    return this.trees.find(({ view }) => view.selection.includes(node)) ?? this.#lastUsed;
  }

  /** The trees that `{ view }` may mean; undefined if the argument is of another kind. */
  #named(argument: unknown): readonly PaperTree[] | undefined {
    if (typeof argument !== 'object' || argument === null || !('view' in argument)) return undefined;
    const trees = this.trees.filter(({ id }) => argument.view === 'focused' || argument.view === id);
    return trees.length > 0 ? trees : undefined;
  }

  async #focused(trees: readonly PaperTree[]): Promise<Target> {
    const focused = await focusedRows(trees.map(({ view }) => view));
    // Without a row any of the trees will do: the command is about none of its rows, and not about the reader.
    const tree = trees.find(({ view }) => view === focused?.view) ?? trees[0];
    return this.#rows(focused?.rows ?? [], tree);
  }
}

/** Each paper once; a highlight stands for the paper that it is on. */
function papersOf(nodes: readonly ViewNode[]): readonly PaperId[] {
  const papers = nodes.flatMap((node) => {
    if (node.kind === 'highlight') return [node.parent.paperId];
    return node.kind === 'paper' ? [node.paperId] : [];
  });
  return [...new Set(papers)];
}
