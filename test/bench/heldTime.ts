import { openSync, readSync } from 'node:fs';

/** How long the main thread ran, and how long it waited for a processor, in nanoseconds. */
const file = '/proc/self/schedstat';
const buffer = Buffer.alloc(100);
let opened: number | undefined;

/**
 * A clock in milliseconds that stands still while the system lets other programs run in place of the main thread. Differences
 * are how long the thread was held by what it did. Only Linux tells; elsewhere it is the clock of `performance.now()`.
 */
export function heldTime(): number {
  return performance.now() - waitedForProcessor();
}

function waitedForProcessor(): number {
  if (process.platform !== 'linux') return 0;
  opened ??= openSync(file, 'r');
  const [, waited = '0'] = buffer
    .toString('latin1', 0, readSync(opened, buffer, 0, buffer.length, 0))
    .split(' ');
  return Number(waited) / 1e6;
}
