import * as vscode from 'vscode';
import { listFiles, orMissing, readBytes, statFile } from '../../platform/vscode/files/directFiles';
import { type AllowsPlace, ConfinedFolder } from '../../platform/node/files/confinedFolder';
import { placeOf } from '../../platform/vscode/files/folderPlace';
import { watchFolder } from '../../platform/vscode/files/watchFolder';
import {
  type FileFacts,
  LocalWholeFiles,
  type WholeFileEntry,
  type WholeFiles,
} from '../../platform/node/files/wholeFiles';
import { DigestFiles, type DigestFolder } from './digestFiles';

/**
 * The digests in global storage, and in `.papers` of the workspace folder once the workspace is trusted. `linked` is asked
 * about links that lead out of the workspace folder.
 */
export function createDigestFiles(
  globalStorage: vscode.Uri,
  linked: { readonly allows: AllowsPlace },
): DigestFiles {
  return new DigestFiles((place) => {
    const base = place === 'global' ? globalStorage : papersFolder();
    const folder = base && vscode.Uri.joinPath(base, 'digests');
    return (
      folder && {
        uri: folder.toString(),
        files: wholeFilesIn(folder, (realPath, path) => linked.allows(realPath, path)),
        watch: (changed) => watchFolder(placeOf(folder), changed),
      }
    );
  });
}

/** The digests that come with the extension. */
export function packagedDigests(extensionUri: vscode.Uri): Pick<DigestFolder, 'uri' | 'files'> {
  const folder = vscode.Uri.joinPath(extensionUri, 'seeds');
  const files =
    folder.scheme === 'file'
      ? new LocalWholeFiles(new ConfinedFolder(extensionUri.fsPath, ['seeds']))
      : new WorkspaceWholeFiles(folder);
  return { uri: folder.toString(), files };
}

function wholeFilesIn(folder: vscode.Uri, allows: AllowsPlace): WholeFiles {
  if (folder.scheme !== 'file') return new WorkspaceWholeFiles(folder);
  const { base, segments } = placeOf(folder);
  return new LocalWholeFiles(new ConfinedFolder(base.fsPath, segments, allows));
}

function papersFolder(): vscode.Uri | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, '.papers');
}

/** A folder of another file system, through VS Code: what was written is read back, for it may have been cut off. */
class WorkspaceWholeFiles implements WholeFiles {
  constructor(private readonly folder: vscode.Uri) {}

  async list(): Promise<readonly WholeFileEntry[]> {
    return (await listFiles(this.folder)).map((name) => ({ name, isPlain: true }));
  }

  stat(name: string): Promise<FileFacts | undefined> {
    return statFile(this.#at(name));
  }

  async read(name: string, limit = Infinity): Promise<Uint8Array | undefined> {
    const size = (await this.stat(name))?.size;
    if (size === undefined) return undefined;
    if (size > limit)
      throw Object.assign(new Error(`${name} is longer than ${limit} bytes`), { code: 'EFBIG' });
    return readBytes(this.#at(name));
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.folder);
    await vscode.workspace.fs.writeFile(this.#at(name), bytes);
    const written = await readBytes(this.#at(name));
    if (!written || Buffer.compare(written, bytes) !== 0)
      throw new Error(`${name} does not hold what was written.`);
  }

  async remove(name: string): Promise<void> {
    await orMissing(vscode.workspace.fs.delete(this.#at(name)));
  }

  #at(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }
}
