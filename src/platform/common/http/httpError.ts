import { pluralize } from '../../../core/text/pluralize';

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
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number | undefined;
  readonly requestedWait: number | undefined;

  constructor(
    readonly kind: HttpErrorKind,
    message: string,
    details: HttpErrorOptions = {},
  ) {
    super(message, details);
    this.status = details.status;
    this.requestedWait = details.requestedWait;
  }
}

/** The error for a status other than 2xx. */
export function refusedError(host: string, status: number, requestedWait?: number): HttpError {
  return new HttpError('refused', `${host} ${reason(status, requestedWait)}`, { status, requestedWait });
}

function reason(status: number, requestedWait: number | undefined): string {
  const later = requestedWait === undefined ? 'later' : `in ${duration(requestedWait)}`;
  if (status === 404) return 'has no such page (404).';
  if (status === 429) return `refuses more requests for now (429); try again ${later}.`;
  if (status === 401 || status === 403) return `refused the request (${status}).`;
  if (status >= 500) return `reports an error on its side (${status}); try again ${later}.`;
  return `does not accept the request (${status}).`;
}

/** `40 seconds`, `3 minutes`; rounded up, so that the next try is not too early. */
function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? pluralize(seconds, 'second') : pluralize(Math.ceil(seconds / 60), 'minute');
}
