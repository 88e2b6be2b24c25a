import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { Emitter, type Event } from '../../core/base/event';
import type { PaperId } from '../../core/papers/paper';
import { answerQuery, type QueryAnswer, type QuerySources } from '../../core/search/query/answerQuery';
import type { PaperFacts } from '../../core/search/query/paperFacts';
import type { RecommendAsk } from '../../core/search/indexProtocol';
import type { Recommendation } from '../../core/search/recommend';
import type { RelatedHit, SearchDocument } from '../../core/search/searchDocument';
import { titleScan } from '../../core/search/titleScan';
import { IndexClient, type IndexClientOptions } from './indexClient';

/** Where search gets its papers from. */
export interface SearchCorpus {
  /** Resolves once there is something to index. */
  ready(): Promise<void>;
  /** Every paper, in the order in which a query that ranks nothing lists them. */
  ids(): Iterable<PaperId>;
  /** Undefined for a paper that is gone, or goes by another id. */
  document(id: PaperId): SearchDocument | undefined;
  facts(id: PaperId): PaperFacts | undefined;
  /** Fast to get, for a look at all of them. */
  title(id: PaperId): string | undefined;
  /** Papers whose documents may have changed. */
  readonly onDidChange: Event<readonly PaperId[]>;
}

/** An answer while the index is still being made may lack papers that are found in their titles alone. */
export interface EarlyAnswer extends QueryAnswer {
  readonly early: boolean;
}

const sliceMs = 8;
/** So many documents cross to the index in one message. */
const sentAtOnce = 50;

/** Search over the whole library, by an index in a thread of its own that starts when it is first asked. */
export class PaperSearch implements Disposable {
  readonly #own = new DisposableStore();
  readonly #index: IndexClient;
  readonly #completed = this.#own.add(new Emitter<void>());
  readonly #stale = new Set<PaperId>();
  /** Set while the index is being brought in step with the library, and after. */
  #synced: Promise<void> | undefined;
  #isComplete = false;
  #changes: Promise<void> = Promise.resolve();

  /** The index is complete, after it had been asked when it was not. */
  readonly onDidComplete = this.#completed.event;

  constructor(
    private readonly corpus: SearchCorpus,
    options: IndexClientOptions,
  ) {
    this.#index = this.#own.add(new IndexClient(options));
    this.#own.add(this.#index.onDidDie(() => this.#forget()));
    this.#own.add(
      corpus.onDidChange((ids) => {
        if (this.#synced) for (const id of ids) this.#stale.add(id);
      }),
    );
  }

  /** Answers a query of the language of `parseQuery` from all that is in the library now. */
  search(query: string, limit: number): Promise<QueryAnswer> {
    return this.#twice(async () => {
      await this.#fresh();
      return this.#answer(query, limit, (text, options) => this.#index.search(text, options));
    });
  }

  /** As {@link search}, but does not wait for the index: until it is complete, titles answer. */
  async searchEarly(query: string, limit: number): Promise<EarlyAnswer> {
    await this.corpus.ready();
    if (this.#isComplete) return { ...(await this.search(query, limit)), early: false };
    // Who asked is told by `onDidComplete`; what went wrong is told to who asks then.
    this.#fresh().catch(() => undefined);
    const turns = new Turns();
    const answer = await this.#answer(query, limit, (text, options) =>
      titleScan(this.#titles(), text, options, () => turns.next()),
    );
    return { ...answer, early: true };
  }

  related(id: PaperId, limit: number): Promise<readonly RelatedHit[]> {
    return this.#twice(async () => {
      await this.#fresh();
      return this.#index.related(id, limit);
    });
  }

  /** Ranks `candidates` by what the person did with other papers, best first. */
  recommend(
    lessons: RecommendAsk['lessons'],
    candidates: readonly PaperId[],
  ): Promise<readonly Recommendation[]> {
    return this.#twice(async () => {
      await this.#fresh();
      return this.#index.recommend({ lessons, candidates });
    });
  }

  dispose(): void {
    this.#own.dispose();
  }

  #answer(query: string, limit: number, search: QuerySources['search']): Promise<QueryAnswer> {
    const turns = new Turns();
    const sources: QuerySources = {
      search,
      facts: (id) => this.corpus.facts(id),
      ids: () => this.corpus.ids(),
      pause: () => turns.next(),
    };
    return answerQuery(query, sources, { limit });
  }

  *#titles(): Iterable<{ id: PaperId; title: string }> {
    for (const id of this.corpus.ids()) {
      const title = this.corpus.title(id);
      if (title !== undefined) yield { id, title };
    }
  }

  /** The thread may die under a call; the next one starts it anew. */
  async #twice<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch {
      this.#forget();
      return call();
    }
  }

  #forget(): void {
    this.#synced = undefined;
    this.#isComplete = false;
  }

  async #fresh(): Promise<void> {
    const syncing = (this.#synced ??= this.#sync());
    try {
      await syncing;
    } catch (error) {
      if (this.#synced === syncing) this.#forget();
      throw error;
    }
    this.#changes = this.#changes.then(
      () => this.#sendChanges(),
      () => this.#sendChanges(),
    );
    await this.#changes;
    if (this.#isComplete || this.#synced !== syncing) return;
    this.#isComplete = true;
    this.#completed.fire();
  }

  async #sync(): Promise<void> {
    await this.corpus.ready();
    this.#stale.clear();
    const turns = new Turns();
    await this.#index.sync(
      this.corpus.ids(),
      (id) => this.corpus.document(id),
      () => turns.next(),
    );
  }

  async #sendChanges(): Promise<void> {
    const turns = new Turns();
    const put: SearchDocument[] = [];
    const remove: PaperId[] = [];
    const ids = [...this.#stale];
    this.#stale.clear();
    for (const id of ids) {
      const document = this.corpus.document(id);
      if (document) put.push(document);
      else remove.push(id);
      if (put.length >= sentAtOnce) await this.#index.change(put.splice(0));
      await turns.next();
    }
    if (put.length + remove.length > 0) await this.#index.change(put, remove);
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
