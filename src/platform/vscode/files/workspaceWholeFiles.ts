import * as vscode from 'vscode';
import { equalBytes } from '../../common/bytes';
import { NotPlainError } from '../../common/fileErrors';
import type { FileFacts, WholeFileEntry, WholeFiles } from '../../common/stores/wholeFiles';
import { orMissing, WorkspaceUriFiles } from './uriFiles';

const files = new WorkspaceUriFiles();

/** A folder of another file system, through VS Code. Each write is read back, because it may have been truncated. */
export class WorkspaceWholeFiles implements WholeFiles {
  constructor(private readonly folder: vscode.Uri) {}

  async list(): Promise<readonly WholeFileEntry[]> {
    return (await files.list(this.folder)).map((name) => ({ name, isPlain: true }));
  }

  stat(name: string): Promise<FileFacts | undefined> {
    return files.stat(this.#at(name));
  }

  async read(name: string, limit = Infinity): Promise<Uint8Array | undefined> {
    const size = (await this.stat(name))?.size;
    if (size === undefined) return undefined;
    if (size > limit) throw new NotPlainError('too-large', name);
    return files.read(this.#at(name));
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.folder);
    await vscode.workspace.fs.writeFile(this.#at(name), bytes);
    const written = await files.read(this.#at(name));
    if (!written || !equalBytes(written, bytes)) throw new Error(`${name} does not hold what was written.`);
  }

  async remove(name: string): Promise<void> {
    await orMissing(vscode.workspace.fs.delete(this.#at(name)));
  }

  #at(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }
}
