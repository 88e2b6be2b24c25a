/** How often a host may be asked. */
export interface RateLimit {
  /** How many requests may be under way at once. */
  readonly atOnce: number;
  /** Milliseconds between the end of one request and the start of the next, so that no delay brings two closer. */
  readonly apart: number;
  /** No more than so many starts in so many milliseconds. */
  readonly window?: { readonly starts: number; readonly milliseconds: number };
}

/** arXiv asks for one request in three seconds, over one connection, for all of its hosts together. */
export const ARXIV_RATE_LIMIT: RateLimit = { atOnce: 1, apart: 3000 };

/** Hugging Face allows 500 calls in five minutes and address; some are left to whoever else shares the address. */
export const HUGGING_FACE_RATE_LIMIT: RateLimit = {
  atOnce: 2,
  apart: 0,
  window: { starts: 400, milliseconds: 300_000 },
};

/** Keeps a pace: tells when the next request may start. Times are those of the caller's clock. */
export class RateLimiter {
  readonly #starts: number[] = [];
  #running = 0;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #held = Number.NEGATIVE_INFINITY;

  constructor(private readonly pace: RateLimit) {}

  /** When the next request may start at the earliest; infinity while too many are under way. */
  earliest(): number {
    if (this.#running >= this.pace.atOnce) return Number.POSITIVE_INFINITY;
    const { window, apart } = this.pace;
    const first = window ? this.#starts.at(-window.starts) : undefined;
    const free = first === undefined || !window ? Number.NEGATIVE_INFINITY : first + window.milliseconds;
    return Math.max(this.#lastEnd + apart, this.#held, free);
  }

  started(now: number): void {
    this.#running++;
    this.#starts.push(now);
    const kept = this.pace.window?.starts ?? 1;
    if (this.#starts.length > kept) this.#starts.splice(0, this.#starts.length - kept);
  }

  ended(now: number): void {
    this.#running--;
    this.#lastEnd = Math.max(this.#lastEnd, now);
  }

  /** No request before `time`, as the host has said. */
  hold(time: number): void {
    this.#held = Math.max(this.#held, time);
  }
}
