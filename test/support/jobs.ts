import { join } from 'node:path';
import { bundleTests, type TestBundle } from './bundleTests';
import { mustRun, npm, run } from './command';
import { runHostTests } from './hostTests';
import { root } from './paths';
import { freshResults, judge, type Report } from './report';
import { testFiles } from './shares';
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

/** Suites that look at VS Code from outside. */
export function nodeJob(folder: 'ui' | 'package', grep: string | undefined, share = '1/1'): Job {
  return {
    title: `${folder} tests${share === '1/1' ? '' : ` ${share}`} on VS Code ${newest.vscode}`,
    run: () =>
      nodeTests({
        name: `${folder}-${share.replace('/', '-')}`,
        grep,
        env: process.env,
        program: [...fromSource, folder, '--share', share],
      }),
  };
}

/** A job for each share of suites that need no VS Code. All shares are bundled at once, before the first of them runs. */
export function bundledJobs(
  folder: 'unit' | 'processes' | 'architecture',
  shares: number,
  grep: string | undefined,
): readonly Job[] {
  let bundling: Promise<TestBundle> | undefined;
  return Array.from({ length: shares }, (_, at) => ({
    title: `${folder} tests${shares === 1 ? '' : ` ${at + 1}/${shares}`} on Node ${process.versions.node}`,
    run: async () => {
      const bundle = await (bundling ??= bundleTests(testFiles(folder, shares), freshResults(folder)));
      // Hundreds of thousands of short-lived values: a larger young generation saves a tenth of the processor's time.
      const flags = ['--max-semi-space-size=64', '--enable-source-maps'];
      return nodeTests({
        name: `${folder}-${at + 1}-${shares}`,
        grep,
        env: process.env,
        program: [...flags, bundle.program, folder, '--bundle', bundle.shares[at] ?? ''],
      });
    },
  }));
}

/** The suites of browsers without a server in their long form, on the oldest and the newest VS Code. */
export function webJob(grep: string | undefined): Job {
  return {
    title: `browser without a server on VS Code ${newest.vscode} and ${oldest.vscode}`,
    run: () =>
      nodeTests({
        name: 'web',
        grep: grep ?? '^(?:The|Tabs of a) browser without a server ',
        env: { ...process.env, DAILY_PAPERS_FULL: '1' },
        program: [...fromSource, 'ui'],
      }),
  };
}

/** The arguments of Node that run `nodeTests.ts` as it is. */
const fromSource: readonly string[] = [join(root, 'test/support/setup.mjs'), 'nodeTests'];

interface NodeTests {
  /** Names the folder of results. */
  readonly name: string;
  readonly grep: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** The arguments of Node: `nodeTests.ts`, and which suites it runs. */
  readonly program: readonly string[];
}

async function nodeTests({ name, grep, env, program }: NodeTests): Promise<Report> {
  const results = freshResults(name);
  const options = ['--results', results, ...(grep === undefined ? [] : ['--grep', grep])];
  const { code, output } = await run(process.execPath, [...program, ...options], { env });
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
