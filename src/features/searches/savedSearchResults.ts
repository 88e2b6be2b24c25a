import type { PaperId } from '../../core/library/paper';

/** What a query finds now, best first. */
export interface Found {
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
