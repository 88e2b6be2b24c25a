import { SerialQueue } from '../base/serialQueue';

/** Runs tasks with the same key one after another, and tasks with different keys concurrently. */
export class KeyedQueue {
  /** Those of keys without a task are left out. */
  readonly #queues = new Map<string, SerialQueue>();

  /** Settles like `task`. A failed task does not block the next one. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? new SerialQueue();
    this.#queues.set(key, queue);
    const result = queue.run(task);
    void queue.settled().then(() => {
      if (queue.isIdle && this.#queues.get(key) === queue) this.#queues.delete(key);
    });
    return result;
  }
}
