import type { Service } from '../../core/remote/service';
import type { IsoDay } from '../../core/remote/isoDay';

/** One answer of those that a day's list is made of. */
export interface Answer {
  /** Which one it is, as part of a file name: `p0`. */
  readonly part: string;
  readonly bytes: Uint8Array;
}

/** Where the lists of days come from. A new source is one of these. */
export interface DayListClient {
  readonly service: Service;
  /** See `ListName.query`. */
  readonly query: string;
  /**
   * Asks for a day's list, answer by answer.
   *
   * @throws DayNotPublishedError where there is none; HttpError where it cannot be had, or not all of it
   */
  answers(day: IsoDay, signal?: AbortSignal): AsyncIterable<Answer>;
}

/** There is no list for a day, and asking again at once will not change that. The message is a sentence. */
export class DayNotPublishedError extends Error {
  override readonly name = 'NoList';
}
