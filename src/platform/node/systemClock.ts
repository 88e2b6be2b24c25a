import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../core/remote/clock';

export const systemClock: Clock = {
  now: () => Date.now(),
  // A wait alone keeps no process running.
  wait: (milliseconds) => sleep(milliseconds, undefined, { ref: false }),
};
