import { readdir, readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { ignoreMissing } from '../../node/files/errorCode';
import type { FileFacts } from '../../node/files/wholeFiles';

// Files of this machine are read without `vscode.workspace.fs`: its calls take a hundred milliseconds and more while a
// window is starting.

/** The names of the files of a folder; none where there is no such folder. */
export async function listFiles(folder: vscode.Uri): Promise<readonly string[]> {
  if (folder.scheme === 'file') {
    const entries = (await readdir(folder.fsPath, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  }
  const entries = (await orMissing(vscode.workspace.fs.readDirectory(folder))) ?? [];
  return entries.filter(([, type]) => (type & vscode.FileType.Directory) === 0).map(([name]) => name);
}

/** Undefined where there is no such file. */
export async function statFile(uri: vscode.Uri): Promise<FileFacts | undefined> {
  if (uri.scheme === 'file') {
    const found = await stat(uri.fsPath).catch(ignoreMissing);
    return found?.isFile() === true
      ? { size: found.size, changed: Math.trunc(found.mtimeMs), made: Math.trunc(found.birthtimeMs) }
      : undefined;
  }
  const found = await orMissing(vscode.workspace.fs.stat(uri));
  const isFile = found !== undefined && (found.type & vscode.FileType.File) !== 0;
  return isFile ? { size: found.size, changed: found.mtime, made: found.ctime } : undefined;
}

/** Undefined where there is no such file. */
export async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  return uri.scheme === 'file'
    ? readFile(uri.fsPath).catch(ignoreMissing)
    : orMissing(vscode.workspace.fs.readFile(uri));
}

/** As {@link ignoreMissing}, for what VS Code says. */
export async function orMissing<T>(result: Thenable<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
