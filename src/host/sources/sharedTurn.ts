import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../core/sources/protocol/clock';
import { ignoreMissing } from '../storage/errorCode';
import { withFileLock } from '../storage/fileLock';

/** For how long a turn is taken at most, in milliseconds: a window that is gone keeps the others waiting no longer. */
const LEASE = 120_000;
/** How often to look whether the turn is free. */
const LOOK = 250;

/** One request at a time over all windows of this machine, and a pause after each. Kept in a file beside the answers. */
export class SharedTurn {
  constructor(
    private readonly path: string,
    private readonly apart: number,
    private readonly clock: Clock,
  ) {}

  /** @throws what the request throws, and what `signal` was aborted with while waiting */
  async use<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    while (!(await this.#take())) {
      await this.clock.wait(LOOK);
      signal?.throwIfAborted();
    }
    try {
      return await request();
    } finally {
      await this.#set(this.clock.now() + this.apart);
    }
  }

  async #take(): Promise<boolean> {
    await mkdir(dirname(this.path), { recursive: true });
    return withFileLock(this.path, async () => {
      const now = this.clock.now();
      const text = await readFile(this.path, 'utf8').catch(ignoreMissing);
      const until = /^\d{1,16}$/u.test(text ?? '') ? Number(text) : 0;
      // A clock that was set back must not stop everything.
      if (until > now && until <= now + LEASE) return false;
      await writeFile(this.path, String(Math.ceil(now + LEASE)));
      return true;
    });
  }

  async #set(until: number): Promise<void> {
    await withFileLock(this.path, () => writeFile(this.path, String(Math.ceil(until))));
  }
}
