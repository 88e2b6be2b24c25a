import type { SharedFiles } from './sharedFiles';

type Locks = Pick<SharedFiles, 'exclusively'>;

/** A lock for one path that stays held from one call to another. */
export class HeldLock {
  #release: (() => void) | undefined;

  private constructor(
    private readonly locks: Locks,
    private readonly path: string,
  ) {}

  /** @param longest the time after which the lock is released, in milliseconds */
  static acquire(locks: Locks, path: string, longest: number): Promise<HeldLock> {
    const lock = new HeldLock(locks, path);
    return new Promise((resolve, reject) => {
      const hold = (): Promise<void> =>
        new Promise((released) => {
          const timer = setTimeout(() => lock.release(), longest);
          lock.#release = () => {
            clearTimeout(timer);
            released();
          };
          resolve(lock);
        });
      locks.exclusively(path, hold).catch(reject);
    });
  }

  /** Runs a task under the lock, which is acquired again if it was released, and releases it. */
  async finish<T>(task: () => Promise<T>): Promise<T> {
    const release = this.#release;
    if (!release) return this.locks.exclusively(this.path, task);
    // The lock stays held while the task runs, however long that takes.
    this.#release = undefined;
    try {
      return await task();
    } finally {
      release();
    }
  }

  release(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
