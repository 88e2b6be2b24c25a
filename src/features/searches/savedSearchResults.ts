import type { PaperId } from '../../core/library/paper';

/** The current results of a query, best first. */
export interface Found {
  readonly ids: readonly PaperId[];
  /** The error in the query. */
  readonly problem?: string;
}

/** The results of queries. After a change all queries run again; until one has run, its previous results are used. */
export class SavedSearchResults {
  #found: ReadonlyMap<string, Found> = new Map();
  /** Queries that were answered since the last change. */
  #fresh = new Set<string>();

  constructor(private readonly find: (query: string) => Promise<Found>) {}

  /** Marks all results as out of date, also those of a query that is running. */
  change(): void {
    this.#fresh = new Set();
  }

  /** Resolves when each query has results. Those of other queries are removed. */
  async update(queries: readonly string[]): Promise<void> {
    const fresh = this.#fresh;
    this.#found = new Map([...this.#found].filter(([query]) => queries.includes(query)));
    for (const query of new Set(queries)) {
      if (fresh.has(query) && this.#found.has(query)) continue;
      const found = await this.find(query);
      fresh.add(query);
      // Results from before the last change do not replace newer ones.
      if (fresh === this.#fresh || !this.#found.has(query))
        this.#found = new Map([...this.#found, [query, found]]);
    }
  }

  /** The last answer. */
  of(query: string): Found | undefined {
    return this.#found.get(query);
  }
}
