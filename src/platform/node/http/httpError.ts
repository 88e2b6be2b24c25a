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
  return new HttpError('refused', `${host} ${reason(status)}`, { status, requestedWait });
}

function reason(status: number): string {
  if (status === 404) return 'does not know this.';
  if (status === 429) return 'is asked too often; try again later.';
  if (status === 401 || status === 403) return 'does not let this be read.';
  if (status >= 500) return `has a fault of its own (${status}); try again later.`;
  return `does not accept the request (${status}).`;
}
