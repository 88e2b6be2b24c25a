import type {
  IndexCall,
  IndexCalls,
  IndexChange,
  IndexReply,
  IndexRequest,
  PapersSummary,
  RecommendRequest,
  SearchScope,
} from '../../core/search/indexProtocol';
import { PassageIndex } from '../../core/passages/passageIndex';
import type { Disposable } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import { renderTexts, textsHashes } from '../../core/search/paperTexts';
import { executeQuery } from '../../core/search/query/executeQuery';
import { PaperTable } from '../../core/search/query/paperTable';
import type { IdentifiedRecord, PaperDescription } from '../../core/search/query/queryablePaper';
import { type Recommendation, recommending } from '../../core/search/recommend';
import { SearchIndex } from '../../core/search/searchIndex';
import type { WordedPaper } from '../../core/search/wordVectors';
import { nextTurn } from '../../platform/common/nextTurn';
import type { Timer } from '../../platform/common/timers';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { IndexFiles, type IndexStorage } from './indexFiles';
import { WholePaperServer } from './wholePaperServer';

/** The length of a time slice of merging and ranking, between which requests are answered; in milliseconds. */
const turnMs = 8;
/** Merging pauses for this time after a query, in milliseconds, so that it does not delay the query for the next letter. */
const afterQuery = 50;
/** For further recommended papers no words are sent: reading the words of 3,000 papers would block the extension host. */
const mostExplained = 500;
/** The delay after a comparison, in milliseconds, before papers are read for queries that need more than the index. */
const readAhead = 500;
/** The index is saved after this time without a request; in milliseconds. */
const quiet = 2_000;

/** The papers of a client in the same process, which are read when a query needs them. */
export interface LocalPapers {
  describe(id: string): PaperDescription | undefined;
  /** All papers at present. */
  records(): Iterable<IdentifiedRecord>;
}

type Handlers = {
  [Call in IndexCall]: (input: IndexCalls[Call]['input']) => IndexAnswer<Call> | Promise<IndexAnswer<Call>>;
};
type IndexAnswer<Call extends IndexCall> = IndexCalls[Call]['answer'];

/** The index, what queries ask of papers, and the files. Handles requests in order; merges and saves in between. */
export class IndexServer implements Disposable {
  #index = new SearchIndex();
  readonly #papers: PaperTable;
  readonly #files: IndexFiles;
  /** During a comparison: the hashes of the papers that the index had at its beginning and that it has not listed so far. */
  #unnamed: Map<string, number> | undefined;
  #merging: Generator<undefined, void> | undefined;
  /** Whether something was added since the last merge began. */
  #isUnmerged = false;
  #mergeIsDue = false;
  #lastQuery = -Infinity;
  #saveTimer: Timer | undefined;
  #linkTimer: Timer | undefined;
  readonly #requests = new SerialQueue();
  readonly #whole: WholePaperServer;
  readonly #passages = new PassageIndex();

