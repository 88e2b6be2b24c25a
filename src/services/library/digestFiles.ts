import { posix } from 'node:path';
import * as vscode from 'vscode';
import {
  type FileFacts,
  listFiles,
  orMissing,
  readBytes,
  statFile,
} from '../../platform/vscode/files/directFiles';
import { type AllowsPlace, ConfinedFolder } from '../../platform/node/files/confinedFolder';
import { placeOf } from '../../platform/vscode/files/folderPlace';
import { LocalWholeFiles, type WholeFileEntry, type WholeFiles } from '../../platform/node/files/wholeFiles';
import type { DigestFacts } from './digestFacts';
import { DigestStore, type KeptDigest } from './digestStore';
import type { LeftOutFile } from './leftOutFiles';

export type { DigestFacts } from './digestFacts';

/** Where a person keeps imported digests: with the extension on this machine, or in the workspace folder. */
export type DigestPlace = 'global' | 'workspace';

/** An imported digest as it is kept: the bytes that it came as, and its facts beside them. */
export interface StoredDigest extends DigestFacts {
  /** Unique; the same text under the same name is the same digest. */
  readonly id: string;
  readonly uri: vscode.Uri;
  readonly place: DigestPlace;
  /** Changes whenever the file does. */
  readonly stamp: string;
  /** See `KeptDigest`. */
  readonly content: string;
}

/** The folders that hold imported digests. A text put into the workspace's folder by hand or by git counts too. */
export class DigestFiles {
  /**
   * @param folder gives undefined for the workspace while no folder is open or it is not trusted
   * @param allows is asked about links that lead out of the workspace folder
   */
  constructor(
    readonly folder: (place: DigestPlace) => vscode.Uri | undefined,
    private readonly allows: AllowsPlace,
  ) {}

  /**
   * The digests of a place in the order in which they were added, and the files there that are left out.
   * @throws OutsideFolderError
   */
  async list(
    place: DigestPlace,
  ): Promise<{ readonly digests: readonly StoredDigest[]; readonly leftOut: readonly LeftOutFile[] }> {
    const folder = this.folder(place);
    if (!folder) return { digests: [], leftOut: [] };
    const { digests, damaged } = await this.#storeAt(folder).list();
    return {
      digests: digests.map((digest) => storedDigest(digest, place, folder)),
      leftOut: damaged.map(({ file, reason, isPlain }) => ({
        uri: vscode.Uri.joinPath(folder, file),
        reason,
        isPlain,
      })),
    };
  }

  /** Keeps a text as it came; see {@link DigestStore.add}. */
  async add(bytes: Uint8Array, facts: DigestFacts, place: DigestPlace): Promise<StoredDigest> {
    const folder = this.folder(place);
    if (!folder) throw new Error('There is no workspace folder to keep digests in.');
    return storedDigest(await this.#storeAt(folder).add(bytes, facts), place, folder);
  }

  /** @throws DigestDamaged if the text is not what was imported */
  read({ uri }: Pick<StoredDigest, 'uri'>): Promise<Uint8Array> {
    return this.#storeOf(uri).read(posix.basename(uri.path));
  }

  /** See {@link DigestStore.remove}. */
  remove({ uri }: Pick<StoredDigest, 'uri'>): Promise<() => Promise<boolean>> {
    return this.#storeOf(uri).remove(posix.basename(uri.path));
  }

  #storeOf(uri: vscode.Uri): DigestStore {
    return this.#storeAt(uri.with({ path: posix.dirname(uri.path) }));
  }

  #storeAt(folder: vscode.Uri): DigestStore {
    if (folder.scheme !== 'file') return new DigestStore(new WorkspaceWholeFiles(folder));
    const { base, segments } = placeOf(folder);
    return new DigestStore(new LocalWholeFiles(new ConfinedFolder(base.fsPath, segments, this.allows)));
  }
}

/** The digests in global storage, and in `.papers` of the workspace folder once the workspace is trusted. */
export function createDigestFiles(
  globalStorage: vscode.Uri,
  linked: { readonly allows: AllowsPlace },
): DigestFiles {
  return new DigestFiles(
    (place) => {
      const base = place === 'global' ? globalStorage : papersFolder();
      return base && vscode.Uri.joinPath(base, 'digests');
    },
    (realPath, path) => linked.allows(realPath, path),
  );
}

function papersFolder(): vscode.Uri | undefined {
  if (!vscode.workspace.isTrusted) return undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, '.papers');
}

/** Changes whenever the file does. */
export function stampOf({ changed, size }: FileFacts): string {
  return `${changed}-${size}`;
}

function storedDigest({ file, ...digest }: KeptDigest, place: DigestPlace, folder: vscode.Uri): StoredDigest {
  return { ...digest, id: `${place}/${file}`, uri: vscode.Uri.joinPath(folder, file), place };
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
