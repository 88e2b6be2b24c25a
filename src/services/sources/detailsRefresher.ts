import type { Paper, PaperId, PaperRecord } from '../../core/library/paper';
import { HttpError } from '../../platform/common/http/httpError';
import { byArxivKey, detailsOf, type DetailsRecord } from './detailsRecord';
import type { DetailsStore, RawResponse } from './detailsStore';
import type { PaperDetails } from './paperDetails';
import type { SourceServices } from './sourceServices';
import { type Message, localizable } from '../../core/base/localization';

/** A paper that was found under a title that differs from the library's. The person decides whether it is the same. */
export interface TitleCandidate {
  readonly paper: Paper;
  readonly found: PaperRecord;
  readonly response: RawResponse;
}

/** The progress of a refresh; filled while it runs, so that it is right after a cancellation too. */
export class RefreshResult {
  /** The papers for which details were stored. */
  readonly updated = new Set<PaperId>();
  readonly candidates: TitleCandidate[] = [];
  /** By their English text. */
  readonly #failures = new Map<string, Message>();

  /** Why requests failed: sentences, each once. */
  get failures(): readonly Message[] {
    return [...this.#failures.values()];
  }

  addFailure({ message, shown }: HttpError): void {
    this.#failures.set(message, shown);
  }
}

/** Requests details of single papers from the services and stores them. */
export class DetailsRefresher {
  constructor(
    private readonly sources: Pick<SourceServices, 'details'>,
    private readonly store: DetailsStore,
  ) {}

  /**
   * Requests details of `papers`: by identifier from arXiv and Hugging Face, and by title for papers without one. A
   * failure of one service is recorded in `result`, and the next service is tried.
   *
   * @param report called with what is requested next, as a phrase for the person
   * @throws what `signal` was aborted with, and errors other than HttpError
   */
  async refresh(
    papers: readonly Paper[],
    result: RefreshResult,
    report: (message: Message) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.store.ready();
    const run = new Run(this.sources.details(), this.store, result, report, signal);
    const identified = papers.filter(({ arxivId }) => arxivId !== undefined);
    const others = papers.filter(({ arxivId }) => arxivId === undefined);
    await run.fromArxiv(identified);
    await run.fromHuggingFace(identified);
    await run.byTitle(others);
  }

  /** Stores the details of a candidate that the person has confirmed. The paper keeps the library's title. */
  async accept({ paper, found, response }: TitleCandidate, result: RefreshResult): Promise<void> {
    const record: DetailsRecord = {
      paperId: paper.id,
      record: { ...found, title: paper.title },
      keepsTitle: true,
    };
    await store(this.store, [record], response, result);
  }
}

class Run {
  constructor(
    private readonly details: PaperDetails,
    private readonly detailsStore: DetailsStore,
    private readonly result: RefreshResult,
    private readonly report: (message: Message) => void,
    private readonly signal: AbortSignal,
  ) {}

  async fromArxiv(papers: readonly Paper[]): Promise<void> {
    if (papers.length === 0) return;
    this.report('arXiv');
    const byKey = byArxivKey(papers);
    await this.#attempt(async () => {
      for await (const response of this.details.fromArxiv([...byKey.keys()], this.signal))
        await this.#store(detailsOf(response.papers, byKey), response);
    });
  }

  async fromHuggingFace(papers: readonly Paper[]): Promise<void> {
    await this.#attempt(async () => {
      for (const [index, { id, arxivId = '' }] of papers.entries()) {
        this.report(localizable('Hugging Face ({0} of {1})', index + 1, papers.length));
        const response = await this.details.fromHuggingFace(arxivId, this.signal);
        if (!response) continue;
        await this.#store(
          response.papers.map((record) => ({ paperId: id, record })),
          response,
        );
      }
    });
  }

  async byTitle(papers: readonly Paper[]): Promise<void> {
    await this.#attempt(async () => {
      for (const [index, paper] of papers.entries()) {
        this.report(localizable('looking for titles ({0} of {1})', index + 1, papers.length));
        const match = await this.details.findByTitle(paper.title, this.signal);
        if (!match) continue;
        const { candidate: found, response } = match;
        if (match.exact) await this.#store([{ paperId: paper.id, record: found }], response);
        else this.result.candidates.push({ paper, found, response });
      }
    });
  }

  /** Details that were stored before a request failed stay. */
  async #attempt(requests: () => Promise<void>): Promise<void> {
    try {
      await requests();
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      this.result.addFailure(error);
    }
  }

  #store(records: readonly DetailsRecord[], response: RawResponse): Promise<void> {
    return store(this.detailsStore, records, response, this.result);
  }
}

async function store(
  detailsStore: DetailsStore,
  records: readonly DetailsRecord[],
  response: RawResponse,
  result: RefreshResult,
): Promise<void> {
  if (records.length === 0) return;
  await detailsStore.add(records, response);
  for (const { paperId } of records) result.updated.add(paperId);
}
