import { join } from 'node:path';
import { mustRun, npm, run } from './command';
import { runHostTests } from './hostTests';
import { root } from './paths';
import { freshResults, judge, type Report } from './report';
import { newest, oldest } from './versions';

/** A part of `npm test` that can run beside others. */
export interface Job {
  /** Says what runs, and on what. */
  readonly title: string;
  run(): Promise<Report>;
}

/** A script of package.json that passes or fails as a whole. */
export function scriptJob(script: string): Job {
  return { title: `npm run ${script}`, run: () => wholly(npm(['run', '--silent', script], root)) };
}

export const buildJob: Job = {
  title: 'build',
  run: () => wholly(mustRun(process.execPath, ['esbuild.mjs', '--tests'])),
};

/** Suites that are plain mocha files: unit tests, and those that look at VS Code from outside. */
export function nodeJob(folder: 'unit' | 'ui' | 'package', grep: string | undefined, share = '1/1'): Job {
  const on = folder === 'unit' ? `Node ${process.versions.node}` : `VS Code ${newest.vscode}`;
  return {
    title: `${folder} tests${share === '1/1' ? '' : ` ${share}`} on ${on}`,
    run: () => nodeTests({ name: `${folder}-${share.replace('/', '-')}`, folder, grep, share }),
  };
}

/** The suites of browsers without a server in their long form, on the oldest and the newest VS Code. */
export function webJob(grep: string | undefined): Job {
  return {
    title: `browser without a server on VS Code ${newest.vscode} and ${oldest.vscode}`,
    run: () =>
      nodeTests({
        ...{
          name: 'web',
          folder: 'ui',
          grep: grep ?? '^(?:The|Tabs of a) browser without a server ',
          share: '1/1',
        },
        env: { ...process.env, DAILY_PAPERS_FULL: '1' },
      }),
  };
}

interface NodeTests {
  /** Names the folder of results. */
  readonly name: string;
  readonly folder: 'unit' | 'ui' | 'package';
  readonly grep: string | undefined;
  readonly share: string;
  readonly env?: NodeJS.ProcessEnv;
}

async function nodeTests({ name, folder, grep, share, env = process.env }: NodeTests): Promise<Report> {
  const results = freshResults(name);
  const program = [join(root, 'test/support/setup.mjs'), 'nodeTests', folder];
  const options = ['--results', results, '--share', share, ...(grep === undefined ? [] : ['--grep', grep])];
  // Hundreds of thousands of short-lived values: a larger young generation saves a tenth of the processor's time.
  const flags = folder === 'unit' ? ['--max-semi-space-size=64'] : [];
  const { code, output } = await run(process.execPath, [...flags, ...program, ...options], { env });
  const exit = code === 0 ? undefined : `It ended with code ${code}.`;
  return judge(results, { output, exit, some: grep !== undefined });
}

/** The integration tests inside the extension host of VS Code Server. */
export function hostJob(which: 'newest' | 'oldest', grep: string | undefined): Job {
  const { vscode } = which === 'newest' ? newest : oldest;
  const code = join(root, 'test/support/code-headless.mjs');
  return {
    title: `host tests on VS Code ${vscode} (${which})`,
    run: () => runHostTests({ name: `host-${which}`, code, grep, env: { VSCODE_HEADLESS: which } }),
  };
}

/**
 * The same tests on the desktop: the one that `VSCODE_DESKTOP` names, else the downloaded release that `VSCODE_VERSION`
 * names: `oldest`, a number, or the newest if it is unset.
 */
export function desktopJob(grep: string | undefined): Job {
  const code = process.env['VSCODE_DESKTOP'];
  const named = process.env['VSCODE_VERSION'];
  const version = named === 'oldest' ? oldest.vscode : named === 'newest' ? undefined : named;
  return {
    title: `host tests on the desktop's VS Code (${code ?? `${version ?? 'newest'}, downloaded`})`,
    run: () => runHostTests({ name: 'host-desktop', code, version, grep }),
  };
}

async function wholly(work: Promise<unknown>): Promise<Report> {
  return work.then(
    () => ({ passed: 1, failed: 0, failures: [], slowest: [], output: '' }),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      return { passed: 0, failed: 1, failures: [message], slowest: [], output: message };
    },
  );
}
