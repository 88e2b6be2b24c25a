import { dirname } from 'node:path';
import { decodeIndex, encodeIndex } from '../../core/search/indexFile';
import type {
  IndexCall,
  IndexCalls,
  IndexReply,
  IndexRequest,
  OpenedIndex,
  RecommendAsk,
} from '../../core/search/indexProtocol';
import { type Recommendation, recommending } from '../../core/search/recommend';
import { SearchIndex } from '../../core/search/searchIndex';
import type { WordedPaper } from '../../core/search/wordVectors';
import { inSlices } from '../base/inSlices';
import { overwriteFile, readBytes, sweepTemporaries } from '../storage/atomicFile';

/** Merging and ranking go on for so long before whoever asks something gets a turn; in milliseconds. */
const turnMs = 8;
/** The index is saved when nothing was asked of it for so long; in milliseconds. */
const quiet = 2_000;

type Handlers = {
  [Call in IndexCall]: (ask: IndexCalls[Call]['ask']) => IndexAnswer<Call> | Promise<IndexAnswer<Call>>;
};
type IndexAnswer<Call extends IndexCall> = IndexCalls[Call]['answer'];

/** The index and its file. Answers requests in the order they come; merges and saves when there are none. */
export class IndexServer {
  #index = new SearchIndex();
  #file: string | undefined;
  #environment = '';
  #unsaved = false;
  /** Ids that a comparison in progress has named so far. */
  #named = new Set<string>();
  #merging: Generator<undefined, void> | undefined;
  #mergeIsDue = false;
  #saveTimer: NodeJS.Timeout | undefined;
  #requests: Promise<void> = Promise.resolve();

  constructor(private readonly reply: (reply: IndexReply) => void) {}

  /** Ranking recommendations takes a second: what is asked meanwhile is answered in between. */
  handle(request: IndexRequest): void {
    this.#requests = this.#requests.then(() => {
      const answered = this.#answer(request);
      return request.call === 'recommend' ? undefined : answered;
    });
  }

  readonly #handlers: Handlers = {
    open: (ask) => this.#open(ask),
    compare: (ask) => this.#compare(ask),
    change: ({ put, remove }) => {
      for (const id of remove) this.#index.delete(id);
      for (const document of put) this.#index.put(document);
      this.#changed();
      return null;
    },
    search: ({ text, ...options }) => this.#index.search(text, options),
    ranked: ({ text, ...options }) => this.#index.ranked(text, options),
    describe: ({ text, documents }) => this.#index.describe(text, documents),
    related: ({ id, limit }) => this.#index.related(id, { limit }),
    recommend: (ask) => inSlices(this.#recommending(ask), undefined, turnMs),
    save: async () => {
      await this.#save();
      return null;
    },
  };

  async #answer({ number, call, ask }: IndexRequest): Promise<void> {
    try {
      const handler = this.#handlers[call] as (
        ask: unknown,
      ) => IndexAnswer<IndexCall> | Promise<IndexAnswer<IndexCall>>;
      this.reply({ number, answer: await handler(ask) });
    } catch (error) {
      this.reply({ number, error: String(error) });
    }
    if (this.#unsaved) this.#saveLater();
  }

  async #open({ file, environment }: IndexCalls['open']['ask']): Promise<OpenedIndex> {
    this.#file = file;
    this.#environment = environment;
    if (file === undefined) return { size: 0 };
    try {
      await sweepTemporaries(dirname(file));
      const bytes = await readBytes(file);
      if (!bytes) return { size: 0 };
      const decoded = decodeIndex(bytes, environment);
      if (!decoded.ok) return { size: 0, fault: decoded.error };
      this.#index = new SearchIndex(decoded.value);
      return { size: this.#index.size };
    } catch {
      return { size: 0, fault: 'unreadable' };
    }
  }

  #compare({ ids, hashes, last }: IndexCalls['compare']['ask']): IndexAnswer<'compare'> {
    for (const id of ids) this.#named.add(id);
    const wanted = ids.filter((id, at) => this.#index.hashOf(id) !== hashes[at]);
    if (last) {
      const gone = [...this.#index.ids()].filter((id) => !this.#named.has(id));
      for (const id of gone) this.#index.delete(id);
      if (gone.length > 0) this.#changed();
      this.#named = new Set();
    }
    return { wanted };
  }

  *#recommending({ lessons, candidates }: RecommendAsk): Generator<undefined, readonly Recommendation[]> {
    const judged = yield* worded(this.#index, lessons);
    const others = yield* worded(
      this.#index,
      candidates.map((id) => ({ id })),
    );
    return yield* recommending(judged, others);
  }

  #changed(): void {
    this.#unsaved = true;
    this.#merging ??= this.#index.maintain();
    this.#mergeSoon();
  }

  #mergeSoon(): void {
    if (this.#mergeIsDue) return;
    this.#mergeIsDue = true;
    setImmediate(() => this.#merge());
  }

  #merge(): void {
    this.#mergeIsDue = false;
    const until = performance.now() + turnMs;
    while (this.#merging && performance.now() < until) {
      if (this.#merging.next().done) this.#merging = undefined;
    }
    if (this.#merging) this.#mergeSoon();
  }

  #saveLater(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => {
      this.#requests = this.#requests.then(() =>
        this.#save().catch((error: unknown) => this.reply({ unsaved: String(error) })),
      );
    }, quiet);
  }

  async #save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    if (!this.#unsaved || this.#file === undefined) return;
    this.#unsaved = false;
    try {
      await overwriteFile(this.#file, encodeIndex(this.#index.segments(), this.#environment));
    } catch (error) {
      this.#unsaved = true;
      throw error;
    }
  }
}

/** The papers that the index has, with their words. */
function* worded<T extends { readonly id: string }>(
  index: SearchIndex,
  papers: readonly T[],
): Generator<undefined, (T & Pick<WordedPaper, 'words'>)[]> {
  const known: (T & Pick<WordedPaper, 'words'>)[] = [];
  for (const paper of papers) {
    yield;
    if (index.has(paper.id)) known.push({ ...paper, words: index.wordsOf(paper.id) });
  }
  return known;
}
