import * as vscode from 'vscode';
import { type Found, SavedSearchResults } from './savedSearchResults';
import { mostListed, searchCounts } from './searchCounts';
import type { ListedSearch, SavedSearches } from '../../services/searches/savedSearches';
import type { PaperNode, SearchNode, ViewNode } from '../../services/views/treeNodes';
import { paperNode, searchNode } from '../../services/views/treeNodes';
import type { Event } from '../../core/base/event';
import type { PaperState, PaperStateChange } from '../../core/state/paperState';
import type { PaperSearch } from '../../services/search/paperSearch';
import type { NamedQuery, TreeModel } from '../../services/views/paperTree';
import { spokenLabel } from '../../services/views/spokenLabel';
import { l10n } from '../../platform/vscode/ui/l10n';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { queryError } from '../../core/search/query/queryNode';

/** The view Searches: queries, and the papers that each finds now. */
export class SearchTreeModel implements TreeModel {
  readonly viewId = 'dailyPapers.searches';
  readonly #results: SavedSearchResults;

  constructor(
    private readonly searches: SavedSearches,
    private readonly state: PaperState,
    search: PaperSearch,
    onDidChange: Event<PaperStateChange>,
  ) {
    this.#results = new SavedSearchResults((query) => find(search, query));
    onDidChange(() => this.#results.change());
  }

  async prepare(): Promise<void> {
    await this.#results.update(this.searches.list().map(({ query }) => query));
  }

  roots(): readonly SearchNode[] {
    return this.searches.list().map(({ id }) => searchNode(id));
  }

  children(node: ViewNode): readonly PaperNode[] {
    const search = node.kind === 'search' ? this.#search(node.id) : undefined;
    if (!search || node.kind !== 'search') return [];
    return this.#idsOf(search).map((id) => paperNode(id, node));
  }

  queryOf(node: ViewNode): NamedQuery | undefined {
    const search = node.kind === 'search' ? this.#search(node.id) : undefined;
    return search && { name: search.name ?? search.query, query: search.query };
  }

  groupItem(node: ViewNode): vscode.TreeItem {
    const search = node.kind === 'search' ? this.#search(node.id) : undefined;
    if (!search) return new vscode.TreeItem(l10n.t('This search is no longer listed'));
    const { name, query } = search;
    const ids = this.#idsOf(search);
    const problem = this.#results.of(query)?.problem;
    const counts = searchCounts(ids.length, ids.filter((id) => this.state.needsTriage(id)).length, l10n);
    const item = new vscode.TreeItem(name ?? query, stateOf(ids.length, name !== undefined));
    item.id = node.key;
    item.iconPath = new vscode.ThemeIcon(
      problem !== undefined ? 'warning' : name === undefined ? 'search' : 'pinned',
    );
    item.description = counts;
    item.tooltip = [query, problem, counts].filter((line) => line !== undefined).join('\n\n');
    item.contextValue = name === undefined ? 'search.shown' : 'search.saved';
    item.accessibilityInformation = { label: spokenLabel(name ?? query, problem, counts) };
    return item;
  }

  #search(id: string): ListedSearch | undefined {
    return this.searches.list().find((search) => search.id === id);
  }

  #idsOf({ query }: ListedSearch): Found['ids'] {
    return this.#results.of(query)?.ids ?? [];
  }
}

async function find(search: PaperSearch, query: string): Promise<Found> {
  const { hits, problems } = await search.search(query, mostListed);
  const problem = queryError(problems);
  return {
    ids: hits.map(({ id }) => id),
    ...(problem && { problem: shownMessage(problem.message) }),
  };
}

function stateOf(count: number, isSaved: boolean): vscode.TreeItemCollapsibleState {
  if (count === 0) return vscode.TreeItemCollapsibleState.None;
  return isSaved ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
}
