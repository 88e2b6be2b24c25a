import type { Clock } from '../../../core/remote/clock';
import type { RateLimit } from '../../../core/remote/rateLimit';
import { RequestQueue } from '../../../core/remote/requestQueue';
import { requestedWait, backoffWait, isPassing, LONGEST_WAIT } from '../../../core/remote/retry';
import { HttpError, refusedError } from './httpError';
import { type HttpResponse, httpGet, type HttpLimits } from './httpGet';
import type { CrossWindowLease } from '../files/crossWindowLease';

export interface RateLimitedClientOptions {
  /** The hosts, with ports, that are asked and that redirects may lead to. They share one queue. */
  readonly hosts: readonly string[];
  readonly pace: RateLimit;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Says honestly who asks: the extension's name and version. */
  readonly userAgent: string;
  /** Where other windows ask the same hosts. */
  readonly turn?: CrossWindowLease;
  readonly limits?: HttpLimits;
  readonly fetch?: typeof fetch;
}

/** Asks the hosts of one service, at its pace, and again where that may help. */
export class RateLimitedClient {
  readonly #queue: RequestQueue;

  constructor(private readonly options: RateLimitedClientOptions) {
    this.#queue = new RequestQueue(options.pace, options.clock);
  }

  /**
   * Gets an address.
   *
   * @param accept the media type that is asked for
   * @throws HttpError, `refused` for statuses other than 2xx; and what `signal` was aborted with
   */
  async get(address: string, accept: string, signal?: AbortSignal): Promise<HttpResponse> {
    for (let tries = 1; ; tries++) {
      const outcome = await this.#try(address, accept, signal);
      if (!(outcome instanceof HttpError)) return outcome;
      const wait = this.#waitAfter(outcome, tries);
      if (wait === undefined) throw outcome;
      this.#queue.hold(wait);
    }
  }

  /** Asks nothing for a while, as the last answer may be worth another look later. */
  pause(milliseconds: number): void {
    this.#queue.hold(milliseconds);
  }

  /** One try in its turn. A fault is what it returns, so that it can be weighed; being aborted is thrown. */
  async #try(
    address: string,
    accept: string,
    signal: AbortSignal | undefined,
  ): Promise<HttpResponse | HttpError> {
    try {
      const answer = await this.#queue.run(
        () => this.#inSharedTurn(() => this.#get(address, accept, signal), signal),
        signal,
      );
      const asked = requestedWait(answer.headers, this.options.clock.now());
      if (answer.status >= 200 && answer.status < 300) {
        if (asked !== undefined) this.#queue.hold(Math.min(asked, LONGEST_WAIT));
        return answer;
      }
      return refusedError(new URL(address).host, answer.status, asked);
    } catch (error) {
      if (error instanceof HttpError) return error;
      throw error;
    }
  }

  #get(address: string, accept: string, signal: AbortSignal | undefined): Promise<HttpResponse> {
    const { hosts, limits, fetch, userAgent } = this.options;
    return httpGet(address, {
      headers: { accept, 'user-agent': userAgent },
      hosts: new Set(hosts),
      ...(limits && { limits }),
      ...(fetch && { fetch }),
      ...(signal && { signal }),
    });
  }

  async #inSharedTurn<T>(request: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const { turn } = this.options;
    return turn ? await turn.use(request, signal) : await request();
  }

  /** Milliseconds until the next try; undefined where there is to be none. */
  #waitAfter(fault: HttpError, tries: number): number | undefined {
    const isWorth =
      fault.kind === 'unreachable' ||
      fault.kind === 'timeout' ||
      fault.kind === 'cut-off' ||
      isPassing(fault.status ?? 0);
    const backoff = isWorth ? backoffWait(tries, this.options.random()) : undefined;
    if (backoff === undefined) return undefined;
    const wait = Math.max(backoff, fault.requestedWait ?? 0);
    return wait <= LONGEST_WAIT ? wait : undefined;
  }
}
