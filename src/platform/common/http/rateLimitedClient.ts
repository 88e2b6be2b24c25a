import type { Clock } from '../../../core/remote/clock';
import type { RateLimit } from '../../../core/remote/rateLimit';
import { RequestQueue } from '../../../core/remote/requestQueue';
import { requestedWait, backoffWait, isTransient, LONGEST_WAIT } from '../../../core/remote/retry';
import { HttpError, refusedError } from './httpError';
import { type HttpResponse, httpGet, type HttpLimits, LIMITS } from './httpGet';
import type { Lease } from '../lease';

export interface RateLimitedClientOptions {
  /** The hosts, with ports, that requests and redirects may go to. They share one queue. */
  readonly hosts: readonly string[];
  readonly rateLimit: RateLimit;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** The User-Agent header: name and version of the extension. */
  readonly userAgent: string;
  /** Held for each request if all windows together must keep the rate limit. */
  readonly lease?: Lease;
  readonly limits?: HttpLimits;
  readonly fetch?: typeof fetch;
}

export interface GetOptions {
  /** Headers besides Accept and User-Agent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Maximum length of the decompressed response, if less than usual. */
  readonly bytes?: number;
}

interface Request {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: HttpLimits;
  readonly signal: AbortSignal | undefined;
}

/** Sends requests to the hosts of one service within its rate limit, and retries transient failures. */
export class RateLimitedClient {
  readonly #queue: RequestQueue;

  constructor(private readonly options: RateLimitedClientOptions) {
    this.#queue = new RequestQueue(options.rateLimit, options.clock);
  }

  /**
   * Sends a GET request.
   *
   * @param accept the value of the Accept header
   * @throws HttpError after the last retry; its kind is `refused` for statuses other than 2xx
   * @throws what `signal` was aborted with
   */
  async get(
    address: string,
    accept: string,
    signal?: AbortSignal,
    { headers, bytes = Infinity }: GetOptions = {},
  ): Promise<HttpResponse> {
    const { limits = LIMITS, userAgent } = this.options;
    const request: Request = {
      address,
      headers: { ...headers, accept, 'user-agent': userAgent },
      limits: { ...limits, bytes: Math.min(limits.bytes, bytes) },
      signal,
    };
    for (let tries = 1; ; tries++) {
      const outcome = await this.#try(request);
      if (!(outcome instanceof HttpError)) return outcome;
      const wait = this.#waitAfter(outcome, tries);
      if (wait === undefined) throw outcome;
      this.#queue.hold(wait);
    }
  }

  /** Delays the next request by at least this time. */
  pause(milliseconds: number): void {
    this.#queue.hold(milliseconds);
  }

  /** Sends the request once. Returns an HttpError, so that the caller can decide to retry, and throws if aborted. */
  async #try(request: Request): Promise<HttpResponse | HttpError> {
    const { address, signal } = request;
    try {
      const response = await this.#queue.run(() => this.#withLease(() => this.#get(request), signal), signal);
      const wait = requestedWait(response.headers, this.options.clock.now());
      if (response.status >= 200 && response.status < 300) {
        if (wait !== undefined) this.#queue.hold(Math.min(wait, LONGEST_WAIT));
        return response;
      }
      return refusedError(new URL(address).host, response.status, wait);
    } catch (error) {
      if (error instanceof HttpError) return error;
      throw error;
    }
  }

  #get({ address, headers, limits, signal }: Request): Promise<HttpResponse> {
    const { hosts, fetch } = this.options;
    return httpGet(address, {
      headers,
      limits,
      hosts: new Set(hosts),
      ...(fetch && { fetch }),
      ...(signal && { signal }),
    });
  }

  async #withLease<T>(request: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const { lease } = this.options;
    return lease ? await lease.use(request, signal) : await request();
  }

  /** Milliseconds until the retry; undefined if there is none. */
  #waitAfter(error: HttpError, tries: number): number | undefined {
    const isTransientError =
      error.kind === 'unreachable' ||
      error.kind === 'timeout' ||
      error.kind === 'cut-off' ||
      isTransient(error.status ?? 0);
    const backoff = isTransientError ? backoffWait(tries, this.options.random()) : undefined;
    if (backoff === undefined) return undefined;
    const wait = Math.max(backoff, error.requestedWait ?? 0);
    return wait <= LONGEST_WAIT ? wait : undefined;
  }
}
