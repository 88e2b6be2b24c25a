import { figureAddress, type FigureKind, figureKind, figureLimits } from '../../core/fulltext/figures';
import { htmlUrl } from '../../core/remote/arxivApi';
import { HttpError } from '../../platform/common/http/httpError';
import type { RateLimitedClient } from '../../platform/common/http/rateLimitedClient';
import { localizable } from '../../core/base/localization';

export interface FullTextResponse {
  readonly bytes: Uint8Array;
  /** The entity tag of the page, for later requests; undefined if the server sent none. */
  readonly etag: string | undefined;
}

/** Requests whole papers as HTML from arXiv, and their figures. */
export class FullTextPages {
  constructor(
    private readonly client: Pick<RateLimitedClient, 'get'>,
    private readonly base: string,
  ) {}

  /**
   * Requests the page of a version of a paper; of the latest one, if the version is not known. Undefined if the page
   * still has the entity tag `known`.
   *
   * @throws HttpError if a request fails; its status is 404 if arXiv has no HTML for the version
   * @throws what `signal` was aborted with
   */
  async page(
    arxivId: string,
    version: number | undefined,
    signal?: AbortSignal,
    known?: string,
  ): Promise<FullTextResponse | undefined> {
    try {
      const { bytes, headers } = await this.client.get(
        htmlUrl(this.base, arxivId, version),
        'text/html',
        signal,
        known === undefined ? {} : { headers: { 'if-none-match': known } },
      );
      const type = headers.get('content-type') ?? 'text/html';
      if (/^\s*(?:text\/html|application\/xhtml\+xml)\b/iu.test(type))
        return { bytes, etag: headers.get('etag') ?? undefined };
      throw new HttpError('unreadable', localizable('The response of arXiv is not a page; try again later.'));
    } catch (error) {
      if (known !== undefined && error instanceof HttpError && error.status === 304) return undefined;
      throw error;
    }
  }

  /**
   * Requests a figure of a page.
   *
   * @param source its address as it is written in the page
   * @throws HttpError if the address is not below the page, the request fails, or the response is no picture
   * @throws what `signal` was aborted with
   */
  async figure(
    arxivId: string,
    version: number | undefined,
    source: string,
    signal?: AbortSignal,
  ): Promise<{ readonly bytes: Uint8Array; readonly kind: FigureKind }> {
    const address = figureAddress(htmlUrl(this.base, arxivId, version), source);
    if (address === undefined)
      throw new HttpError(
        'unreadable',
        localizable('This figure is not a picture below the page of the paper.'),
      );
    const { bytes } = await this.client.get(address, 'image/*', signal, { bytes: figureLimits.bytes });
    const kind = figureKind(bytes);
    if (kind === undefined)
      throw new HttpError('unreadable', localizable('The response of arXiv is not a picture.'));
    return { bytes, kind };
  }
}
