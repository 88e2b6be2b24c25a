import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../../src/core/remote/clock';

/** How much faster than real time it runs. */
export const SPEED = 50;

/** A clock that runs fast from a moment on, for tests against a server that runs in real time. */
export class ScaledClock implements Clock {
  readonly #start = performance.now();

  constructor(private readonly from: number) {}

  now(): number {
    return this.from + (performance.now() - this.#start) * SPEED;
  }

  async wait(milliseconds: number): Promise<void> {
    const end = this.now() + milliseconds;
    // Timers may fire a little early, which these tests do not allow.
    while (this.now() < end) await sleep(Math.max(1, (end - this.now()) / SPEED));
  }
}
