import * as vscode from 'vscode';
import type { ByteFileEntry, ByteFiles } from './byteFiles';
import { orMissing } from './uriFiles';

/** A folder of a virtual file system, through VS Code. */
export class WorkspaceBytes implements ByteFiles {
  readonly replacesWhole = false;
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async list(): Promise<readonly ByteFileEntry[]> {
    const entries = (await orMissing(vscode.workspace.fs.readDirectory(this.#folder))) ?? [];
    const files = entries.filter(
      ([name, type]) => (type & vscode.FileType.File) !== 0 && name.toLowerCase().includes('.md'),
    );
    const stats = files.map(async ([name]) => {
      const stat = await orMissing(vscode.workspace.fs.stat(this.#at(name)));
      return stat ? [{ name, size: stat.size, changed: stat.mtime }] : [];
    });
    return (await Promise.all(stats)).flat();
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return orMissing(vscode.workspace.fs.readFile(this.#at(name)));
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.#folder);
    await vscode.workspace.fs.writeFile(this.#at(name), bytes);
  }

  async remove(name: string): Promise<void> {
    await vscode.workspace.fs.delete(this.#at(name));
  }

  #at(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, name);
  }
}
