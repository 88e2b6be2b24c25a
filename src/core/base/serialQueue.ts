/** Runs asynchronous tasks one at a time, in the order in which they are added. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `task` once all tasks added before it have settled. A task that fails does not prevent the next from running.
   *
   * @returns a promise that settles as `task` does
   */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when all tasks added so far have settled. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
