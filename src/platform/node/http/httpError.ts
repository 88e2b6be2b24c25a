/** What went wrong between here and a server, for those who decide what to do next. */
export type HttpErrorKind =
  /** No answer: no network, no such host, the connection refused or broken. */
  | 'unreachable'
  | 'timeout'
  /** The answer ended before it was whole. */
  | 'cut-off'
  | 'too-large'
  /** To a host that was not asked for, in a circle, or too often. */
  | 'redirected'
  /** An answer that says no; see {@link HttpError.status}. */
  | 'refused'
  /** An answer that is none of what was asked for. */
  | 'unreadable';

export interface HttpErrorOptions extends ErrorOptions {
  /** That of the answer, where there was one. */
  readonly status?: number;
  /** Milliseconds that the host asks to wait. */
  readonly requestedWait?: number | undefined;
}

/** A request that brought no answer. The message is one plain sentence, with what to do next where there is something. */
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

/** The fault for an answer that says no. */
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
