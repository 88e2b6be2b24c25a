import { categoriesPart } from '../../core/remote/responseKey';
import { isTruncated } from '../../core/remote/isTruncated';
import { ARXIV_API, errorIn, nextSlice, submittedUrl, totalResults } from '../../core/remote/arxivApi';
import { type IsoDay, isWorkday } from '../../core/remote/isoDay';
import type { DayListClient, ListResponse } from './dayListClient';
import { HttpError } from '../../platform/common/http/httpError';
import type { RateLimitedClient } from '../../platform/common/http/rateLimitedClient';
import { localizable } from '../../core/base/localization';

/** In milliseconds. arXiv sometimes returns an empty list by mistake: such a request is repeated once after this time. */
const repeatAfter = 20_000;

interface Slice {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly total: number | undefined;
  /** False if the feed is truncated: its last entry may be incomplete. */
  readonly isComplete: boolean;
}

/** The papers that were submitted to some arXiv categories on a day (UTC). */
export class ArxivDays implements DayListClient {
  readonly service = 'arxiv';
  readonly query: string;

  constructor(
    private readonly client: RateLimitedClient,
    private readonly categories: readonly string[],
    private readonly base = ARXIV_API,
  ) {
    this.query = categoriesPart(categories);
  }

  async *responses(day: IsoDay, signal?: AbortSignal): AsyncGenerator<ListResponse> {
    for (let start: number | undefined = 0; start !== undefined;) {
      const slice: Slice = await this.#slice(day, start, signal);
      yield { part: `s${start}`, bytes: slice.bytes };
      if (!slice.isComplete || (slice.count === 0 && (slice.total ?? 0) > start))
        throw new HttpError('unreadable', localizable('arXiv left out part of the list; try again later.'));
      start = nextSlice(start, slice.count, slice.total);
    }
  }

  async #slice(day: IsoDay, start: number, signal: AbortSignal | undefined): Promise<Slice> {
    const slice = await this.#request(day, start, signal);
    const isSuspicious = slice.count === 0 && ((slice.total ?? 0) > start || (start === 0 && isWorkday(day)));
    if (!isSuspicious) return slice;
    this.client.pause(repeatAfter);
    return this.#request(day, start, signal);
  }

  async #request(day: IsoDay, start: number, signal: AbortSignal | undefined): Promise<Slice> {
    const { bytes } = await this.client.get(
      submittedUrl(this.base, this.categories, day, start),
      'application/atom+xml',
      signal,
    );
    const text = new TextDecoder().decode(bytes);
    if (!/<(?:\w+:)?feed[\s>]/u.test(text))
      throw new HttpError(
        'unreadable',
        localizable('The response of arXiv is not a list of papers; try again later.'),
      );
    if (text.includes('/api/errors')) throw new HttpError('unreadable', errorIn(text));
    const count = text.match(/<entry[\s>]/gu)?.length ?? 0;
    return { bytes, count, total: totalResults(text), isComplete: !isTruncated(bytes) };
  }
}
