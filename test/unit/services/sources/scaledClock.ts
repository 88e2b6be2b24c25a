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
    // A timer may fire slightly early; these tests need the full time to have passed.
    while (this.now() < end) await sleep(Math.max(1, (end - this.now()) / SPEED));
  }
}
