import type { Disposable } from '../../core/base/disposable';
import { DisposableStore } from '../../core/base/disposable';
import { Emitter, type Event } from '../../core/base/event';
import { SerialQueue } from '../../core/base/serialQueue';
import type { Day } from '../../core/library/day';
import type { PaperId } from '../../core/library/paper';
import type {
  IndexChange,
  PapersSummary,
  RecommendRequest,
  SearchScope,
  StoredWholePaper,
} from '../../core/search/indexProtocol';
import type { DocumentHashes, PaperTexts } from '../../core/search/paperTexts';
import { answerEarly, type EarlySources } from '../../core/search/query/answerEarly';
import type { QueryAnswer } from '../../core/search/query/queryAnswer';
import type { QueryablePaper, PaperRecord } from '../../core/search/query/queryablePaper';
import type { Recommendation } from '../../core/search/recommend';
import type { RelatedHit } from '../../core/search/searchDocument';
import { titleScan } from '../../core/search/titleScan';
import { afterNextTurn } from '../../platform/common/nextTurn';
import type { LocalPapers } from './indexServer';
import { IndexClient, type IndexClientOptions, type IndexedPaper } from './indexClient';

/** The source of the papers for search. All of it is fast: no TeX is rendered. */
export interface SearchCorpus {
  /** Resolves once there is something to index. */
  ready(): Promise<void>;
  /** Every paper, in the order in which a query that ranks nothing lists them. */
  ids(): Iterable<PaperId>;
  /** The days in that order. The same array while none has changed, and the same day while it has not. */
  days(): readonly Day[];
  /** Undefined for a paper that was removed or has another id now. */
  document(id: PaperId): PaperTexts | undefined;
  /** With texts as they are stored, for answers while there is no index. */
  facts(id: PaperId): QueryablePaper | undefined;
  title(id: PaperId): string | undefined;
  /** Present if the index runs in this process, where it can read papers while it executes a query. */
  readonly local?: LocalCorpus;
  /** Resolves once there is what a query asks for beside the library. */
  prepare?(query: string): Promise<void>;
  /** The whole papers that are stored. */
  wholePapers?(): Promise<readonly StoredWholePaper[]>;
  /** Fires when other whole papers are stored than before. */
  readonly onDidChangeWholePapers?: Event<unknown>;
  /** Fires with the papers that may have changed, which are computed as a listener iterates; only one iteration is possible. */
  readonly onDidChange: Event<Iterable<PaperId>>;
}

export interface LocalCorpus extends LocalPapers {
  /** The hashes of a paper, and those of its facts that can be read without decoding it. */
  compared(id: PaperId): ComparedFacts | undefined;
  /** Hashes of all papers and notes, by which an unchanged library is recognized. */
  summary(): PapersSummary;
}

type ComparedFacts = Required<Omit<IndexedPaper, 'texts'>>;

/** The calls of the index's process that concern passages. */
export type PassageIndexClient = Pick<IndexClient, 'putPassages' | 'findPassages' | 'onDidDie'>;

/** An answer while the index is still being made may lack papers that are found in their titles alone. */
export interface EarlyAnswer extends QueryAnswer {
  readonly early: boolean;
}

const sliceMs = 8;
/** How many papers, or days with how many papers, are sent to the index in one message. */
const sentAtOnce = 50;
const listedAtOnce = 2000;

/** Search over the whole library, by an index in a process of its own that starts with the first call. */
export class PaperSearch implements Disposable {
  readonly #own = new DisposableStore();
  readonly #index: IndexClient;
  /** The index of passages, in the same process. */
  readonly passageIndex: PassageIndexClient;
  readonly #completed = this.#own.add(new Emitter<void>());
  readonly #stale = new Set<PaperId>();
  /** The days that the index has. */
  #sentDays: readonly Day[] = [];
  /** Set while the index is being brought in step with the library, and after. */
  #synced: Promise<void> | undefined;
  #isComplete = false;
  /**
   * Whether the papers are being, or have been, listed for the index. Changes before that need not be sent: the list has
   * them.
   */
  #isListed = false;
  /** Counts early answers: a newer one cancels those that are still being computed. */
  #early = 0;
  readonly #changes = new SerialQueue();
  #hasWholePapers = false;

