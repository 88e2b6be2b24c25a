import type { Clock, StopSignal } from './clock';
import { type RateLimit, RateLimiter } from './rateLimit';

interface Waiting {
  readonly start: () => void;
}

/** The requests to one host, in the order in which they are asked for and at its pace. */
export class RequestQueue {
  readonly #keeper: RateLimiter;
  readonly #waiting: Waiting[] = [];
  /** When the queue will next look by itself. */
  #wake = Number.POSITIVE_INFINITY;

  constructor(
    pace: RateLimit,
    private readonly clock: Clock,
  ) {
    this.#keeper = new RateLimiter(pace);
  }

  /**
   * Runs `request` when its turn comes.
   *
   * @throws what the request throws, and what `signal` was aborted with if that was before its turn
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

  /** Starts no request for so many milliseconds, as the host has asked. */
  hold(milliseconds: number): void {
    this.#keeper.hold(this.clock.now() + milliseconds);
  }

  async #start<T>(request: () => Promise<T>): Promise<T> {
    this.#keeper.started(this.clock.now());
    try {
      return await request();
    } finally {
      this.#keeper.ended(this.clock.now());
      this.#pump();
    }
  }

  #pump(): void {
    while (this.#waiting.length > 0) {
      const earliest = this.#keeper.earliest();
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
