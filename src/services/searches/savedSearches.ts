import type * as vscode from 'vscode';
import { isText, withFields } from '../../core/base/guards';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { StepChange } from '../../core/history/historyStep';
import { listChange, type StoredList } from '../../core/history/listChange';
import { localizable } from '../../core/base/localization';

/** A search that the view Searches lists. */
export interface ListedSearch {
  readonly id: string;
  readonly query: string;
  /** Absent until the search is saved. The next search that is shown replaces an unsaved one. */
  readonly name?: string;
}

const key = 'searches';

/** The list of searches, for all workspaces; the unsaved one is first. */
export class SavedSearches implements Disposable {
  readonly #changed = new Emitter<void>();
  readonly #stored: StoredList<ListedSearch> = {
    read: () => this.list(),
    write: (searches) => this.#write(searches ?? []),
    keyOf: ({ id }) => id,
    targetOf: ({ id, name, query }) => ({
      key: `search:${id}`,
      name: localizable('the search “{0}”', name ?? query),
    }),
  };

  readonly onDidChange = this.#changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  list(): readonly ListedSearch[] {
    const stored = this.memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter(isListedSearch) : [];
  }

  /** Lists a query in place of the unsaved one. */
  async show(query: string): Promise<void> {
    const kept = this.list().filter(({ name }) => name !== undefined);
    if (kept.some((search) => search.query === query)) await this.#write(kept);
    else await this.#write([{ id: crypto.randomUUID(), query }, ...kept]);
  }

  /** Saves a query under a name. A row that already shows it keeps its id. */
  async save(query: string, name: string): Promise<StepChange> {
    const all = this.list();
    const shown = all.find((search) => search.name === undefined && search.query === query);
    const others = all.filter((search) => search !== shown);
    return this.#change([...others, { id: shown?.id ?? crypto.randomUUID(), query, name }]);
  }

  /** Changes the search `id`. */
  async change(id: string, set: Partial<Pick<ListedSearch, 'query' | 'name'>>): Promise<StepChange> {
    return this.#change(this.list().map((search) => (search.id === id ? { ...search, ...set } : search)));
  }

  /** Removes searches from the list. */
  async remove(ids: readonly string[]): Promise<StepChange> {
    return this.#change(this.list().filter(({ id }) => !ids.includes(id)));
  }

  /** Replaces all searches, with those merged from another device. */
  async replace(searches: readonly ListedSearch[]): Promise<void> {
    await this.#write(searches);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #change(after: readonly ListedSearch[]): Promise<StepChange> {
    const before = this.list();
    await this.#write(after);
    return listChange(this.#stored, before, after);
  }

  async #write(searches: readonly ListedSearch[]): Promise<void> {
    await this.memento.update(key, searches);
    this.#changed.fire();
  }
}

export const isListedSearch = withFields<ListedSearch>({ id: isText, query: isText }, { name: isText });
