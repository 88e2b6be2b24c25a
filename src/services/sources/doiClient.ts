import { CSL_JSON, doiUrl } from '../../core/remote/doiApi';
import type { RateLimitedClient } from '../../platform/common/http/rateLimitedClient';

/** Requests the data of works by their DOI. */
export class DoiClient {
  constructor(
    private readonly client: RateLimitedClient,
    private readonly base: string,
  ) {}

  /**
   * The work as CSL-JSON, by content negotiation.
   *
   * @throws HttpError, with status 404 if there is no such DOI; and what `signal` was aborted with
   */
  async get(doi: string, signal?: AbortSignal): Promise<Uint8Array> {
    const { bytes } = await this.client.get(doiUrl(this.base, doi), CSL_JSON, signal);
    return bytes;
  }
}
