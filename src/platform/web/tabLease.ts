import type { Clock } from '../../core/remote/clock';
import type { Lease } from '../common/lease';

/** Allows one request at a time in all tabs of this origin, with a pause of `apart` milliseconds after each. */
export class TabLease implements Lease {
  constructor(
    private readonly name: string,
    private readonly apart: number,
    private readonly clock: Clock,
  ) {}

  use<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const held = navigator.locks.request(this.name, signal ? { signal } : {}, async () => {
        try {
          resolve(await request());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        // Delays the next request, not the result of this one.
        await this.clock.wait(this.apart);
      });
      held.catch(reject);
    });
  }
}