  /** Fires when the index is complete, if an earlier call found it incomplete. */
  readonly onDidComplete = this.#completed.event;

  constructor(
    private readonly corpus: SearchCorpus,
    options: IndexClientOptions,
  ) {
    this.#index = this.#own.add(new IndexClient(options));
    this.passageIndex = this.#index;
    this.#own.add(this.#index.onDidDie(() => this.#forget()));
    if (corpus.onDidChangeWholePapers)
      this.#own.add(corpus.onDidChangeWholePapers(() => (this.#hasWholePapers = false)));
    this.#own.add(
      corpus.onDidChange((ids) => {
        if (this.#isListed) for (const id of ids) this.#stale.add(id);
      }),
    );
  }

  /** Answers a query of the language of `parseQuery` from all that is in the library now. */
  search(query: string, limit: number, scope?: SearchScope): Promise<QueryAnswer> {
    return this.#twice(async () => {
      await this.corpus.prepare?.(query);
      await this.#fresh();
      return this.#index.answer(query, limit, scope);
    });
  }

  /**
   * Like {@link search}, but does not wait for the index: until it is complete, only titles are searched. A newer call
   * cancels one that is still running.
   */
  async searchEarly(query: string, limit: number, scope?: SearchScope): Promise<EarlyAnswer> {
    await this.corpus.ready();
    if (this.#isComplete) return { ...(await this.search(query, limit, scope)), early: false };
    // Success is reported by `onDidComplete`; a failure is thrown by the next call of `search`.
    this.#fresh().catch(() => undefined);
    const turns = new Turns();
    const early = ++this.#early;
    const ids = (): Iterable<PaperId> => takeWhile(this.corpus.ids(), () => early === this.#early);
    const sources: EarlySources = {
      search: (text, options) => titleScan(this.#titled(ids()), text, options, () => turns.next()),
      facts: (id) => {
        const facts = this.corpus.facts(id);
        return facts && scope?.withoutNotes === true ? { ...facts, notes: '' } : facts;
      },
      ids,
      pause: () => turns.next(),
    };
    return { ...(await answerEarly(query, sources, { limit })), early: true };
  }

  related(id: PaperId, limit: number, scope?: SearchScope): Promise<readonly RelatedHit[]> {
    return this.#twice(async () => {
      await this.#fresh();
      return this.#index.related(id, limit, scope);
    });
  }

  /** Ranks `candidates` by what the person did with other papers, best first. */
  recommend(
    trainingExamples: RecommendRequest['trainingExamples'],
    candidates: readonly PaperId[],
  ): Promise<readonly Recommendation[]> {
    return this.#twice(async () => {
      await this.#fresh();
      return this.#index.recommend({ trainingExamples, candidates });
    });
  }

  /** Resolves when the index of all that is in the library now is in its files. */
  save(): Promise<void> {
    return this.#twice(async () => {
      await this.#fresh();
      await this.#index.save();
    });
  }

  dispose(): void {
    this.#own.dispose();
  }

  *#titled(ids: Iterable<PaperId>): Iterable<{ id: PaperId; title: string }> {
    for (const id of ids) {
      const title = this.corpus.title(id);
      if (title !== undefined) yield { id, title };
    }
  }

  /** The process may end during a call; the next call starts it again. */
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
    this.#isListed = false;
    this.#sentDays = [];
    this.#hasWholePapers = false;
  }

  async #fresh(): Promise<void> {
    const syncing = (this.#synced ??= this.#sync());
    try {
      await syncing;
    } catch (error) {
      if (this.#synced === syncing) this.#forget();
      throw error;
    }
    await this.#changes.run(() => this.#sendChanges());
    if (this.#isComplete || this.#synced !== syncing) return;
    this.#isComplete = true;
    this.#completed.fire();
  }

  async #sync(): Promise<void> {
    // The index opens while the library is read. If it cannot be opened, the first call fails.
    this.#index.open().catch(() => undefined);
    await this.corpus.ready();
    this.#stale.clear();
    this.#isListed = true;
    this.#sentDays = [];
    const { local } = this.corpus;
    if (local && (await this.#index.isCurrent(local.summary()))) return;
    const turns = new Turns();
    await this.#index.sync(
      this.corpus.ids(),
      (id) => this.#indexed(id),
      () => turns.next(),
    );
  }

  async #sendChanges(): Promise<void> {
    const turns = new Turns();
    await this.#sendDays(turns);
    let change = new Changes();
    const ids = [...this.#stale];
    this.#stale.clear();
    for (const id of ids) {
      change.add(id, this.#indexed(id));
      if (change.size >= sentAtOnce) {
        await this.#index.change(change);
        change = new Changes();
      }
      await turns.next();
    }
    if (change.size > 0) await this.#index.change(change);
    if (this.#hasWholePapers || !this.corpus.wholePapers) return;
    this.#hasWholePapers = true;
    await this.#index.listWholePapers(await this.corpus.wholePapers());
  }

  async #sendDays(turns: Turns): Promise<void> {
    const days = this.corpus.days();
    if (days === this.#sentDays) return;
    const sent = new Set(this.#sentDays);
    this.#sentDays = days;
    let put: Day[] = [];
    let listed = 0;
    for (const day of days) {
      if (sent.has(day)) continue;
      put.push(day);
      listed += day.paperIds.length + 1;
      if (listed < listedAtOnce) continue;
      await this.#index.change({ days: { put } });
      await turns.next();
      put = [];
      listed = 0;
    }
    await this.#index.change({ days: { put, order: days.map(({ id }) => id) } });
  }

  #indexed(id: PaperId): IndexedPaper | undefined {
    const { corpus } = this;
    if (corpus.local) {
      const compared = corpus.local.compared(id);
      return compared && new ComparedOnly(id, corpus, compared);
    }
    const texts = corpus.document(id);
    const facts = corpus.facts(id);
    return texts && facts && { texts, record: recordOf(facts) };
  }
}

function* takeWhile<T>(items: Iterable<T>, isWanted: () => boolean): Iterable<T> {
  for (const item of items) {
    if (!isWanted()) return;
    yield item;
  }
}

class Changes implements IndexChange {
  readonly put: PaperTexts[] = [];
  readonly records: { readonly id: PaperId; readonly record: IndexedPaper['record'] }[] = [];
  readonly remove: PaperId[] = [];

  get size(): number {
    return this.records.length + this.remove.length;
  }

  /** @param paper undefined where it is gone */
  add(id: PaperId, paper: IndexedPaper | undefined): void {
    if (!paper) {
      this.remove.push(id);
      return;
    }
    this.put.push(paper.texts);
    this.records.push({ id, record: paper.record });
  }
}

/** Reads its texts when the index asks for them. */
class ComparedOnly implements IndexedPaper {
  readonly record: IndexedPaper['record'];
  readonly hashes: DocumentHashes;

  constructor(
    private readonly id: PaperId,
    private readonly corpus: SearchCorpus,
    { record, hashes }: ComparedFacts,
  ) {
    this.record = record;
    this.hashes = hashes;
  }

  get texts(): PaperTexts {
    return this.corpus.document(this.id) ?? { id: this.id, title: '', abstract: '' };
  }
}

/** Without texts, which are sent apart, and days, which are sent once for all their papers. */
function recordOf({ tags, authors, categories, state, has, files }: QueryablePaper): PaperRecord {
  return { tags, authors, categories, state, has, ...(files && { files }) };
}

/** Gives other work its turn once this has run for long enough. */
class Turns {
  #since = performance.now();

  next(): Promise<void> | undefined {
    return performance.now() - this.#since < sliceMs ? undefined : this.#begin();
  }

  async #begin(): Promise<void> {
    await afterNextTurn();
    this.#since = performance.now();
  }
}
