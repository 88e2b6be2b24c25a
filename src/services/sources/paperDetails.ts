import { arxivKey } from '../../core/library/arxivId';
import type { PaperRecord } from '../../core/library/paper';
import type { Service } from '../../core/remote/service';
import { ARXIV_API, detailUrls, titleUrl } from '../../core/remote/arxivApi';
import { paperUrl, searchUrl } from '../../core/remote/huggingFaceApi';
import { matchTitle, type TitleMatch } from '../../core/remote/titleMatch';
import { HttpError } from '../../platform/node/http/httpError';
import type { RawAnswer } from './detailsStore';
import type { RateLimitedClient } from '../../platform/node/http/rateLimitedClient';
import { parseDetailsResponse } from './parseDetailsResponse';
import type { Runner } from './dayFile';

const JSON_TYPE = 'application/json';
const ATOM_TYPE = 'application/atom+xml';

export interface PaperDetailsOptions {
  readonly huggingFace: RateLimitedClient;
  readonly huggingFaceBase: string;
  readonly arxiv: RateLimitedClient;
  readonly arxivBase?: string;
  readonly run: Runner;
}

/** One answer about papers, as it came, and what it says. */
export interface DetailsAnswer extends RawAnswer {
  readonly papers: readonly PaperRecord[];
}

/** A paper that was found by its title, and the answer that it stands in. */
export interface FoundPaper extends TitleMatch<PaperRecord> {
  readonly answer: RawAnswer;
}

/** Asks both services about single papers. */
export class PaperDetails {
  constructor(private readonly options: PaperDetailsOptions) {}

  /**
   * What arXiv knows of papers: authors, categories, dates, versions, abstracts. Two hundred at a time, each answer as it
   * comes; papers that arXiv does not know are in none.
   *
   * @throws HttpError, and what `signal` was aborted with
   */
  async *fromArxiv(ids: readonly string[], signal?: AbortSignal): AsyncGenerator<DetailsAnswer> {
    const { arxiv, arxivBase = ARXIV_API } = this.options;
    for (const url of detailUrls(arxivBase, ids)) {
      const { bytes } = await arxiv.get(url, ATOM_TYPE, signal);
      yield await this.#read('arxiv', bytes, signal);
    }
  }

  /**
   * What Hugging Face knows of a paper: votes, repository, project page. Undefined where it does not list the paper.
   *
   * @throws HttpError, and what `signal` was aborted with
   */
  async fromHuggingFace(id: string, signal?: AbortSignal): Promise<DetailsAnswer | undefined> {
    const { huggingFace, huggingFaceBase } = this.options;
    try {
      const { bytes } = await huggingFace.get(paperUrl(huggingFaceBase, id), JSON_TYPE, signal);
      const answer = await this.#read('huggingface', bytes, signal);
      return {
        ...answer,
        papers: answer.papers.filter(
          ({ arxivId }) => arxivId !== undefined && arxivKey(arxivId) === arxivKey(id),
        ),
      };
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) return undefined;
      throw error;
    }
  }

  /**
   * The paper with a title, on Hugging Face or else on arXiv. A match that is not exact is for a person to confirm.
   *
   * @throws HttpError, and what `signal` was aborted with
   */
  async findByTitle(title: string, signal?: AbortSignal): Promise<FoundPaper | undefined> {
    const { huggingFace, huggingFaceBase, arxiv, arxivBase = ARXIV_API } = this.options;
    const listed = await huggingFace.get(searchUrl(huggingFaceBase, title), JSON_TYPE, signal);
    const match = matchIn(await this.#read('huggingface', listed.bytes, signal), title);
    if (match?.exact === true) return match;
    const found = await arxiv.get(titleUrl(arxivBase, title), ATOM_TYPE, signal);
    const other = matchIn(await this.#read('arxiv', found.bytes, signal), title);
    return (other?.likeness ?? 0) > (match?.likeness ?? 0) ? other : match;
  }

  async #read(service: Service, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<DetailsAnswer> {
    return { service, bytes, papers: await this.options.run(parseDetailsResponse(service, bytes), signal) };
  }
}

function matchIn(answer: DetailsAnswer, title: string): FoundPaper | undefined {
  const match = matchTitle(
    title,
    answer.papers.filter(({ arxivId }) => arxivId !== undefined),
  );
  return match && { ...match, answer };
}
