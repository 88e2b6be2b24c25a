/**
 * The length of the unit tests. `npm test` runs often, so it has a short form of what takes long;
 * `npm run test:faults` sets `DAILY_PAPERS_FULL=1` and runs them at full length.
 */
export const isFullLength = process.env['DAILY_PAPERS_FULL'] === '1';

/** How often a property is tried: `full` times at full length, else a tenth of them, but at least 25. */
export function runs(full: number): number {
  return isFullLength ? full : Math.min(full, Math.max(25, Math.round(full / 10)));
}
