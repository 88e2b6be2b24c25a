import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import type { NotePassages, Passage } from '../../core/passages/notePassages';
import type {
  ComparedPaper,
  FindPassagesRequest,
  IndexCall,
  IndexCalls,
  IndexChange,
  IndexReply,
  OpenedIndex,
  PapersSummary,
  RecommendRequest,
  SearchScope,
  StoredWholePaper,
} from '../../core/search/indexProtocol';
import { type DocumentHashes, type PaperTexts, textsHashes } from '../../core/search/paperTexts';
import type { QueryAnswer } from '../../core/search/query/queryAnswer';
import type { PaperRecord, UndescribedRecord } from '../../core/search/query/queryablePaper';
import type { Recommendation } from '../../core/search/recommend';
import type { RelatedHit } from '../../core/search/searchDocument';
import type { ChildProgram, StartChild } from '../../platform/common/isolation/childProgram';

export interface IndexClientOptions {
  /** Starts a program that serves an index. */
  readonly start: StartChild;
  /** The file that keeps the papers between sessions, without notes; all windows share it. If absent, they are not kept. */
  readonly file?: string;
  /** The file of this workspace that keeps the papers with tags or notes. If absent, they are not kept. */
  readonly notesFile?: string;
  /** The file that keeps the sections of whole papers; all windows share it. If absent, they are not kept. */
  readonly wholePapersFile?: string;
  /** Files of earlier releases that are to be deleted. */
  readonly obsoleteFiles?: readonly string[];
  /** The versions of the extension and the host: with other ones the index is rebuilt, as texts may be rendered differently. */
  readonly environment?: string;
  /** Reports that a file could not be written, or that the process ended; the next call starts a new process then. */
  report(cause: unknown): void;
}

/** A paper as it is sent to the index. */
export interface IndexedPaper {
  readonly texts: PaperTexts;
  readonly record: PaperRecord | UndescribedRecord;
  /** The hashes of the texts, if these need not be read for them. */
  readonly hashes?: DocumentHashes;
}

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * The number of papers that one message compares, and of papers whose texts it sends: about a millisecond of work for the
 * host.
 */
const comparedAtOnce = 200;
const sentAtOnce = 50;

/** The index in a process of its own, as its memory would count as the extension host's. Calls are answered in the order they are made. */
export class IndexClient implements Disposable {
  readonly #pending = new Map<number, Pending>();
  #child: ChildProgram | undefined;
  #opened: Promise<OpenedIndex> | undefined;
  #number = 0;
  readonly #died = new Emitter<void>();

  /** The process ended: what the index held beyond its file is gone. */
  readonly onDidDie = this.#died.event;

  constructor(private readonly options: IndexClientOptions) {}

