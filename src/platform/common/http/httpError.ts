import { type Message, localizable } from '../../../core/base/localization';
import { UserFacingError } from '../../../core/base/userFacingError';

/** Why a request failed, for callers that decide whether to retry. */
export type HttpErrorKind =
  /** No response: no network, no such host, or the connection was refused. */
  | 'unreachable'
  | 'timeout'
  /** The response is truncated. */
  | 'cut-off'
  | 'too-large'
  /** Redirected to a host that is not allowed, in a circle, or too often. */
  | 'redirected'
  /** A status other than 2xx; see {@link HttpError.status}. */
  | 'refused'
  /** The content is not of the expected kind. */
  | 'unreadable';

export interface HttpErrorOptions extends ErrorOptions {
  /** The HTTP status, if there was a response. */
  readonly status?: number;
  /** Milliseconds to wait before the next request, if the host sent such a header. */
  readonly requestedWait?: number | undefined;
}

/** A failed request. The message is a sentence for the person, with the next step if there is one. */
export class HttpError extends UserFacingError {
  override readonly name = 'HttpError';
  readonly status: number | undefined;
  readonly requestedWait: number | undefined;

  constructor(
    readonly kind: HttpErrorKind,
    shown: Message,
    details: HttpErrorOptions = {},
  ) {
    super(shown, details);
    this.status = details.status;
    this.requestedWait = details.requestedWait;
  }
}

/** The error for a status other than 2xx. */
export function refusedError(host: string, status: number, requestedWait?: number): HttpError {
  return new HttpError('refused', reason(host, status, requestedWait), { status, requestedWait });
}

function reason(host: string, status: number, requestedWait: number | undefined): Message {
  const code = String(status);
  const wait = requestedWait === undefined ? undefined : duration(requestedWait);
  if (status === 404) return localizable('{0} has no such page (404).', host);
  if (status === 429)
    return wait === undefined
      ? localizable('{0} refuses more requests for now (429); try again later.', host)
      : localizable('{0} refuses more requests for now (429); try again in {1}.', host, wait);
  if (status === 401 || status === 403) return localizable('{0} refused the request ({1}).', host, code);
  if (status < 500) return localizable('{0} does not accept the request ({1}).', host, code);
  return wait === undefined
    ? localizable('{0} reports an error on its side ({1}); try again later.', host, code)
    : localizable('{0} reports an error on its side ({1}); try again in {2}.', host, code, wait);
}

/** `40 seconds`, `3 minutes`; rounded up, so that the next try is not too early. */
function duration(milliseconds: number): Message {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds === 1) return localizable('1 second');
  return seconds < 120
    ? localizable('{0} seconds', seconds)
    : localizable('{0} minutes', Math.ceil(seconds / 60));
}
