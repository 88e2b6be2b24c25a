import type { Disposable } from '../../core/base/disposable';
import type { FileFacts, WholeFiles } from '../../platform/common/stores/wholeFiles';
import { baseName, parentPath } from '../../platform/common/uriPath';
import type { DigestFacts } from './digestFacts';
import { DigestStore, type KeptDigest } from './digestStore';
import type { LeftOutFile } from './leftOutFiles';

export type { DigestFacts } from './digestFacts';

/** Where imported digests are stored: with the extension on this machine, or in the workspace folder. */
export type DigestPlace = 'global' | 'workspace';

/** An imported digest as it is kept: the bytes that it came as, and its facts beside them. */
export interface StoredDigest extends DigestFacts {
  /** Unique; the same text under the same name is the same digest. */
  readonly id: string;
  /** The address of its text. */
  readonly uri: string;
  readonly place: DigestPlace;
  /** Changes whenever the file does. */
  readonly stamp: string;
  /** See `KeptDigest`. */
  readonly content: string;
}

/** A folder of digests, which need not be there. */
export interface DigestFolder {
  /** Its address, without a slash at the end. */
  readonly uri: string;
  readonly files: WholeFiles;
  watch(changed: () => void): Disposable;
}

/** The folders that hold imported digests. A text put into the workspace's folder by hand or by git counts too. */
export class DigestFiles {
  /** The stores of the folders that were listed, by folder URI. */
  readonly #stores = new Map<string, DigestStore>();

  /** @param folder gives undefined for the workspace while no folder is open or it is not trusted */
  constructor(readonly folder: (place: DigestPlace) => DigestFolder | undefined) {}

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
        uri: addressOf(folder, file),
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
    return this.#storeOf(uri).read(fileOf(uri));
  }

  /** See {@link DigestStore.remove}. */
  remove({ uri }: Pick<StoredDigest, 'uri'>): Promise<() => Promise<boolean>> {
    return this.#storeOf(uri).remove(fileOf(uri));
  }

  /** Finds the store also if the workspace has changed to another folder since. */
  #storeOf(uri: string): DigestStore {
    const store = this.#stores.get(parentPath(uri));
    if (!store) throw new Error(`${uri} was not listed.`);
    return store;
  }

  #storeAt(folder: DigestFolder): DigestStore {
    const store = this.#stores.get(folder.uri) ?? new DigestStore(folder.files);
    this.#stores.set(folder.uri, store);
    return store;
  }
}

/** Changes whenever the file does. */
export function stampOf({ changed, size }: FileFacts): string {
  return `${changed}-${size}`;
}

function storedDigest(
  { file, ...digest }: KeptDigest,
  place: DigestPlace,
  folder: DigestFolder,
): StoredDigest {
  return { ...digest, id: `${place}/${file}`, uri: addressOf(folder, file), place };
}

function addressOf({ uri }: DigestFolder, file: string): string {
  return `${uri}/${encodeURIComponent(file)}`;
}

function fileOf(uri: string): string {
  return decodeURIComponent(baseName(uri));
}
