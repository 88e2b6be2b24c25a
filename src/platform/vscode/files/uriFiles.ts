import * as vscode from 'vscode';
import { sha256Of } from '../../common/hash';
import { NotPlainError } from '../../common/fileErrors';
import type { FileFacts } from '../../common/stores/wholeFiles';

/** Files anywhere, by their addresses. Rejects with the errors of their file systems. */
export interface UriFiles {
  /** The names of the files of a folder; none if there is no such folder. */
  list(folder: vscode.Uri): Promise<readonly string[]>;
  /** Undefined if there is no such file. */
  stat(uri: vscode.Uri): Promise<FileFacts | undefined>;
  /** Undefined if there is no such file. */
  read(uri: vscode.Uri): Promise<Uint8Array | undefined>;
  /** Like {@link read}, for files from elsewhere: rejects if it is not a plain file or has more than `limit` bytes. */
  readPlain(uri: vscode.Uri, limit: number): Promise<Uint8Array | undefined>;
  /**
   * Replaces a file as a whole if its bytes are those of `expected`, a SHA-256 in hexadecimal; undefined if there must be
   * no file yet. Resolves to false, and does nothing, if they are not.
   */
  replace(uri: vscode.Uri, bytes: Uint8Array, expected: string | undefined): Promise<boolean>;
  /** Removes a file if its bytes are those of `expected`. Resolves to false, and does nothing, if they are not. */
  remove(uri: vscode.Uri, expected: string): Promise<boolean>;
}

/** Files of any file system, through VS Code. */
export class WorkspaceUriFiles implements UriFiles {
  async list(folder: vscode.Uri): Promise<readonly string[]> {
    const entries = (await orMissing(vscode.workspace.fs.readDirectory(folder))) ?? [];
    return entries.filter(([, type]) => (type & vscode.FileType.Directory) === 0).map(([name]) => name);
  }

  async stat(uri: vscode.Uri): Promise<FileFacts | undefined> {
    const found = await orMissing(vscode.workspace.fs.stat(uri));
    const isFile = found !== undefined && (found.type & vscode.FileType.File) !== 0;
    return isFile ? { size: found.size, changed: found.mtime, made: found.ctime } : undefined;
  }

  async read(uri: vscode.Uri): Promise<Uint8Array | undefined> {
    return orMissing(vscode.workspace.fs.readFile(uri));
  }

  async readPlain(uri: vscode.Uri, limit: number): Promise<Uint8Array | undefined> {
    const found = await this.stat(uri);
    if (found && found.size > limit) throw new NotPlainError('too-large', uri.toString());
    return this.read(uri);
  }

  async replace(uri: vscode.Uri, bytes: Uint8Array, expected: string | undefined): Promise<boolean> {
    const found = await this.read(uri);
    if ((found && (await sha256Of(found))) !== expected) return false;
    await vscode.workspace.fs.writeFile(uri, bytes);
    return true;
  }

  async remove(uri: vscode.Uri, expected: string): Promise<boolean> {
    const found = await this.read(uri);
    if (!found || (await sha256Of(found)) !== expected) return false;
    await vscode.workspace.fs.delete(uri);
    return true;
  }
}

/** Resolves to undefined if the file does not exist. */
export async function orMissing<T>(result: Thenable<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
