import * as vscode from 'vscode';
import type { files as filesOfNode, testInNode as testOfNode } from '../files';

/** The same through VS Code: a browser has no other program that changes files. */
export const files: typeof filesOfNode = {
  readText: async (file) => new TextDecoder().decode(await vscode.workspace.fs.readFile(file)),

  async writeText(file, text) {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  },

  exists: (file) =>
    Promise.resolve(vscode.workspace.fs.stat(file)).then(
      () => true,
      () => false,
    ),

  async rename(from, to) {
    await vscode.workspace.fs.rename(from, to);
  },

  async remove(file) {
    if (await files.exists(file))
      await vscode.workspace.fs.delete(file, { recursive: true, useTrash: false });
  },

  list: async (folder) => (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name),

  async temporaryFolder() {
    const folder = vscode.Uri.from({ scheme: 'tmp', path: `/papers-tests-${crypto.randomUUID()}` });
    await vscode.workspace.fs.createDirectory(folder);
    return folder;
  },
};

export const testInNode: typeof testOfNode = (reason, title) => {
  test.skip(`${title} (not in a browser: ${reason})`);
};
