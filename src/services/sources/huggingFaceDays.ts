import { dailyPapersUrl, hasNextPage } from '../../core/remote/huggingFaceApi';
import type { IsoDay } from '../../core/remote/isoDay';
import { type DayListClient, DayNotPublishedError, type ListResponse } from './dayListClient';
import { HttpError } from '../../platform/common/http/httpError';
import type { HttpResponse } from '../../platform/common/http/httpGet';
import type { RateLimitedClient } from '../../platform/common/http/rateLimitedClient';
import { localizable } from '../../core/base/localization';

/** The Daily Papers of Hugging Face, or of a mirror. */
export class HuggingFaceDays implements DayListClient {
  readonly service = 'huggingface';
  readonly query = '';

  constructor(
    private readonly client: RateLimitedClient,
    private readonly base: string,
  ) {}

  async *responses(day: IsoDay, signal?: AbortSignal): AsyncGenerator<ListResponse> {
    for (let page = 0; ; page++) {
      const response = await this.#page(day, page, signal);
      const count = countItems(response.bytes);
      // The part that came of a truncated list is kept; a page that is not a list is not.
      if (count !== undefined || beginsList(response.bytes))
        yield { part: `p${page}`, bytes: response.bytes };
      if (count === undefined)
        throw new HttpError(
          'unreadable',
          localizable(
            'The response of {0} is not a list of papers; try again later.',
            new URL(this.base).host,
          ),
        );
      if (!hasNextPage(count, page, response.headers.get('link'))) return;
    }
  }

  async #page(day: IsoDay, page: number, signal: AbortSignal | undefined): Promise<HttpResponse> {
    try {
      return await this.client.get(
        dailyPapersUrl(this.base, { date: day }, page),
        'application/json',
        signal,
      );
    } catch (error) {
      const isNotPublished = error instanceof HttpError && error.status === 400 && page === 0;
      throw isNotPublished
        ? new DayNotPublishedError(localizable('Hugging Face has no list for {0} yet.', day))
        : error;
    }
  }
}

/** Undefined if the bytes are not a JSON array. */
function countItems(bytes: Uint8Array): number | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? value.length : undefined;
  } catch {
    return undefined; // Not JSON, or truncated: the caller throws.
  }
}

function beginsList(bytes: Uint8Array): boolean {
  return /^\s*\[\s*\{/u.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}
