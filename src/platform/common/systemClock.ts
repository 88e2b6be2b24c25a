import type { Clock } from '../../core/remote/clock';
import { unref } from './timers';

export const systemClock: Clock = {
  now: () => Date.now(),
  // A wait alone keeps no process running.
  wait: (milliseconds) => new Promise((resolve) => unref(setTimeout(resolve, milliseconds))),
};
