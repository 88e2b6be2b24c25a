import * as vscode from 'vscode';
import type { FileFacts, WholeFiles } from '../../platform/common/stores/wholeFiles';
import { baseName, parentPath } from '../../platform/common/uriPath';
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
   * @param open opens one of the folders
   */
  constructor(
    readonly folder: (place: DigestPlace) => vscode.Uri | undefined,
    private readonly open: (folder: vscode.Uri) => WholeFiles,
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
    return this.#storeOf(uri).read(baseName(uri.path));
  }

  /** See {@link DigestStore.remove}. */
  remove({ uri }: Pick<StoredDigest, 'uri'>): Promise<() => Promise<boolean>> {
    return this.#storeOf(uri).remove(baseName(uri.path));
  }

  #storeOf(uri: vscode.Uri): DigestStore {
    return this.#storeAt(uri.with({ path: parentPath(uri.path) }));
  }

  #storeAt(folder: vscode.Uri): DigestStore {
    return new DigestStore(this.open(folder));
  }
}

/** The digests in global storage, and in `.papers` of the workspace folder once the workspace is trusted. */
export function createDigestFiles(
  globalStorage: vscode.Uri,
  open: (folder: vscode.Uri) => WholeFiles,
): DigestFiles {
  return new DigestFiles((place) => {
    const base = place === 'global' ? globalStorage : papersFolder();
    return base && vscode.Uri.joinPath(base, 'digests');
  }, open);
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
