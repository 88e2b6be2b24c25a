import { join } from 'node:path';
import { run } from '../support/command';
import { root } from '../support/paths';
import type { Bench, Scenario } from './scenario';

/** The unit tests with as many runs of each property, and as large texts, as `testLength.ts` has for this. */
export const unitTests: Scenario = {
  name: 'the unit tests pass at full length',
  isFullOnly: true,
  run: (bench) => atFullLength(bench, ['unit']),
};

/** The same of the tests that start processes. */
export const processTests: Scenario = {
  name: 'the tests of processes pass at full length',
  isFullOnly: true,
  run: (bench) => atFullLength(bench, ['processes']),
};

/** Workbench suites that cover more texts, states and releases at full length, by a part of their title. */
const longer = [
  'stays text: ',
  'Whole papers from arXiv',
  'Keys in quick succession',
  'without a server',
  'Files that are left out',
  'In another language',
  'The daily round',
];

/** The tests of the workbench that have a short form in `npm test`. */
export const workbenchTests: Scenario = {
  name: 'the tests of the workbench pass at full length',
  isFullOnly: true,
  run: (bench) => atFullLength(bench, ['ui', '--grep', longer.join('|')]),
};

/** The tests of the package, with its second build and the oldest release. */
export const packageTests: Scenario = {
  name: 'the tests of the package pass at full length',
  isFullOnly: true,
  run: (bench) => atFullLength(bench, ['package', '--grep', '^Package ']),
};

async function atFullLength(bench: Bench, args: readonly string[]): Promise<void> {
  const program = [join(root, 'test/support/setup.mjs'), 'nodeTests', ...args];
  const env = { ...process.env, DAILY_PAPERS_FULL: '1' };
  const { code, output } = await run(process.execPath, program, { env });
  if (code !== 0) throw new Error(output);
  bench.say(/\d+ passing.*/u.exec(output)?.[0] ?? '');
}
