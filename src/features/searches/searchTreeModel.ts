import * as vscode from 'vscode';
import { pluralize } from '../../core/text/pluralize';
import { SavedSearchResults } from './savedSearchResults';
import type { PaperNode, SearchNode, ViewNode } from '../../services/views/treeNodes';
import { paperNode, searchNode } from '../../services/views/treeNodes';
import type { Found, PaperModel } from '../../services/views/paperModel';
import type { TreeModel } from '../../services/views/paperTree';

/** A search as the view shows it. */
export interface ShownSearch {
  readonly id: string;
  readonly query: string;
  readonly name?: string;
}

/** More papers than this are not listed under a search. */
const mostListed = 200;

/** The view Searches: queries, and the papers that each finds now. */
export class SearchTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.searches';
  readonly #finds: SavedSearchResults;

  constructor(
    private readonly model: PaperModel,
    private readonly searches: () => readonly ShownSearch[],
  ) {
    this.#finds = new SavedSearchResults((query) => model.find(query, mostListed));
    model.onDidChange(() => this.#finds.change());
  }

  async prepare(): Promise<void> {
    await this.#finds.update(this.searches().map(({ query }) => query));
  }

  roots(): readonly SearchNode[] {
    return this.searches().map(({ id }) => searchNode(id));
  }

  children(node: ViewNode): readonly PaperNode[] {
    const search = node.kind === 'search' ? this.#search(node.id) : undefined;
    if (!search || node.kind !== 'search') return [];
    return this.#idsOf(search).map((id) => paperNode(id, node));
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    const search = node.kind === 'search' ? this.#search(node.id) : undefined;
    if (!search) return new vscode.TreeItem('This search is no longer listed');
    const { name, query } = search;
    const ids = this.#idsOf(search);
    const problem = this.#finds.of(query)?.problem;
    const counts = countsOf(ids.length, ids.filter((id) => this.model.needsTriage(id)).length);
    const item = new vscode.TreeItem(name ?? query, stateOf(ids.length, name !== undefined));
    item.id = node.key;
    item.iconPath = new vscode.ThemeIcon(
      problem !== undefined ? 'warning' : name === undefined ? 'search' : 'pinned',
    );
    item.description = counts;
    item.tooltip = [query, problem, counts].filter((line) => line !== undefined).join('\n\n');
    item.contextValue = name === undefined ? 'search.shown' : 'search.saved';
    const spoken = [name ?? query, problem, counts].filter((part) => part !== undefined);
    item.accessibilityInformation = { label: spoken.join(', ') };
    return item;
  }

  #search(id: string): ShownSearch | undefined {
    return this.searches().find((search) => search.id === id);
  }

  #idsOf({ query }: ShownSearch): Found['ids'] {
    return this.#finds.of(query)?.ids ?? [];
  }
}

function stateOf(count: number, isSaved: boolean): vscode.TreeItemCollapsibleState {
  if (count === 0) return vscode.TreeItemCollapsibleState.None;
  return isSaved ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
}

function countsOf(all: number, unread: number): string {
  if (all === 0) return 'no papers';
  const papers = all < mostListed ? pluralize(all, 'paper') : `first ${all} papers`;
  return unread === 0 ? papers : `${papers}, ${unread} unread`;
}
