import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Title and error of each test that failed. */
  readonly failures: readonly string[];
}

/** Leaves the tally of a run in its folder of results. */
export function writeTally(folder: string, tally: Tally): void {
  writeFileSync(join(folder, 'tally.json'), JSON.stringify(tally));
}

/** The tally that a run left; none when it crashed, or could not load its files. */
export function readTally(folder: string): Tally | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'tally.json'), 'utf8')) as Tally;
  } catch {
    return undefined;
  }
}
