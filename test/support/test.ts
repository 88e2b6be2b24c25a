/**
 * `npm test`: builds, and runs all that protects this extension. `npm test -- unit ui --grep "text"` chooses parts
 * (check, unit, processes, faults, host, ui, package, electron, web) and tests. The host tests run on the oldest VS Code, and on the newest
 * too if the part `host` is chosen: the suites of `ui` have it. The last line counts what passed and what failed.
 */
import { parseArgs } from 'node:util';
import { findBrowser } from './browser';
import type { Report } from './report';
import { onInterrupt } from './interrupt';
import { buildJob, bundledJobs, desktopJob, hostJob, nodeJob, scriptJob, webJob, type Job } from './jobs';
import { slowest } from './tally';
import { newest, oldest } from './versions';
import { fetchVSCode } from './vscode';

const partNames = [
  'check',
  'unit',
  'processes',
  'faults',
  'host',
  'ui',
  'package',
  'electron',
  'web',
] as const;
type PartName = (typeof partNames)[number];

/** More shares than lanes, so that both lanes are busy until the end. The longest share runs first. */
const [unitShares, uiShares] = [4, ['1/5', '2/5', '3/5', '4/5', '5/5']] as const;

// A process that exits ends what it started; one that a signal kills does not.
onInterrupt(() => process.exit(130));

const { parts, areChosen, grep } = readArguments();
process.exit(await main());

async function main(): Promise<number> {
  const started = Date.now();
  await fetchAll();
  const reports = await runAll();
  const count = (of: 'passed' | 'failed') => reports.reduce((sum, report) => sum + report[of], 0);
  console.log('\n──');
  for (const { title, passed, failed } of reports)
    console.log(`${title}: ${passed} passed, ${failed} failed`);
  console.log(`Took ${seconds(started)} s. The slowest tests:`);
  for (const { title, duration } of slowest(reports.flatMap((report) => report.slowest)))
    console.log(`${(duration / 1000).toFixed(1).padStart(6)} s  ${title}`);
  const failed = count('failed') + (count('passed') === 0 ? 1 : 0);
  // Again at the end, where they are found in a long log.
  for (const { title, failures } of reports)
    for (const failure of failures) console.log(`\nFailed in ${title}: ${truncate(failure)}`);
  console.log(`\n${count('passed')} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

interface Arguments {
  readonly parts: ReadonlySet<PartName>;
  /** Whether parts were named, instead of all. */
  readonly areChosen: boolean;
  readonly grep: string | undefined;
}

function readArguments(): Arguments {
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
    parts: new Set(
      named.length > 0 ? named : partNames.filter((part) => part !== 'electron' && part !== 'web'),
    ),
    areChosen: named.length > 0,
    grep: values.grep,
  };
}

/** Fetches what the chosen parts run on, before they start to compete for the machine. */
async function fetchAll(): Promise<void> {
  const inWorkbench = parts.has('ui') || parts.has('package') || parts.has('web');
  if (inWorkbench || parts.has('host')) await Promise.all([fetchVSCode(newest), findBrowser()]);
  if (['host', 'ui', 'web'].some((part) => parts.has(part as PartName))) await fetchVSCode(oldest);
}

/**
 * Runs the jobs in two lanes, as the smallest machine has two cores: with a third, each takes so much longer that nothing is
 * won. The tests of faults and of processes run beside the lanes, because they often wait for locks and processes.
 * Packaging comes first, for it leaves its own build in dist/; what runs the extension waits until dist/ is built for tests,
 * and the unit tests fill the other lane. Short jobs come last, so that both lanes end at about the same time.
 */
async function runAll(): Promise<readonly Finished[]> {
  const of = (part: PartName, ...some: Job[]) => (parts.has(part) ? some : []);
  const needBuild = [
    ...of('ui', ...uiShares.map((share) => nodeJob('ui', grep, share))),
    ...of('host', hostJob('oldest', grep), ...(areChosen ? [hostJob('newest', grep)] : [])),
    ...of('electron', desktopJob(grep)),
    ...of('web', webJob(grep)),
  ];
  const build = [...of('package', nodeJob('package', grep)), ...(needBuild.length > 0 ? [buildJob] : [])];
  const unit = of('unit', ...bundledJobs('unit', unitShares, grep));
  const short = of(
    'check',
    ...bundledJobs('architecture', 1, grep),
    ...['check:types', 'check:lint', 'check:unused', 'check:format'].map((name) => scriptJob(name)),
  );
  const waiting = [
    ...of('faults', scriptJob('test:faults:short')),
    ...of('processes', ...bundledJobs('processes', 1, grep)),
  ];
  const finished: Finished[] = [];
  const built = drain(finished, build).then(() => {
    if (finished.some(({ title, failed }) => title === buildJob.title && failed > 0)) needBuild.length = 0;
  });
  await Promise.all([
    drain(finished, waiting),
    built.then(() => drain(finished, needBuild, unit, short)),
    drain(finished, unit)
      .then(() => built)
      .then(() => drain(finished, needBuild, short)),
  ]);
  return finished;
}

interface Finished extends Report {
  readonly title: string;
}

/** Runs the jobs that wait in some queues one after another; several calls can share the queues. */
async function drain(finished: Finished[], ...queues: Job[][]): Promise<void> {
  const next = () => queues.find((queue) => queue.length > 0)?.shift();
  for (let job = next(); job !== undefined; job = next()) {
    const started = Date.now();
    const report = await job.run();
    console.log(`\n── ${job.title} (${seconds(started)} s)\n${report.output.trim()}`);
    finished.push({ title: job.title, ...report });
  }
}

/** The beginning of a failure, which the log has completely further up. */
function truncate(failure: string): string {
  return failure.length > 1500 ? `${failure.slice(0, 1500)}…` : failure;
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
