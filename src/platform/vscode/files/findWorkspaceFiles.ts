import * as vscode from 'vscode';
import { isUnlisted } from '../../common/uriPath';

/** The number of files of a virtual folder that are listed before they are used: each folder may need a request. */
const sliceSize = 500;
/** The maximum number of files of a virtual folder that are listed. */
export const mostListed = 10_000;

/**
 * The files of the workspace whose names end in one of the extensions, which are written as in `bib`, at most `most` of
 * them. `vscode.workspace.findFiles` never resolves in a folder whose file system has no search, as many virtual ones in a
 * browser, so that such folders are listed.
 */
export async function findWorkspaceFiles(
  extensions: readonly string[],
  most: number,
): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const rest = most - found.length;
    if (rest <= 0) break;
    const files = isSearched(folder)
      ? await search(folder, extensions, rest)
      : await list(folder.uri, extensions, rest);
    for (const file of files) found.push(file);
  }
  return found;
}

/** Whether VS Code itself searches the file system of a folder. */
function isSearched({ uri }: vscode.WorkspaceFolder): boolean {
  return uri.scheme === 'file' || uri.scheme === 'vscode-remote';
}

function search(
  folder: vscode.WorkspaceFolder,
  extensions: readonly string[],
  most: number,
): Thenable<readonly vscode.Uri[]> {
  const pattern = `**/*.{${extensions.join(',')}}`;
  return vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern), '**/node_modules/**', most);
}

async function list(
  root: vscode.Uri,
  extensions: readonly string[],
  most: number,
): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  for await (const paths of listSlices(root)) {
    for (const path of paths)
      if (extensions.some((extension) => path.endsWith(`.${extension}`)))
        found.push(vscode.Uri.joinPath(root, path));
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

/**
 * The paths of the plain files below a folder, relative to it and at most {@link mostListed} of them, in slices. Links are not
 * followed; folders that cannot be read are left out.
 */
export async function* listSlices(root: vscode.Uri): AsyncIterable<readonly string[]> {
  const waiting = [''];
  let slice: string[] = [];
  let listed = 0;
  for (let prefix = waiting.pop(); prefix !== undefined && listed < mostListed; prefix = waiting.pop()) {
    for (const [name, type] of await entriesOf(vscode.Uri.joinPath(root, prefix))) {
      if (isUnlisted(name) || listed >= mostListed) continue;
      if (type === vscode.FileType.Directory) waiting.push(`${prefix}${name}/`);
      if (type !== vscode.FileType.File) continue;
      listed += 1;
      slice.push(prefix + name);
      if (slice.length < sliceSize) continue;
      yield slice;
      slice = [];
    }
  }
  if (slice.length > 0) yield slice;
}

async function entriesOf(uri: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return [];
    throw error;
  }
}
