import { htmlUrl } from '../../core/remote/arxivApi';
import { HttpError } from '../../platform/common/http/httpError';
import type { RateLimitedClient } from '../../platform/common/http/rateLimitedClient';

/** Requests whole papers as HTML from arXiv. */
export class FullTextPages {
  constructor(
    private readonly client: Pick<RateLimitedClient, 'get'>,
    private readonly base: string,
  ) {}

  /**
   * Requests the page of a version of a paper; of the latest one, if the version is not known.
   *
   * @throws HttpError if a request fails; its status is 404 if arXiv has no HTML for the version
   * @throws what `signal` was aborted with
   */
  async page(arxivId: string, version: number | undefined, signal?: AbortSignal): Promise<Uint8Array> {
    const { bytes, headers } = await this.client.get(
      htmlUrl(this.base, arxivId, version),
      'text/html',
      signal,
    );
    const type = headers.get('content-type') ?? 'text/html';
    if (/^\s*(?:text\/html|application\/xhtml\+xml)\b/iu.test(type)) return bytes;
    throw new HttpError('unreadable', 'The response of arXiv is not a page; try again later.');
  }
}
