import { Worker } from 'node:worker_threads';
import { documentHash } from '../../core/search/analyse';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type {
  IndexCall,
  IndexCalls,
  IndexReply,
  OpenedIndex,
  RecommendAsk,
} from '../../core/search/indexProtocol';
import type { Recommendation } from '../../core/search/recommend';
import type {
  RelatedHit,
  ScoredDocument,
  SearchDocument,
  SearchHit,
  SearchOptions,
} from '../../core/search/searchDocument';

export interface IndexClientOptions {
  /** The built `indexWorker`. */
  readonly worker: string;
  /** Where the index is kept between sessions; windows may share it. Absent: nowhere. */
  readonly file?: string;
  /** That saving failed, or that the thread died. The index goes on, or starts anew at the next call. */
  report(cause: unknown): void;
}

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** So many ids are compared, and so many documents sent, in one message. */
const comparedAtOnce = 500;
const sentAtOnce = 50;

/**
 * Of the thread's heap. V8 would let garbage grow to several times this, which is memory of the extension host: a smaller
 * one saves 35 MB at 10,000 papers and makes indexing a twentieth slower.
 */
const maxYoungGenerationSizeMb = 8;

/** The index in its thread. Calls are answered in the order they are made. */
export class IndexClient implements Disposable {
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #opened: Promise<OpenedIndex> | undefined;
  #number = 0;
  readonly #died = new Emitter<void>();

  /** The thread died: what the index held beyond its file is gone. */
  readonly onDidDie = this.#died.event;

  constructor(private readonly options: IndexClientOptions) {}

  /** Starts the thread and reads the file, if that has not been done since the thread last died. */
  open(): Promise<OpenedIndex> {
    if (!this.#opened) {
      this.#worker = this.#start();
      const { file } = this.options;
      const environment = `${process.versions['icu'] ?? ''} ${process.versions['unicode'] ?? ''}`;
      this.#opened = this.#post('open', { environment, ...(file === undefined ? {} : { file }) });
    }
    return this.#opened;
  }

  /**
   * Makes the index one of exactly these documents, sending those that it has not or has otherwise. Calls made
   * meanwhile are answered from what is there.
   *
   * @param pause called between documents; what it returns is awaited
   */
  async sync(
    ids: Iterable<string>,
    documentOf: (id: string) => SearchDocument | undefined,
    pause: () => Promise<void> | undefined,
  ): Promise<void> {
    let batch: SearchDocument[] = [];
    for (const id of ids) {
      const document = documentOf(id);
      if (document) batch.push(document);
      await pause();
      if (batch.length < comparedAtOnce) continue;
      await this.#compare(batch, false, pause);
      batch = [];
    }
    await this.#compare(batch, true, pause);
  }

  async change(put: readonly SearchDocument[], remove: readonly string[] = []): Promise<void> {
    await this.#call('change', { put, remove });
  }

  async search(text: string, options: SearchOptions = {}): Promise<readonly SearchHit[]> {
    const { limit = 50, filter, title } = options;
    const ask = { text, limit, ...(title === undefined ? {} : { title }) };
    if (!filter) return this.#call('search', ask);
    // Filters do not leave this thread: ask for ever more until enough pass or there are no more.
    for (let wanted = limit * 4; ; wanted *= 4) {
      const ranked: readonly ScoredDocument[] = await this.#call('ranked', { ...ask, limit: wanted });
      const passed = ranked.filter(({ id }) => filter(id)).slice(0, limit);
      if (passed.length === limit || ranked.length < wanted) {
        return this.#call('describe', { text, documents: passed });
      }
    }
  }

  related(id: string, limit: number): Promise<readonly RelatedHit[]> {
    return this.#call('related', { id, limit });
  }

  recommend(ask: RecommendAsk): Promise<readonly Recommendation[]> {
    return this.#call('recommend', ask);
  }

  /** Resolves when everything changed so far is in the file. */
  async save(): Promise<void> {
    await this.#call('save', null);
  }

  /** Ends the thread. What was not saved is found out and mended by the next `sync`. */
  dispose(): void {
    this.#died.dispose();
    this.#ended(new Error('The search index was closed'));
  }

  async #compare(
    documents: readonly SearchDocument[],
    last: boolean,
    pause: () => Promise<void> | undefined,
  ): Promise<void> {
    await pause();
    const hashes = Float64Array.from(documents, documentHash);
    const { wanted } = await this.#call('compare', { ids: documents.map(({ id }) => id), hashes, last });
    const missing = new Set(wanted);
    const put = documents.filter(({ id }) => missing.has(id));
    for (let from = 0; from < put.length; from += sentAtOnce) {
      await pause();
      await this.change(put.slice(from, from + sentAtOnce));
    }
  }

  async #call<Call extends IndexCall>(
    call: Call,
    ask: IndexCalls[Call]['ask'],
  ): Promise<IndexCalls[Call]['answer']> {
    void this.open().catch(() => undefined);
    return this.#post(call, ask);
  }

  #post<Call extends IndexCall>(
    call: Call,
    ask: IndexCalls[Call]['ask'],
  ): Promise<IndexCalls[Call]['answer']> {
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve, reject) => {
      this.#pending.set(number, {
        resolve: (answer) => resolve(answer as IndexCalls[Call]['answer']),
        reject,
      });
      this.#worker?.postMessage({ number, call, ask });
    });
  }

  #start(): Worker {
    const worker = new Worker(this.options.worker, { resourceLimits: { maxYoungGenerationSizeMb } });
    const died = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#ended(error);
      this.#died.fire();
      this.options.report(error);
    };
    worker.on('message', (reply: IndexReply) => this.#received(reply));
    worker.on('error', died);
    worker.on('exit', (code) => died(new Error(`The search index stopped with code ${code}`)));
    // An open index does not keep the extension host from ending.
    worker.unref();
    return worker;
  }

  #received(reply: IndexReply): void {
    if ('unsaved' in reply) {
      this.options.report(new Error(reply.unsaved));
      return;
    }
    const pending = this.#pending.get(reply.number);
    this.#pending.delete(reply.number);
    if ('error' in reply) pending?.reject(new Error(reply.error));
    else pending?.resolve(reply.answer);
  }

  #ended(error: Error): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#opened = undefined;
    void worker?.terminate();
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
