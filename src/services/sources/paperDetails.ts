import { arxivKey } from '../../core/library/arxivId';
import type { PaperRecord } from '../../core/library/paper';
import type { Service } from '../../core/remote/service';
import { ARXIV_API, detailUrls, titleUrl } from '../../core/remote/arxivApi';
import { paperUrl, searchUrl } from '../../core/remote/huggingFaceApi';
import { matchTitle, type TitleMatch } from '../../core/remote/titleMatch';
import { HttpError } from '../../platform/common/http/httpError';
import type { RawResponse } from './detailsStore';
import type { RateLimitedClient } from '../../platform/common/http/rateLimitedClient';
import type { ResponseReader } from './responseReader';

const JSON_TYPE = 'application/json';
const ATOM_TYPE = 'application/atom+xml';

export interface PaperDetailsOptions {
  readonly huggingFace: RateLimitedClient;
  readonly huggingFaceBase: string;
  readonly arxiv: RateLimitedClient;
  readonly arxivBase?: string;
  readonly reader: ResponseReader;
}

/** A response about papers, and the records parsed from it. */
export interface DetailsResponse extends RawResponse {
  readonly papers: readonly PaperRecord[];
}

/** A paper that was found by its title, and the response it was found in. */
export interface FoundPaper extends TitleMatch<PaperRecord> {
  readonly response: RawResponse;
}

/** Requests details of single papers from both services. */
export class PaperDetails {
  constructor(private readonly options: PaperDetailsOptions) {}

  /**
   * Requests authors, categories, dates, versions and abstracts of papers from arXiv, 200 papers per request. Yields each
   * response as it comes. Papers that arXiv does not have are missing from the responses.
   *
   * @throws HttpError, and what `signal` was aborted with
   */
  async *fromArxiv(ids: readonly string[], signal?: AbortSignal): AsyncGenerator<DetailsResponse> {
    const { arxiv, arxivBase = ARXIV_API } = this.options;
    for (const url of detailUrls(arxivBase, ids)) {
      const { bytes } = await arxiv.get(url, ATOM_TYPE, signal);
      yield await this.#read('arxiv', bytes, signal);
    }
  }

  /**
   * Requests votes, repository and project page of a paper from Hugging Face. Resolves to undefined if it does not list
   * the paper.
   *
   * @throws HttpError, and what `signal` was aborted with
   */
  async fromHuggingFace(id: string, signal?: AbortSignal): Promise<DetailsResponse | undefined> {
    const { huggingFace, huggingFaceBase } = this.options;
    try {
      const { bytes } = await huggingFace.get(paperUrl(huggingFaceBase, id), JSON_TYPE, signal);
      const response = await this.#read('huggingface', bytes, signal);
      return {
        ...response,
        papers: response.papers.filter(
          ({ arxivId }) => arxivId !== undefined && arxivKey(arxivId) === arxivKey(id),
        ),
      };
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) return undefined;
      throw error;
    }
  }

  /**
   * Searches for a paper by title, on Hugging Face and then on arXiv. A match that is not exact needs the person's
   * confirmation. Resolves to undefined if no title is similar enough.
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

  async #read(
    service: Service,
    bytes: Uint8Array,
    signal: AbortSignal | undefined,
  ): Promise<DetailsResponse> {
    return { service, bytes, papers: await this.options.reader.details(service, bytes, signal) };
  }
}

function matchIn(response: DetailsResponse, title: string): FoundPaper | undefined {
  const match = matchTitle(
    title,
    response.papers.filter(({ arxivId }) => arxivId !== undefined),
  );
  return match && { ...match, response };
}
