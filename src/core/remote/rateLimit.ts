/** How many requests a host allows. */
export interface RateLimit {
  /** How many requests may run at once. */
  readonly atOnce: number;
  /** Milliseconds between the end of one request and the start of the next. */
  readonly apart: number;
  /** At most `starts` requests start within `milliseconds`. */
  readonly window?: { readonly starts: number; readonly milliseconds: number };
}

/** arXiv asks for one request in three seconds, over one connection, for all of its hosts together. */
export const ARXIV_RATE_LIMIT: RateLimit = { atOnce: 1, apart: 3000 };

/** Hugging Face allows 500 calls per address in five minutes; some are left for others who share the address. */
export const HUGGING_FACE_RATE_LIMIT: RateLimit = {
  atOnce: 2,
  apart: 0,
  window: { starts: 400, milliseconds: 300_000 },
};

/** The resolver of DOIs and the agencies behind it ask for few requests at once. */
export const DOI_RATE_LIMIT: RateLimit = { atOnce: 1, apart: 200 };

/** Computes when the next request may start. Times are in milliseconds of the caller's clock. */
export class RateLimiter {
  readonly #starts: number[] = [];
  #running = 0;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #held = Number.NEGATIVE_INFINITY;

  constructor(private readonly limit: RateLimit) {}

  /** The earliest start of the next request; infinity while the maximum number of requests runs. */
  earliest(): number {
    if (this.#running >= this.limit.atOnce) return Number.POSITIVE_INFINITY;
    const { window, apart } = this.limit;
    const first = window ? this.#starts.at(-window.starts) : undefined;
    const free = first === undefined || !window ? Number.NEGATIVE_INFINITY : first + window.milliseconds;
    return Math.max(this.#lastEnd + apart, this.#held, free);
  }

  started(now: number): void {
    this.#running++;
    this.#starts.push(now);
    const kept = this.limit.window?.starts ?? 1;
    if (this.#starts.length > kept) this.#starts.splice(0, this.#starts.length - kept);
  }

  ended(now: number): void {
    this.#running--;
    this.#lastEnd = Math.max(this.#lastEnd, now);
  }

  /** Allows no request before `time`. */
  hold(time: number): void {
    this.#held = Math.max(this.#held, time);
  }
}
