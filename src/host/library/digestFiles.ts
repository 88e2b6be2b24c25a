import { posix } from 'node:path';
import * as vscode from 'vscode';
import { type FileFacts, listFiles, orMissing, readBytes, statFile } from '../storage/directFiles';
import { LocalWholeFiles, type WholeFiles } from '../storage/wholeFiles';
import type { DigestFacts } from './digestFacts';
import { type DamagedDigest, DigestStore, type KeptDigest } from './digestStore';

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
}

/** A digest that is left out, because its text is not what was imported. */
export interface LeftOutDigest extends DamagedDigest {
  readonly uri: vscode.Uri;
  readonly place: DigestPlace;
}

/** The folders that hold imported digests. A text put into the workspace's folder by hand or by git counts too. */
export class DigestFiles {
  /** `folder` gives nothing for the workspace while no folder is open. */
  constructor(readonly folder: (place: DigestPlace) => vscode.Uri | undefined) {}

  /** In the order in which they were added, without those that are damaged. */
  async list(place: DigestPlace): Promise<readonly StoredDigest[]> {
    const folder = this.folder(place);
    if (!folder) return [];
    const { digests } = await storeAt(folder).list();
    return digests.map((digest) => storedDigest(digest, place, folder));
  }

  /** Those that are damaged, each with the reason. */
  async leftOut(place: DigestPlace): Promise<readonly LeftOutDigest[]> {
    const folder = this.folder(place);
    if (!folder) return [];
    const { damaged } = await storeAt(folder).list();
    return damaged.map((digest) => ({ ...digest, place, uri: vscode.Uri.joinPath(folder, digest.file) }));
  }

  /** Keeps a text as it came; see {@link DigestStore.add}. */
  async add(bytes: Uint8Array, facts: DigestFacts, place: DigestPlace): Promise<StoredDigest> {
    const folder = this.folder(place);
    if (!folder) throw new Error('There is no workspace folder to keep digests in.');
    return storedDigest(await storeAt(folder).add(bytes, facts), place, folder);
  }

  /** @throws DigestDamaged if the text is not what was imported */
  read({ uri }: Pick<StoredDigest, 'uri'>): Promise<Uint8Array> {
    return storeOf(uri).read(posix.basename(uri.path));
  }

  /** Resolves to what puts it back as it was, unless there is another of its name by then. */
  remove({ uri }: Pick<StoredDigest, 'uri'>): Promise<() => Promise<void>> {
    return storeOf(uri).remove(posix.basename(uri.path));
  }
}

/** Changes whenever the file does. */
export function stampOf({ changed, size }: FileFacts): string {
  return `${changed}-${size}`;
}

function storedDigest({ file, ...digest }: KeptDigest, place: DigestPlace, folder: vscode.Uri): StoredDigest {
  return { ...digest, id: `${place}/${file}`, uri: vscode.Uri.joinPath(folder, file), place };
}

function storeOf(uri: vscode.Uri): DigestStore {
  return storeAt(uri.with({ path: posix.dirname(uri.path) }));
}

function storeAt(folder: vscode.Uri): DigestStore {
  return new DigestStore(
    folder.scheme === 'file' ? new LocalWholeFiles(folder.fsPath) : new WorkspaceWholeFiles(folder),
  );
}

/** A folder of another file system, through VS Code: what was written is read back, for it may have been cut off. */
class WorkspaceWholeFiles implements WholeFiles {
  constructor(private readonly folder: vscode.Uri) {}

  list(): Promise<readonly string[]> {
    return listFiles(this.folder);
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
