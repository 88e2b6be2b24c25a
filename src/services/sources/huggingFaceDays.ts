import { dailyPapersUrl, hasNextPage } from '../../core/remote/huggingFaceApi';
import type { IsoDay } from '../../core/remote/isoDay';
import { type Answer, type DayListClient, DayNotPublishedError } from './dayListClient';
import { HttpError } from '../../platform/node/http/httpError';
import type { HttpAnswer } from '../../platform/node/http/httpGet';
import type { RateLimitedClient } from '../../platform/node/http/rateLimitedClient';

/** The Daily Papers of Hugging Face, or of a mirror. */
export class HuggingFaceDays implements DayListClient {
  readonly service = 'huggingface';
  readonly query = '';

  constructor(
    private readonly client: RateLimitedClient,
    private readonly base: string,
  ) {}

  async *answers(day: IsoDay, signal?: AbortSignal): AsyncGenerator<Answer> {
    for (let page = 0; ; page++) {
      const answer = await this.#page(day, page, signal);
      const count = countItems(answer.bytes);
      // What there is of a broken list is worth reading; of a page that is no list at all, it is not.
      if (count !== undefined || beginsList(answer.bytes)) yield { part: `p${page}`, bytes: answer.bytes };
      if (count === undefined)
        throw new HttpError(
          'unreadable',
          `${new URL(this.base).host} answered with something that is no list of papers.`,
        );
      if (!hasNextPage(count, page, answer.headers.get('link'))) return;
    }
  }

  async #page(day: IsoDay, page: number, signal: AbortSignal | undefined): Promise<HttpAnswer> {
    try {
      return await this.client.get(
        dailyPapersUrl(this.base, { date: day }, page),
        'application/json',
        signal,
      );
    } catch (error) {
      const isNotOpen = error instanceof HttpError && error.status === 400 && page === 0;
      throw isNotOpen ? new DayNotPublishedError(`Hugging Face has no list for ${day} yet.`) : error;
    }
  }
}

/** Undefined for what is no list. */
function countItems(bytes: Uint8Array): number | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? value.length : undefined;
  } catch {
    return undefined; // No JSON, or not all of it; the caller says so.
  }
}

function beginsList(bytes: Uint8Array): boolean {
  return /^\s*\[\s*\{/u.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}
