import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { Event } from '../../core/base/event';
import type { PaperId } from '../../core/papers/paper';
import type { RelatedHit, SearchDocument, SearchHit } from '../../core/search/searchDocument';
import { SearchIndex } from '../../core/search/searchIndex';

/** Where the index gets its documents from. */
export interface SearchCorpus {
  ids(): Promise<Iterable<PaperId>>;
  /** Undefined for a paper that is gone. */
  document(id: PaperId): SearchDocument | undefined;
  /** Papers whose documents may have changed. */
  readonly onDidChange: Event<readonly PaperId[]>;
}

const sliceMs = 12;

/** The index over the whole library: built in slices when it is first asked, then kept up to date. */
export class PaperSearch implements Disposable {
  readonly #index = new SearchIndex();
  readonly #own = new DisposableStore();
  readonly #stale = new Set<PaperId>();
  #ready: Promise<void> | undefined;

  constructor(private readonly corpus: SearchCorpus) {
    this.#own.add(
      corpus.onDidChange((ids) => {
        if (this.#ready) for (const id of ids) this.#stale.add(id);
      }),
    );
  }

  async search(query: string, limit: number): Promise<readonly SearchHit[]> {
    await this.#fresh();
    return this.#index.search(query, { limit });
  }

  async related(id: PaperId, limit: number): Promise<readonly RelatedHit[]> {
    await this.#fresh();
    return this.#index.related(id, { limit });
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #fresh(): Promise<void> {
    this.#ready ??= this.#build();
    await this.#ready;
    const stale = [...this.#stale];
    this.#stale.clear();
    await this.#update(stale);
  }

  async #build(): Promise<void> {
    await this.#update(await this.corpus.ids());
  }

  async #update(ids: Iterable<PaperId>): Promise<void> {
    let started = performance.now();
    for (const id of ids) {
      const document = this.corpus.document(id);
      if (document) this.#index.put(document);
      else this.#index.delete(id);
      if (performance.now() - started < sliceMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      started = performance.now();
    }
  }
}
