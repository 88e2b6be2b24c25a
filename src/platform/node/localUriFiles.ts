import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import { ignoreMissing } from '../common/errorCode';
import type { FileFacts } from '../common/stores/wholeFiles';
import type { UriFiles } from '../vscode/files/uriFiles';
import { removeFile, replaceFile, sweepTemporaries } from './files/atomicFile';
import { readPlainFile } from './files/plainFile';

/**
 * Files of this machine, without `vscode.workspace.fs`: its calls take a hundred milliseconds and more while a window is
 * starting. `others` has the files of other schemes.
 */
export class LocalUriFiles implements UriFiles {
  constructor(private readonly others: UriFiles) {}

  async list(folder: vscode.Uri): Promise<readonly string[]> {
    if (folder.scheme !== 'file') return this.others.list(folder);
    const entries = (await readdir(folder.fsPath, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  }

  async stat(uri: vscode.Uri): Promise<FileFacts | undefined> {
    if (uri.scheme !== 'file') return this.others.stat(uri);
    const found = await stat(uri.fsPath).catch(ignoreMissing);
    return found?.isFile() === true
      ? { size: found.size, changed: Math.trunc(found.mtimeMs), made: Math.trunc(found.birthtimeMs) }
      : undefined;
  }

  async read(uri: vscode.Uri): Promise<Uint8Array | undefined> {
    return uri.scheme === 'file' ? readFile(uri.fsPath).catch(ignoreMissing) : this.others.read(uri);
  }

  async readPlain(uri: vscode.Uri, limit: number): Promise<Uint8Array | undefined> {
    return uri.scheme === 'file' ? readPlainFile(uri.fsPath, limit) : this.others.readPlain(uri, limit);
  }

  async replace(uri: vscode.Uri, bytes: Uint8Array, expected: string | undefined): Promise<boolean> {
    if (uri.scheme !== 'file') return this.others.replace(uri, bytes, expected);
    const isReplaced = (await replaceFile(uri.fsPath, bytes, expected)) !== 'changed';
    // Removes temporary files that killed processes have left in folders of a workspace: nothing else does.
    await sweepTemporaries(dirname(uri.fsPath));
    return isReplaced;
  }

  async remove(uri: vscode.Uri, expected: string): Promise<boolean> {
    return uri.scheme === 'file' ? removeFile(uri.fsPath, expected) : this.others.remove(uri, expected);
  }
}
