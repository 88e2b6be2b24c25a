/** Runs a task when its result is stale. Callers that need the result at the same time share one run. */
export class StaleTask {
  #isStale = true;
  #running: Promise<void> | undefined;

  constructor(private readonly task: () => Promise<void>) {}

  get isStale(): boolean {
    return this.#isStale;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** To be called when the task has to run again. */
  invalidate(): void {
    this.#isStale = true;
  }

  /**
   * Resolves when the task has run since the last {@link invalidate}. A change while it runs makes the result stale again, and is
   * not waited for. Rejects if the task does, which leaves the result stale.
   */
  async run(): Promise<void> {
    await this.#running;
    if (this.#isStale && !this.#running) {
      this.#isStale = false;
      this.#running = this.#run().finally(() => (this.#running = undefined));
    }
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      await this.task();
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }
}
