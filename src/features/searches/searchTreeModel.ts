import * as vscode from 'vscode';
import type { ListedSearch, SavedSearches } from '../../services/searches/savedSearches';
import {
  type PaperNode,
  type SearchNode,
  type ViewNode,
  paperNode,
  searchNode,
} from '../../services/views/treeNodes';
import type { Event } from '../../core/base/event';
import type { PaperState, PaperStateChange } from '../../core/state/paperState';
import type { PaperSearch } from '../../services/search/paperSearch';
import type { NamedQuery, TreeModel } from '../../services/views/paperTree';
import { spokenLabel } from '../../services/views/spokenLabel';
import { paperCount } from '../../platform/vscode/ui/shownNumber';
import type { PaperId } from '../../core/library/paper';

/** More papers than this are not listed under a search. */
const mostListed = 200;

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
    if (!search) return new vscode.TreeItem(vscode.l10n.t('This search is no longer listed'));
    const { name, query } = search;
    const ids = this.#idsOf(search);
    const problem = this.#results.of(query)?.problem;
    const counts = countsOf(ids.length, ids.filter((id) => this.state.needsTriage(id)).length);
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
  const problem = problems.find(({ severity }) => severity === 'error')?.message;
  return { ids: hits.map(({ id }) => id), ...(problem !== undefined && { problem }) };
}

function stateOf(count: number, isSaved: boolean): vscode.TreeItemCollapsibleState {
  if (count === 0) return vscode.TreeItemCollapsibleState.None;
  return isSaved ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
}

function countsOf(all: number, unread: number): string {
  if (all === 0) return vscode.l10n.t('no papers');
  const papers = all < mostListed ? paperCount(all) : vscode.l10n.t('first {0} papers', all);
  return unread === 0 ? papers : vscode.l10n.t('{0}, {1} unread', papers, unread);
}

/** What a query finds now, best first. */
interface Found {
  readonly ids: readonly PaperId[];
  /** What is wrong with the query. */
  readonly problem?: string;
}

/** What each query finds. After a change all are asked for again; until the answer is there, the one before stands. */
export class SavedSearchResults {
  #found: ReadonlyMap<string, Found> = new Map();
  /** Queries that were answered since the last change. */
  #fresh = new Set<string>();

  constructor(private readonly find: (query: string) => Promise<Found>) {}

  /** What was found may be out of date, also what is being looked for just now. */
  change(): void {
    this.#fresh = new Set();
  }

  /** Resolves when each query has an answer. Others are forgotten. */
  async update(queries: readonly string[]): Promise<void> {
    const fresh = this.#fresh;
    this.#found = new Map([...this.#found].filter(([query]) => queries.includes(query)));
    for (const query of new Set(queries)) {
      if (fresh.has(query) && this.#found.has(query)) continue;
      const found = await this.find(query);
      fresh.add(query);
      // What was looked for since the last change counts more.
      if (fresh === this.#fresh || !this.#found.has(query))
        this.#found = new Map([...this.#found, [query, found]]);
    }
  }

  /** The last answer. */
  of(query: string): Found | undefined {
    return this.#found.get(query);
  }
}
