import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFolder } from './paths';
import { readTally, type Tally } from './tally';

export interface Report extends Tally {
  readonly output: string;
}

/** Empties the folder where a run of suites leaves its results, and returns it. */
export function freshResults(name: string): string {
  const folder = join(resultsFolder, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

interface Outcome {
  readonly output: string;
  /** Why the process that ran the suites did not end well; `undefined` when it did. */
  readonly exit: string | undefined;
  /** Failures outside of the tests. */
  readonly problems?: readonly string[];
  /** Whether tests were left out on purpose. */
  readonly some: boolean;
}

/** Judges a run by the tally that it left: no tally, no tests and each problem count as failures. */
export function judge(folder: string, { output, exit, problems = [], some }: Outcome): Report {
  const tally = readTally(folder);
  const faults = [...problems];
  if (tally === undefined) faults.push(`It ended before its tests did. ${exit ?? ''}`);
  else if (exit !== undefined && tally.failed === 0) faults.push(exit);
  const { passed, failed, failures, slowest } = tally ?? { passed: 0, failed: 0, failures: [], slowest: [] };
  if (tally !== undefined && passed + failed === 0 && !some) faults.push('No test ran.');
  return {
    passed,
    failed: failed + faults.length,
    failures: [...failures, ...faults],
    slowest,
    output: [output.trim(), ...faults].join('\n\n'),
  };
}
