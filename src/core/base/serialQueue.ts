/** Runs asynchronous tasks one at a time, in the order in which they are added. */
export class SerialQueue {
  #last: Promise<void> = Promise.resolve();
  /** Tasks that have not settled. */
  #left = 0;

  /** Whether all tasks added so far have settled. */
  get isIdle(): boolean {
    return this.#left === 0;
  }

  /**
   * Runs `task` once all tasks added before it have settled. A task that fails does not prevent the next from running.
   *
   * @returns a promise that settles as `task` does
   */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    const settle = (): void => void (this.#left -= 1);
    this.#left += 1;
    this.#last = result.then(settle, settle);
    return result;
  }

  /** Resolves when all tasks added so far have settled. */
  settled(): Promise<void> {
    return this.#last;
  }
}
