import * as vscode from 'vscode';
import type { FileFacts, WholeFileEntry, WholeFiles } from '../common/stores/wholeFiles';
import { orMissing } from '../vscode/files/uriFiles';

/** A folder of the extension on a static file server, which can neither list it nor give the times of files. */
export class PackagedFiles implements WholeFiles {
  constructor(
    private readonly folder: vscode.Uri,
    private readonly names: readonly string[],
  ) {}

  list(): Promise<readonly WholeFileEntry[]> {
    return Promise.resolve(this.names.map((name) => ({ name, isPlain: true })));
  }

  stat(name: string): Promise<FileFacts | undefined> {
    return Promise.resolve(this.names.includes(name) ? { size: 0, changed: 0, made: 0 } : undefined);
  }

  read(name: string): Promise<Uint8Array | undefined> {
    return orMissing(vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name)));
  }

  write(name: string): Promise<never> {
    return Promise.reject(vscode.FileSystemError.NoPermissions(vscode.Uri.joinPath(this.folder, name)));
  }

  remove(name: string): Promise<never> {
    return this.write(name);
  }
}
