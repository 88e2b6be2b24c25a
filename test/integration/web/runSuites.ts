import 'mocha/mocha';
import * as vscode from 'vscode';
import { report } from '../../support/workerReport';

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
    readNotebooks();
  }
  mocha.setup({ ui: 'tdd', timeout: 60_000, forbidOnly: true, reporter: NoReporter });
  if (grep !== undefined) mocha.grep(grep);
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

interface StoredCell {
  readonly cell_type: string;
  readonly source: readonly string[];
}

interface StoredNotebook {
  readonly cells: readonly StoredCell[];
  readonly metadata: { readonly language_info: { readonly name: string } };
}

/** Opens the notebooks that the tests write: the releases that the tests run on read them with a server only. */
function readNotebooks(): void {
  vscode.workspace.registerNotebookSerializer('jupyter-notebook', {
    deserializeNotebook(bytes) {
      const { cells, metadata } = JSON.parse(new TextDecoder().decode(bytes)) as StoredNotebook;
      const cellOf = ({ cell_type, source }: StoredCell): vscode.NotebookCellData =>
        cell_type === 'code'
          ? new vscode.NotebookCellData(
              vscode.NotebookCellKind.Code,
              source.join(''),
              metadata.language_info.name,
            )
          : new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, source.join(''), 'markdown');
      return new vscode.NotebookData(cells.map(cellOf));
    },
    serializeNotebook: () => {
      throw new Error('The tests do not save notebooks.');
    },
  });
}
