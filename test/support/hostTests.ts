import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { problemsIn } from './logs';
import { root } from './paths';
import { freshResults, judge, type Report } from './report';

export interface HostTests {
  /** Names the folder of results. */
  readonly name: string;
  /** The `code` to run; without one, @vscode/test-electron downloads the desktop's. */
  readonly code: string | undefined;
  /** The release to download, the newest if left out. */
  readonly version?: string | undefined;
  /** A regular expression that the full titles of the tests to run match. */
  readonly grep: string | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the integration tests in the extension host of a VS Code, with a user folder and a workspace of their own. */
export async function runHostTests({ name, code, version, grep, env }: HostTests): Promise<Report> {
  const results = freshResults(name);
  const folder = await mkdtemp(join(tmpdir(), 'papers-'));
  const userFolder = join(folder, 'user');
  const workspace = join(folder, 'workspace');
  await cp(join(root, 'test/fixtures/sample-workspace'), workspace, { recursive: true });
  const exit = await runTests({
    ...(code === undefined ? {} : { vscodeExecutablePath: code }),
    ...(version === undefined ? {} : { version }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/test/integration/index.cjs'),
    extensionTestsEnv: { ...env, DAILY_PAPERS_RESULTS: results, DAILY_PAPERS_GREP: grep },
    launchArgs: [workspace, '--user-data-dir', userFolder, '--extensions-dir', join(folder, 'extensions')],
  }).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const problems = await problemsIn(userFolder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const output = await readFile(join(results, 'output.txt'), 'utf8').catch(() => '');
  return judge(results, { output, exit, problems, some: grep !== undefined });
}