  /** Starts the process and reads the file, if that has not been done since the process last ended. */
  open(): Promise<OpenedIndex> {
    if (!this.#opened) {
      this.#child = this.#start();
      const { file, notesFile, wholePapersFile, obsoleteFiles = [], environment = '' } = this.options;
      this.#opened = this.#post('open', {
        environment,
        obsoleteFiles,
        ...(file !== undefined && { papersFile: file }),
        ...(notesFile !== undefined && { notesFile }),
        ...(wholePapersFile !== undefined && { wholePapersFile }),
      });
    }
    return this.#opened;
  }

  /**
   * Makes the index one of exactly these papers, sending the texts that it lacks or that have changed. Calls made meanwhile
   * are answered from its present content.
   *
   * @param pause called between papers; what it returns is awaited
   */
  async sync(
    ids: Iterable<string>,
    paperOf: (id: string) => IndexedPaper | undefined,
    pause: () => Promise<void> | undefined,
  ): Promise<void> {
    let batch: ComparedPaper[] = [];
    let given: IndexedPaper[] = [];
    for (const id of ids) {
      const paper = paperOf(id);
      if (paper) {
        given.push(paper);
        batch.push({ id, record: paper.record, ...(paper.hashes ?? textsHashes(paper.texts)) });
      }
      await pause();
      if (batch.length < comparedAtOnce) continue;
      await this.#compare(batch, given, false, pause);
      batch = [];
      given = [];
    }
    await this.#compare(batch, given, true, pause);
  }

  /** Whether the index has exactly these papers and notes; {@link sync} is not needed then. */
  isCurrent(summary: PapersSummary): Promise<boolean> {
    return this.#call('isCurrent', summary);
  }

  async change(change: IndexChange): Promise<void> {
    await this.#call('change', change);
  }

  /** Lists all stored whole papers; the process reads their documents. */
  async listWholePapers(papers: readonly StoredWholePaper[]): Promise<void> {
    await this.#call('wholePapers', { papers });
  }

  /** Answers a query of the language of `parseQuery`. */
  answer(text: string, limit: number, scope?: SearchScope): Promise<QueryAnswer> {
    return this.#call('answer', { text, limit, ...scope });
  }

  related(id: string, limit: number, scope?: SearchScope): Promise<readonly RelatedHit[]> {
    return this.#call('related', { id, limit, ...scope });
  }

  recommend(input: RecommendRequest): Promise<readonly Recommendation[]> {
    return this.#call('recommend', input);
  }

  /** Replaces the passages of notes. They are lost when the process ends. */
  async putPassages(notes: readonly NotePassages[]): Promise<void> {
    await this.#call('putPassages', { notes });
  }

  findPassages(input: FindPassagesRequest): Promise<readonly Passage[]> {
    return this.#call('findPassages', input);
  }

  /** Resolves when everything changed so far is in the file. */
  async save(): Promise<void> {
    await this.#call('save', null);
  }

  /** Ends the process. The next `sync` finds and repairs what was not saved. */
  dispose(): void {
    this.#died.dispose();
    this.#ended(new Error('The search index was closed'));
  }

  async #compare(
    papers: readonly ComparedPaper[],
    given: readonly IndexedPaper[],
    last: boolean,
    pause: () => Promise<void> | undefined,
  ): Promise<void> {
    await pause();
    const { wanted } = await this.#call('compare', { papers, last });
    const missing = new Set(wanted);
    const put = given.filter((_, at) => missing.has(papers[at]?.id ?? ''));
    for (let from = 0; from < put.length; from += sentAtOnce) {
      await pause();
      await this.change({ put: put.slice(from, from + sentAtOnce).map(({ texts }) => texts) });
    }
  }

  async #call<Call extends IndexCall>(
    call: Call,
    input: IndexCalls[Call]['input'],
  ): Promise<IndexCalls[Call]['answer']> {
    // If the index cannot be opened, the call itself fails with the same error.
    this.open().catch(() => undefined);
    return this.#post(call, input);
  }

  #post<Call extends IndexCall>(
    call: Call,
    input: IndexCalls[Call]['input'],
  ): Promise<IndexCalls[Call]['answer']> {
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve, reject) => {
      this.#pending.set(number, {
        resolve: (answer) => resolve(answer as IndexCalls[Call]['answer']),
        reject,
      });
      // If it cannot be sent, the process has ended, which rejects the call.
      void this.#child?.send({ number, call, input });
    });
  }

  #start(): ChildProgram {
    const child = this.options.start({
      received: (message) => {
        if (this.#child === child) this.#received(message as IndexReply);
      },
      ended: (cause) => {
        if (this.#child !== child) return;
        const error = new Error('The process of the search index ended', { cause });
        this.#ended(error);
        this.#died.fire();
        this.options.report(cause);
      },
    });
    return child;
  }

  #received(reply: IndexReply): void {
    if ('fileProblem' in reply) {
      this.options.report(new Error(reply.fileProblem));
      return;
    }
    const pending = this.#pending.get(reply.number);
    this.#pending.delete(reply.number);
    if ('error' in reply) pending?.reject(new Error(reply.error));
    else pending?.resolve(reply.answer);
  }

  #ended(error: Error): void {
    const child = this.#child;
    this.#child = undefined;
    this.#opened = undefined;
    child?.end();
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
