import { categoriesPart } from '../../core/remote/responseKey';
import { breaksOff } from '../../core/remote/breaksOff';
import { ARXIV_API, nextSlice, submittedUrl } from '../../core/remote/arxivApi';
import { type IsoDay, isWorkday } from '../../core/remote/isoDay';
import { finish } from '../../core/base/cooperativeTask';
import { atom, totalResults } from '../../core/importers/xml/atom';
import type { Answer, DayListClient } from './dayListClient';
import { HttpError } from '../../platform/node/http/httpError';
import type { RateLimitedClient } from '../../platform/node/http/rateLimitedClient';

/** An empty answer may be a whim of the server: it is asked once more after so many milliseconds. */
const SECOND_LOOK = 20_000;

interface Slice {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly total: number | undefined;
  /** Not so where the feed breaks off: its last entry may be half of one. */
  readonly isWhole: boolean;
}

/** What was submitted to some categories of arXiv, by the day (UTC) of its submission. */
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

  async *answers(day: IsoDay, signal?: AbortSignal): AsyncGenerator<Answer> {
    for (let start: number | undefined = 0; start !== undefined;) {
      const slice: Slice = await this.#slice(day, start, signal);
      yield { part: `s${start}`, bytes: slice.bytes };
      if (!slice.isWhole || (slice.count === 0 && (slice.total ?? 0) > start))
        throw new HttpError('unreadable', 'arXiv left out part of the list; try again later.');
      start = nextSlice(start, slice.count, slice.total);
    }
  }

  async #slice(day: IsoDay, start: number, signal: AbortSignal | undefined): Promise<Slice> {
    const slice = await this.#ask(day, start, signal);
    const isDoubtful = slice.count === 0 && ((slice.total ?? 0) > start || (start === 0 && isWorkday(day)));
    if (!isDoubtful) return slice;
    this.client.pause(SECOND_LOOK);
    return this.#ask(day, start, signal);
  }

  async #ask(day: IsoDay, start: number, signal: AbortSignal | undefined): Promise<Slice> {
    const { bytes } = await this.client.get(
      submittedUrl(this.base, this.categories, day, start),
      'application/atom+xml',
      signal,
    );
    const text = new TextDecoder().decode(bytes);
    if (!/<(?:\w+:)?feed[\s>]/u.test(text))
      throw new HttpError('unreadable', 'arXiv answered with something that is no list of papers.');
    if (text.includes('/api/errors')) throw new HttpError('unreadable', errorOf(text));
    const count = text.match(/<entry[\s>]/gu)?.length ?? 0;
    return { bytes, count, total: totalResults(text), isWhole: !breaksOff(bytes) };
  }
}

function errorOf(text: string): string {
  return finish(atom.read({ text })).problems[0]?.message ?? 'arXiv answers with an error.';
}
