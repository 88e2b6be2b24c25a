/**
 * `npm test`: builds, and runs all that protects this extension. `npm test -- unit ui --grep "text"` chooses parts
 * (check, unit, host, ui, package, electron) and tests. The last line counts what passed and what failed.
 */
import { parseArgs } from 'node:util';
import { findBrowser } from './browser';
import { mustRun } from './command';
import { desktopJob, hostJob, nodeJob, scriptJob, type Job, type Report } from './jobs';
import { root } from './paths';
import { newest, oldest } from './versions';
import { fetchVSCode } from './vscode';

const partNames = ['check', 'unit', 'host', 'ui', 'package', 'electron'] as const;
type PartName = (typeof partNames)[number];

/** As many jobs at once as the smallest machine this runs on has cores: more make each other slow. */
const lanes = 2;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { parts, grep } = readArguments();
process.exit(await main());

async function main(): Promise<number> {
  const started = Date.now();
  await prepare();
  const reports = await runAll(jobs());
  const count = (of: 'passed' | 'failed') => reports.reduce((sum, report) => sum + report[of], 0);
  console.log('');
  for (const { title, passed, failed } of reports)
    console.log(`${title}: ${passed} passed, ${failed} failed`);
  console.log(`Took ${seconds(started)} s.`);
  const failed = count('failed') + (count('passed') === 0 ? 1 : 0);
  console.log(`\n${count('passed')} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function readArguments(): { parts: ReadonlySet<PartName>; grep: string | undefined } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' } },
  });
  const named = positionals.map((name) => {
    const part = partNames.find((known) => known === name);
    if (part === undefined) throw new Error(`There is no part "${name}"; there are ${partNames.join(', ')}.`);
    return part;
  });
  return {
    parts: new Set(named.length > 0 ? named : partNames.filter((part) => part !== 'electron')),
    grep: values.grep,
  };
}

/** Builds, and fetches what the parts run on; with nothing to test there is nothing to count. */
async function prepare(): Promise<void> {
  await mustRun(process.execPath, ['esbuild.mjs', '--tests'], { cwd: root });
  const needsNewest = ['host', 'ui', 'package'].some((part) => parts.has(part as PartName));
  if (needsNewest) await Promise.all([fetchVSCode(newest), findBrowser()]);
  if (parts.has('host')) await fetchVSCode(oldest);
}

/** The longest first, so that the lanes end at about the same time. */
function jobs(): Job[] {
  const of = (part: PartName, ...some: Job[]) => (parts.has(part) ? some : []);
  return [
    ...of('ui', nodeJob('ui', grep)),
    ...of('check', scriptJob('check:types'), scriptJob('check:lint')),
    ...of('host', hostJob('newest', grep), hostJob('oldest', grep)),
    ...of('unit', nodeJob('unit', grep)),
    ...of('check', scriptJob('check:format')),
    ...of('electron', desktopJob(grep)),
  ];
}

interface Finished extends Report {
  readonly title: string;
}

async function runAll(waiting: Job[]): Promise<Finished[]> {
  const finished: Finished[] = [];
  const lane = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const { title } = job;
      const started = Date.now();
      const report = await job.run();
      console.log(`\n── ${title} (${seconds(started)} s)\n${report.output}`);
      finished.push({ title, ...report });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return finished;
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
