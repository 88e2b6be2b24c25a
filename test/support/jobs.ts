import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mustRun, npm, run } from './command';
import { runHostTests } from './hostTests';
import { problemsIn } from './logs';
import { resultsFolder, root } from './paths';
import type { Tally } from './runMocha';
import { newest, oldest } from './versions';

export interface Report extends Tally {
  readonly output: string;
}

/** A part of `npm test` that can run beside others. */
export interface Job {
  /** Says what runs, and on what. */
  readonly title: string;
  run(): Promise<Report>;
}

const onNode = `on Node ${process.versions.node}`;
const launcher = join(root, 'test/support/code-headless.mjs');

/** A script of package.json that passes or fails as a whole. */
export function scriptJob(script: string): Job {
  return { title: `npm run ${script}`, run: () => wholly(npm(['run', '--silent', script], root)) };
}

export const buildJob: Job = {
  title: 'build',
  run: () => wholly(mustRun(process.execPath, ['esbuild.mjs', '--tests'])),
};

async function wholly(work: Promise<unknown>): Promise<Report> {
  return work.then(
    () => ({ passed: 1, failed: 0, output: '' }),
    (error: unknown) => ({
      passed: 0,
      failed: 1,
      output: error instanceof Error ? error.message : String(error),
    }),
  );
}

/** Suites that are plain mocha files: unit tests, and those that look at VS Code from outside. */
export function nodeJob(folder: 'unit' | 'ui' | 'package', grep: string | undefined): Job {
  const on = folder === 'unit' ? onNode : `on VS Code ${newest.vscode}`;
  return {
    title: `${folder} tests ${on}`,
    run: async () => {
      const args = [
        join(root, 'test/support/setup.mjs'),
        'nodeTests',
        folder,
        ...(grep === undefined ? [] : [grep]),
      ];
      const { code, output } = await run(process.execPath, args);
      const tally = JSON.parse(
        await readFile(join(resultsFolder, folder, 'tally.json'), 'utf8').catch(
          () => '{"passed":0,"failed":0}',
        ),
      ) as Tally;
      return judged({ ...tally, output }, code === 0 ? [] : [`It ended with code ${code}.`], grep);
    },
  };
}

/** Suites inside the extension host of VS Code Server. */
export function hostJob(which: 'newest' | 'oldest', grep: string | undefined): Job {
  const { vscode } = which === 'newest' ? newest : oldest;
  return integrationJob(`host tests on VS Code ${vscode} (${which})`, `host-${which}`, launcher, grep, which);
}

/** The same suites on the desktop: the one that `VSCODE_DESKTOP` names, else one that is downloaded. */
export function desktopJob(grep: string | undefined): Job {
  const code = process.env['VSCODE_DESKTOP'];
  return integrationJob(
    `host tests on desktop VS Code (${code ?? 'downloaded'})`,
    'host-desktop',
    code,
    grep,
  );
}

function integrationJob(
  title: string,
  name: string,
  code: string | undefined,
  grep: string | undefined,
  release = 'newest',
): Job {
  return {
    title,
    run: async () => {
      const { userFolder, ...report } = await runHostTests({
        name,
        code,
        suites: join(root, 'dist/test/integration'),
        extension: root,
        env: { VSCODE_HEADLESS: release, ...(grep === undefined ? {} : { DAILY_PAPERS_GREP: grep }) },
      });
      const problems = await problemsIn(userFolder);
      await rm(dirname(userFolder), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      return judged(report, problems, grep);
    },
  };
}

/** A report that fails for each problem beside the failed tests, and where no test ran though none was left out. */
function judged(report: Report, problems: readonly string[], grep: string | undefined): Report {
  const all = report.failed > 0 && problems.length === 1 ? [] : [...problems];
  if (report.passed + report.failed === 0 && grep === undefined) all.push('No test ran.');
  return {
    ...report,
    failed: report.failed + all.length,
    output: [report.output.trimEnd(), ...all].join('\n'),
  };
}
