import type { Disposable } from '../../core/base/disposable';
import type { Timer } from './timers';

export interface CoalescedTaskOptions {
  /** How long requests are collected before the task runs, in milliseconds. */
  readonly delay: number;
  /** Is called with what the task threw. */
  readonly report: (error: unknown) => void;
}

/**
 * A task that brings something up to date with what changes often, such as the notes while an import writes hundreds of
 * them. The requests of a short time are one run, and runs do not overlap.
 */
export class CoalescedTask implements Disposable {
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #isDue = false;
  #isDisposed = false;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly options: CoalescedTaskOptions,
  ) {}

  /** Has the task run soon, and once more if it runs already. */
  request(): void {
    if (this.#isDisposed) return;
    this.#isDue = true;
    if (!this.#running) this.#timer ??= setTimeout(() => void this.#start(), this.options.delay);
  }

  /** Runs the task at once if that was requested. Resolves when nothing that was requested is left to do. */
  async settled(): Promise<void> {
    while (this.#running || (this.#isDue && !this.#isDisposed)) await this.#start();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // Requests that came during the run are collected for the same delay.
      if (this.#isDue) this.request();
    }));
  }

  async #run(): Promise<void> {
    this.#isDue = false;
    try {
      await this.task();
    } catch (error) {
      this.options.report(error);
    }
  }
}
