import type { Disposable } from '../../core/base/disposable';
import { type Timer, unref } from './timers';

export interface DebounceOptions {
  /** How long a call waits after a request, in milliseconds. */
  readonly delay: number;
  /** Whether a further request begins the wait again. It does so unless this is false: then the first one counts. */
  readonly restarts?: boolean;
}

/**
 * Calls a function once for the requests of a short time. Calls may overlap if what the function starts takes longer, and
 * the function catches its own failures: see `CoalescedTask` for what must not overlap. A call that is waited for does not
 * keep the program running, so what must not be lost is done before its end, as {@link cancel} allows.
 */
export class Debounce implements Disposable {
  #timer: Timer | undefined;
  #isDisposed = false;

  constructor(
    private readonly call: () => void,
    private readonly options: DebounceOptions,
  ) {}

  /** Has the function called soon; after `delay` milliseconds instead of those of the options if it is given. */
  request(delay = this.options.delay): void {
    if (this.#isDisposed) return;
    if (this.#timer !== undefined) {
      if (this.options.restarts === false) return;
      clearTimeout(this.#timer);
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.call();
    }, delay);
    unref(this.#timer);
  }

  /** Withdraws the requests so far. Returns whether there were any, so that a caller may do at once what was requested. */
  cancel(): boolean {
    const isDue = this.#timer !== undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return isDue;
  }

  /** Nothing is called from now on. */
  dispose(): void {
    this.#isDisposed = true;
    this.cancel();
  }
}
