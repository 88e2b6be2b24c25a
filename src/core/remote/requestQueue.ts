import type { Clock, StopSignal } from './clock';
import { type RateLimit, RateLimiter } from './rateLimit';

interface Waiting {
  readonly start: () => void;
}

/** Runs the requests to one host in order, within its rate limit. */
export class RequestQueue {
  readonly #limiter: RateLimiter;
  readonly #waiting: Waiting[] = [];
  /** When the timer that starts the next request fires; infinity without a timer. */
  #wake = Number.POSITIVE_INFINITY;

  constructor(
    limit: RateLimit,
    private readonly clock: Clock,
  ) {
    this.#limiter = new RateLimiter(limit);
  }

  /**
   * Runs `request` as soon as the rate limit allows.
   *
   * @throws what the request throws, or what `signal` was aborted with before it started
   */
  run<T>(request: () => Promise<T>, signal?: StopSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(reasonOf(signal));
      };
      const entry: Waiting = {
        start: () => {
          signal?.removeEventListener('abort', leave);
          this.#start(request).then(resolve, reject);
        },
      };
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      signal?.addEventListener('abort', leave);
      this.#waiting.push(entry);
      this.#pump();
    });
  }

  /** Starts no request for the given number of milliseconds. */
  hold(milliseconds: number): void {
    this.#limiter.hold(this.clock.now() + milliseconds);
  }

  async #start<T>(request: () => Promise<T>): Promise<T> {
    this.#limiter.started(this.clock.now());
    try {
      return await request();
    } finally {
      this.#limiter.ended(this.clock.now());
      this.#pump();
    }
  }

  #pump(): void {
    while (this.#waiting.length > 0) {
      const earliest = this.#limiter.earliest();
      const now = this.clock.now();
      if (earliest > now) {
        if (earliest < this.#wake) this.#wakeAt(earliest, now);
        return;
      }
      this.#waiting.shift()?.start();
    }
  }

  #wakeAt(time: number, now: number): void {
    this.#wake = time;
    void this.clock.wait(time - now).then(() => {
      if (this.#wake === time) this.#wake = Number.POSITIVE_INFINITY;
      this.#pump();
    });
  }
}

function reasonOf(signal: StopSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('Cancelled');
}