  constructor(
    storage: IndexStorage,
    private readonly reply: (reply: IndexReply) => void,
    private readonly local?: LocalPapers,
  ) {
    this.#papers = new PaperTable(local && ((id) => local.describe(id)));
    this.#files = new IndexFiles(storage);
    this.#whole = new WholePaperServer(
      storage,
      () => this.#changed(),
      (problem) => this.reply({ fileProblem: problem }),
    );
  }

  /** Handles requests in order. Ranking recommendations takes a second, so later requests do not wait for it. */
  handle(request: IndexRequest): void {
    void this.#requests.run(() => {
      const answered = this.#answer(request);
      return request.call === 'recommend' ? undefined : answered;
    });
  }

  /** Closes the files. Only for a server that does not end with its process. */
  dispose(): void {
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#linkTimer);
    this.#files.dispose();
    this.#whole.dispose();
  }

  readonly #handlers: Handlers = {
    open: async (input) => {
      const { index, opened } = await this.#files.open(input, (problem) =>
        this.reply({ fileProblem: problem }),
      );
      this.#index = index;
      await this.#whole.open(input);
      return opened;
    },
    isCurrent: (summary) => this.#isCurrent(summary),
    compare: (input) => this.#compare(input),
    change: (input) => this.#change(input),
    wholePapers: async ({ papers }) => {
      await this.#whole.list(papers);
      return null;
    },
    answer: ({ text, limit, ...scope }) => {
      const engine = { index: this.#indexOf(scope), papers: this.#papers, whole: this.#whole.index };
      const answer = executeQuery(text, engine, limit);
      this.#lastQuery = performance.now();
      return answer;
    },
    related: ({ id, limit, ...scope }) => this.#indexOf(scope).related(id, { limit }),
    recommend: async (input) => {
      const ranked = await runInTimeSlices(this.#recommending(input), undefined, turnMs);
      return ranked.map((paper, place) => (place < mostExplained ? paper : { ...paper, terms: [] }));
    },
    putPassages: ({ notes }) => {
      for (const note of notes) this.#passages.set(note);
      return null;
    },
    findPassages: ({ query, limit, filter }) => this.#passages.find(query, limit, filter),
    save: async () => {
      await runInTimeSlices(this.#mergingAll(), undefined, turnMs);
      await this.#save();
      return null;
    },
  };

  async #answer({ number, call, input }: IndexRequest): Promise<void> {
    try {
      const handler = this.#handlers[call] as (
        input: unknown,
      ) => IndexAnswer<IndexCall> | Promise<IndexAnswer<IndexCall>>;
      this.reply({ number, answer: await handler(input) });
    } catch (error) {
      this.reply({ number, error: String(error) });
    }
    if (this.#isStale) this.#saveLater();
  }

  #indexOf({ withoutNotes = false }: SearchScope): SearchIndex {
    return withoutNotes ? this.#index.withoutNotes() : this.#index;
  }

  get #isStale(): boolean {
    return this.#files.isStale(this.#index) || this.#whole.isStale;
  }

  #change({ put = [], records = [], remove = [], days }: IndexChange): null {
    for (const id of remove) this.#remove(id);
    for (const { id, record } of records) this.#papers.put(id, record);
    if (days) this.#papers.changeDays(days);
    for (const texts of put) {
      const hashes = textsHashes(texts);
      if (!this.#index.isCurrent(texts.id, hashes)) this.#index.put(renderTexts(texts), hashes);
    }
    this.#changed();
    return null;
  }

  #isCurrent({ papers, noted }: PapersSummary): boolean {
    const own = this.#index.summary();
    if (!this.local || own.papers !== papers || own.noted !== noted) return false;
    this.#papers.putLater(this.local.records());
    this.#linkSoon();
    return true;
  }

  #compare({ papers, last }: IndexCalls['compare']['input']): IndexAnswer<'compare'> {
    const unnamed = (this.#unnamed ??= this.#index.hashes());
    const wanted: string[] = [];
    for (const paper of papers) {
      const { id, record } = paper;
      this.#papers.put(id, record);
      if (!this.#index.isCurrent(id, paper, unnamed.get(id))) wanted.push(id);
      unnamed.delete(id);
    }
    if (last) {
      for (const id of unnamed.keys()) this.#remove(id);
      this.#unnamed = undefined;
      this.#changed();
      this.#linkSoon();
    }
    return { wanted };
  }

  #remove(id: string): void {
    this.#index.delete(id);
    this.#papers.delete(id);
  }

  *#recommending({
    trainingExamples,
    candidates,
  }: RecommendRequest): Generator<undefined, readonly Recommendation[]> {
    const judged = yield* worded(this.#index, trainingExamples);
    const others = yield* worded(
      this.#index,
      candidates.map((id) => ({ id })),
    );
    return yield* recommending(judged, others);
  }

  #changed(): void {
    this.#isUnmerged = true;
    // A comparison may add all papers: merging during it would copy each of them more often.
    if (!this.#isStale || this.#unnamed) return;
    this.#merging ??= this.#maintain();
    this.#saveLater();
    this.#mergeSoon();
  }

  /** Merges until nothing is left, including documents that are added in the meantime. */
  *#maintain(): Generator<undefined, void> {
    yield* this.#papers.reading();
    do {
      this.#isUnmerged = false as boolean;
      yield* this.#index.maintain();
      yield* this.#whole.index.index.maintain();
    } while (this.#isUnmerged);
  }

  /** Merges what is left to be merged. {@link #merge} may do part of it meanwhile. */
  *#mergingAll(): Generator<undefined, void> {
    this.#merging ??= this.#maintain();
    while (this.#mergeStep()) yield;
  }

  /** Takes one step of the current merge. Returns whether more are left. */
  #mergeStep(): boolean {
    if (this.#merging?.next().done) this.#merging = undefined;
    return this.#merging !== undefined;
  }

  /** Links later, so that the first answer does not wait: few queries need the links. */
  #linkSoon(): void {
    clearTimeout(this.#linkTimer);
    this.#linkTimer = setTimeout(() => {
      this.#merging ??= this.#maintain();
      this.#mergeSoon();
    }, readAhead);
  }

  /** Links documents with papers ahead of the query that needs it. */
  #link(): void {
    for (const segment of this.#index.searchable()) this.#papers.rowsOf(segment);
  }

  #mergeSoon(): void {
    if (this.#mergeIsDue) return;
    this.#mergeIsDue = true;
    nextTurn(() => this.#merge());
  }

  #merge(): void {
    const now = performance.now();
    if (now - this.#lastQuery < afterQuery) {
      setTimeout(() => this.#merge(), afterQuery);
      return;
    }
    this.#mergeIsDue = false;
    const until = now + turnMs;
    while (performance.now() < until && this.#mergeStep());
    if (this.#merging) this.#mergeSoon();
    else this.#link();
  }

  /** Waits until all is merged: programs that read an earlier file would have to search many small segments. */
  #saveLater(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => {
      if (this.#merging) {
        this.#saveLater();
        return;
      }
      void this.#requests.run(() =>
        this.#save().catch((error: unknown) => this.reply({ fileProblem: String(error) })),
      );
    }, quiet);
  }

  async #save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    await this.#files.save(this.#index);
    await this.#whole.save();
  }
}

/** The papers that the index has, with their words. */
function* worded<T extends { readonly id: string }>(
  index: SearchIndex,
  papers: readonly T[],
): Generator<undefined, (T & Pick<WordedPaper, 'words' | 'codes'>)[]> {
  const known: (T & Pick<WordedPaper, 'words' | 'codes'>)[] = [];
  for (const paper of papers) {
    yield;
    if (index.has(paper.id)) known.push({ ...paper, ...index.wordsOf(paper.id) });
  }
  return known;
}
