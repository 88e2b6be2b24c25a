import 'mocha/mocha';
import * as vscode from 'vscode';
import { lineMark } from './reportLines';

export interface SuitesInBrowser {
  /** Loads the files of the suites, once mocha has defined what they call. */
  readonly load: () => void;
  /** A regular expression that the full titles of the tests to run match. */
  readonly grep: string | undefined;
  /** The texts of the files of the workspace, by their paths in it. It is written first if its file system is in memory. */
  readonly workspace: Readonly<Record<string, string>>;
}

/** Prints nothing: what mocha reports goes through the console line by line. */
class NoReporter extends Mocha.reporters.Base {}

/** Runs the suites in the extension host of a browser. Reports through the console; rejects if a test fails. */
export async function runSuites({ load, grep, workspace }: SuitesInBrowser): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder?.uri.scheme === 'tmp') {
    for (const [path, text] of Object.entries(workspace))
      await vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(folder.uri, path),
        new TextEncoder().encode(text),
      );
  }
  mocha.setup({ ui: 'tdd', timeout: 60_000, forbidOnly: true, reporter: NoReporter });
  if (grep !== undefined) mocha.grep(grep);
  let lines = 0;
  const report = (value: unknown): void => console.log(`${lineMark}${JSON.stringify([lines++, value])}`);
  load();
  let passed = 0;
  const failures: string[] = [];
  await new Promise<void>((resolve, reject) => {
    mocha
      .run((failed) => {
        report({ passed, failed, failures });
        if (failed > 0) reject(new Error(`${failed} tests failed.`));
        else resolve();
      })
      .on('pass', (test: Mocha.Test) => {
        passed += 1;
        report(`✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      })
      .on('pending', (test: Mocha.Test) => report(`- ${test.fullTitle()}`))
      .on('fail', (test: Mocha.Runnable, error: Error) => {
        failures.push(`${test.fullTitle()}\n    ${error.stack ?? error.message}`);
        report(`FAILED: ${failures.at(-1)}`);
      });
  });
}
