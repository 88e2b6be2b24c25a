import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A test and the milliseconds that it took, without the hooks around it. */
export interface TimedTest {
  readonly title: string;
  readonly duration: number;
}

/** How many tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Title and error of each test that failed. */
  readonly failures: readonly string[];
  /** The tests that took longest, the longest first. */
  readonly slowest: readonly TimedTest[];
}

/** The ten tests that took longest. */
export function slowest(tests: readonly TimedTest[]): readonly TimedTest[] {
  return tests.toSorted((a, b) => b.duration - a.duration).slice(0, 10);
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
