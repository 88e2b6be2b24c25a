import { format } from 'node:util';
import Mocha from 'mocha';

/** What one run of suites came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export interface MochaRun {
  readonly files: readonly string[];
  /** Only tests whose full title holds this. */
  readonly grep?: string | undefined;
  /** Milliseconds that one test or hook may take. */
  readonly timeout: number;
  readonly print: (line: string) => void;
  readonly hooks?: Mocha.RootHookObject;
}

/** Runs test files, in Node as in an extension host. It rejects when a file cannot be loaded, or holds `.only`. */
export async function runMocha({ files, grep, timeout, print, hooks }: MochaRun): Promise<Tally> {
  // The reporter's own way out: in an extension host the console would mix its lines with the editor's.
  (Mocha.reporters.Base as unknown as { consoleLog: unknown }).consoleLog = (...args: unknown[]) =>
    print(format(...args));
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout, forbidOnly: true, reporter: 'spec' });
  if (grep !== undefined) mocha.grep(grep);
  if (hooks) mocha.rootHooks(hooks);
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  let passed = 0;
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => resolve({ passed, failed }));
    runner.on('pass', () => (passed += 1));
  });
}
