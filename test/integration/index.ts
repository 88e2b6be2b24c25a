// The entry that the extension host calls: it runs every suite that was built beside it.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeTally } from '../support/tally';
import { runMocha } from '../support/runMocha';
import { recordViews } from './recordedViews';

recordViews();

/** Resolves when all tests passed; writes its output and its tally into the folder `DAILY_PAPERS_RESULTS`. */
export async function run(): Promise<void> {
  const results = process.env['DAILY_PAPERS_RESULTS'];
  if (results === undefined) throw new Error('DAILY_PAPERS_RESULTS names no folder.');
  const tally = await runMocha({
    files: readdirSync(__dirname)
      .filter((name) => name.endsWith('.test.cjs'))
      .map((name) => join(__dirname, name)),
    grep: process.env['DAILY_PAPERS_GREP'],
    timeout: 60_000,
    // Other extensions live in this process too.
    blames: (reason) => /dist[\\/](extension|test)/.test(reason),
    print: (line) => appendFileSync(join(results, 'output.txt'), `${line}\n`),
  });
  writeTally(results, tally);
  if (tally.failed > 0) throw new Error(`${tally.failed} tests failed.`);
}
