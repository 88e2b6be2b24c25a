import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** Files as another program changes them, without VS Code. A test in a browser uses web/files.ts in its place. */
export const files = {
  readText: (file: vscode.Uri): Promise<string> => readFile(file.fsPath, 'utf8'),

  /** Makes the folders above the file too. */
  async writeText(file: vscode.Uri, text: string): Promise<void> {
    await mkdir(dirname(file.fsPath), { recursive: true });
    await writeFile(file.fsPath, text);
  },

  exists: (file: vscode.Uri): Promise<boolean> => Promise.resolve(existsSync(file.fsPath)),

  rename: (from: vscode.Uri, to: vscode.Uri): Promise<void> => rename(from.fsPath, to.fsPath),

  /** Removes a file or a folder; does nothing if it does not exist. */
  remove: (file: vscode.Uri): Promise<void> => rm(file.fsPath, { recursive: true, force: true }),

  /** The names in a folder. */
  list: (folder: vscode.Uri): Promise<readonly string[]> => readdir(folder.fsPath),

  /** A new folder that is not in the workspace. */
  temporaryFolder: async (): Promise<vscode.Uri> =>
    vscode.Uri.file(await mkdtemp(join(tmpdir(), 'papers-tests-'))),
};

/** A test that a browser cannot run; there, its title gives the reason. */
export function testInNode(_reason: string, title: string, run: () => Promise<void>): void {
  test(title, run);
}
