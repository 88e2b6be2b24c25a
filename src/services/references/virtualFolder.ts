import * as vscode from 'vscode';
import { isBinary, isScanned, largestFile, scanFileText } from '../../core/references/scanFileText';
import { namesSomething, type ScannedFile } from '../../core/references/scannedFile';
import type { TitleMatcher } from '../../core/references/titleMatcher';
import { listSlices, mostListed } from '../../platform/vscode/files/findWorkspaceFiles';

export interface VirtualScan {
  /** The files with references or entries. */
  readonly files: readonly ScannedFile[];
  readonly listed: number;
  readonly isCut: boolean;
}

/** The number of files that are read at once. */
const atOnce = 8;

/**
 * Finds the references in a folder that is not on this machine, in slices. Folders and files that cannot be read are left
 * out. Once `isSuperseded` returns true, it resolves to the files found so far.
 */
export async function scanVirtualFolder(
  root: vscode.Uri,
  titles: TitleMatcher,
  isSuperseded: () => boolean,
): Promise<VirtualScan> {
  const files: ScannedFile[] = [];
  let listed = 0;
  for await (const paths of listSlices(root)) {
    if (isSuperseded()) break;
    listed += paths.length;
    for (const file of await scanVirtualFiles(root, paths, titles))
      if (namesSomething(file)) files.push(file);
  }
  return { files, listed, isCut: listed >= mostListed };
}

/** Finds the references in files of a folder, by their paths relative to it. Those that cannot be read have none. */
export async function scanVirtualFiles(
  root: vscode.Uri,
  paths: readonly string[],
  titles: TitleMatcher,
): Promise<readonly ScannedFile[]> {
  const files: ScannedFile[] = [];
  for (let at = 0; at < paths.length; at += atOnce) {
    const some = paths.slice(at, at + atOnce).map((path) => scanVirtualFile(root, path, titles));
    for (const file of await Promise.all(some)) files.push(file);
  }
  return files;
}

async function scanVirtualFile(root: vscode.Uri, path: string, titles: TitleMatcher): Promise<ScannedFile> {
  const bytes = isScanned(path) ? await readSmall(vscode.Uri.joinPath(root, path)) : undefined;
  if (!bytes || isBinary(bytes)) return { path, references: [] };
  return scanFileText(path, new TextDecoder().decode(bytes), titles);
}

async function readSmall(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  const { fs } = vscode.workspace;
  try {
    const { type, size } = await fs.stat(uri);
    return type === vscode.FileType.File && size <= largestFile ? await fs.readFile(uri) : undefined;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
