import * as vscode from 'vscode';
import { orMissing } from '../vscode/files/uriFiles';

/** Files below one folder, by their paths in it, `/` between the parts. */
export interface TabFiles {
  /** Undefined if there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** In bytes; undefined if there is no such file. */
  size(path: string): Promise<number | undefined>;
  /** Replaces the file as a whole, and makes the folders above it. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Removes a file or a folder with all that is in it. Does nothing if it does not exist. */
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** The files and folders in a folder; empty if there is no such folder. */
  list(path: string): Promise<readonly FileInTab[]>;
}

export interface FileInTab {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * Files through `vscode.workspace.fs`. In a browser, VS Code keeps the files of global storage in a database of the
 * browser, which replaces each as a whole. It reads the list of the files once for each tab: what other tabs add is not
 * found until the tab is loaded again.
 */
export class WorkspaceTabFiles implements TabFiles {
  constructor(private readonly folder: vscode.Uri) {}

  async read(path: string): Promise<Uint8Array | undefined> {
    return orMissing(vscode.workspace.fs.readFile(this.#at(path)));
  }

  async size(path: string): Promise<number | undefined> {
    const found = await orMissing(vscode.workspace.fs.stat(this.#at(path)));
    return found?.type === vscode.FileType.File ? found.size : undefined;
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    await vscode.workspace.fs.writeFile(this.#at(path), bytes);
  }

  async remove(path: string): Promise<void> {
    await orMissing(vscode.workspace.fs.delete(this.#at(path), { recursive: true, useTrash: false }));
  }

  async rename(from: string, to: string): Promise<void> {
    await vscode.workspace.fs.rename(this.#at(from), this.#at(to));
  }

  async list(path: string): Promise<readonly FileInTab[]> {
    const entries = (await orMissing(vscode.workspace.fs.readDirectory(this.#at(path)))) ?? [];
    return entries.map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 }));
  }

  #at(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, path);
  }
}
