import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { resultsFolder, root } from './paths';
import type { Tally } from './runMocha';

export interface HostTests {
  /** Names the folder of results. */
  readonly name: string;
  /** The `code` to run; without one, @vscode/test-electron downloads the desktop's. */
  readonly code: string | undefined;
  /** The folder of built suites, with an `index.cjs`. */
  readonly suites: string;
  readonly extension: string;
  readonly extensionsFolder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface HostResult extends Tally {
  readonly output: string;
  /** Where the run's logs are; it is the caller's to remove. */
  readonly userFolder: string;
}

/** Runs suites in the extension host of a VS Code, with a user folder and a workspace of their own. */
export async function runHostTests(tests: HostTests): Promise<HostResult> {
  const results = join(resultsFolder, tests.name);
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'papers-'));
  const workspace = join(folder, 'workspace');
  await cp(join(root, 'test/fixtures/sample-workspace'), workspace, { recursive: true });
  const userFolder = join(folder, 'user');
  const exit = await runTests({
    ...(tests.code === undefined ? {} : { vscodeExecutablePath: tests.code }),
    extensionDevelopmentPath: tests.extension,
    extensionTestsPath: join(tests.suites, 'index.cjs'),
    extensionTestsEnv: { ...tests.env, DAILY_PAPERS_RESULTS: results },
    launchArgs: [
      workspace,
      ...['--user-data-dir', userFolder],
      ...['--extensions-dir', tests.extensionsFolder ?? join(folder, 'extensions')],
    ],
  }).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const output = await readFile(join(results, 'output.txt'), 'utf8').catch(() => '');
  const tally = await readTally(results);
  return { ...tally, output: tally.failed || !exit ? output : `${output}\n${exit}`, userFolder };
}

async function readTally(folder: string): Promise<Tally> {
  return JSON.parse(
    await readFile(join(folder, 'tally.json'), 'utf8').catch(() => '{"passed":0,"failed":0}'),
  ) as Tally;
}
