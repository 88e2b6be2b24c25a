import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import type { Event } from '../../core/base/event';
import type { PaperId } from '../../core/papers/paper';
import { answerQuery, type QueryAnswer } from '../../core/search/query/answerQuery';
import type { PaperFacts } from '../../core/search/query/paperFacts';
import type { RelatedHit, SearchDocument } from '../../core/search/searchDocument';
import { SearchIndex } from '../../core/search/searchIndex';

/** Where search gets its papers from. */
export interface SearchCorpus {
  /** Resolves once there is something to index. */
  ready(): Promise<void>;
  /** Every paper, in the order in which a query that ranks nothing lists them. */
  ids(): Iterable<PaperId>;
  /** Undefined for a paper that is gone, or goes by another id. */
  document(id: PaperId): SearchDocument | undefined;
  facts(id: PaperId): PaperFacts | undefined;
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

  /** Answers a query of the language of `parseQuery`. */
  async search(query: string, limit: number): Promise<QueryAnswer> {
    await this.#fresh();
    const turns = new Turns();
    return answerQuery(
      query,
      {
        search: (text, options) => this.#index.search(text, options),
        facts: (id) => this.corpus.facts(id),
        ids: () => this.corpus.ids(),
        pause: () => turns.next(),
      },
      { limit },
    );
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
    await this.corpus.ready();
    await this.#update(this.corpus.ids());
  }

  async #update(ids: Iterable<PaperId>): Promise<void> {
    const turns = new Turns();
    for (const id of ids) {
      const document = this.corpus.document(id);
      if (document) this.#index.put(document);
      else this.#index.delete(id);
      await turns.next();
    }
  }
}

/** Gives other work its turn once this has run for long enough. */
class Turns {
  #since = performance.now();

  next(): Promise<void> | undefined {
    if (performance.now() - this.#since < sliceMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        this.#since = performance.now();
        resolve();
      });
    });
  }
}
