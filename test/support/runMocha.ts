import { format, stripVTControlCharacters } from 'node:util';
import Mocha from 'mocha';
import { slowest, type Tally, type TimedTest } from './tally';

export interface MochaRun {
  readonly files: readonly string[];
  /** A regular expression that the full titles of the tests to run match. */
  readonly grep?: string | undefined;
  /** Milliseconds that one test or hook may take. */
  readonly timeout: number;
  readonly print: (line: string) => void;
  readonly hooks?: Mocha.RootHookObject;
  /** How often a test that fails is tried again; each time is printed. */
  readonly retries?: number;
  /** Which unhandled rejections are failures. Default: all of them. */
  readonly blames?: (reason: string) => boolean;
}

/** Runs test files, in Node as in an extension host. It rejects when a file cannot be loaded, or holds `.only`. */
export async function runMocha({
  files,
  grep,
  timeout,
  print,
  hooks,
  retries = 0,
  blames,
}: MochaRun): Promise<Tally> {
  // The reporter's own way out: in an extension host the console would mix its lines with the editor's.
  (Mocha.reporters.Base as unknown as { consoleLog: unknown }).consoleLog = (...args: unknown[]) =>
    print(stripVTControlCharacters(format(...args)));
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout, retries, forbidOnly: true, reporter: 'spec' });
  if (grep !== undefined) mocha.grep(grep);
  if (hooks) mocha.rootHooks(hooks);
  for (const file of files) mocha.addFile(file);
  const unhandled = unhandledRejections();
  await mocha.loadFilesAsync();
  const passed: TimedTest[] = [];
  const failures: string[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const lost = unhandled().filter(blames ?? (() => true));
      for (const reason of lost) print(`Nobody handled this rejection: ${reason}`);
      resolve({
        passed: passed.length,
        failed: failed + lost.length,
        failures: [...failures, ...lost],
        slowest: slowest(passed),
      });
    });
    runner.on('pass', (test: Mocha.Test) =>
      passed.push({ title: test.fullTitle(), duration: test.duration ?? 0 }),
    );
    runner.on('fail', (test: Mocha.Runnable, error: Error) =>
      failures.push(`${test.fullTitle()}\n    ${error.stack ?? error.message}`),
    );
    runner.on('retry', (test: Mocha.Test, error: Error) =>
      print(`Tried again: ${test.fullTitle()}: ${error.message}`),
    );
  });
}

/** Collects unhandled rejections from now on. Mocha as a library ignores them. */
function unhandledRejections(): () => string[] {
  const lost = new Map<Promise<unknown>, unknown>();
  process.on('unhandledRejection', (reason, promise) => lost.set(promise, reason));
  process.on('rejectionHandled', (promise) => lost.delete(promise));
  return () =>
    [...lost.values()].map((reason) =>
      reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
    );
}
