import type { Service } from '../../core/remote/service';
import type { IsoDay } from '../../core/remote/isoDay';
import { UserFacingError } from '../../core/base/userFacingError';

/** One of the HTTP responses that a day's list consists of. */
export interface ListResponse {
  /** Distinguishes the responses of one list, in a form for file names: `p0`. */
  readonly part: string;
  readonly bytes: Uint8Array;
}

/** Requests the lists of days of one source. A new source implements this. */
export interface DayListClient {
  readonly service: Service;
  /** See `ListName.query`. */
  readonly query: string;
  /**
   * Requests a day's list. Yields the responses in order.
   *
   * @throws DayNotPublishedError if there is no list for the day
   * @throws HttpError if a request fails; the responses before it have been yielded
   */
  responses(day: IsoDay, signal?: AbortSignal): AsyncIterable<ListResponse>;
}

/** The source has no list for a day; an immediate retry is useless. The message is a sentence for the person. */
export class DayNotPublishedError extends UserFacingError {
  override readonly name = 'DayNotPublishedError';
}
