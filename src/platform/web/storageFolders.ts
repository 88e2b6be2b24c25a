import type { FileFacts, WholeFileEntry, WholeFiles } from '../common/stores/wholeFiles';
import type { ByteFileEntry, ByteFiles } from '../vscode/files/byteFiles';
import type { SharedFiles } from './sharedFiles';

/**
 * A folder in the storage of a browser, for files whose names change with their content, such as digests. The times of all
 * files are reported as 0, so that cached results of parsing them stay valid when the page is reloaded.
 */
export class SharedFolder implements WholeFiles {
  /** @param path of the folder in the storage */
  constructor(
    private readonly files: SharedFiles,
    private readonly path: string,
  ) {}

  async list(): Promise<readonly WholeFileEntry[]> {
    const entries = await this.files.list(this.path);
    return entries.filter(({ isFolder }) => !isFolder).map(({ name }) => ({ name, isPlain: true }));
  }

  async stat(name: string): Promise<FileFacts | undefined> {
    const size = await this.files.size(this.#at(name));
    return size === undefined ? undefined : { size, changed: 0, made: 0 };
  }

  read(name: string, limit?: number): Promise<Uint8Array | undefined> {
    return this.files.read(this.#at(name), limit);
  }

  write(name: string, bytes: Uint8Array): Promise<void> {
    return this.files.write(this.#at(name), bytes);
  }

  remove(name: string): Promise<void> {
    return this.files.remove(this.#at(name));
  }

  #at(name: string): string {
    return `${this.path}/${name}`;
  }
}

/** {@link SharedFolder} of notes. */
export class SharedNotes implements ByteFiles {
  readonly replacesWhole = true;
  readonly #folder: SharedFolder;

  constructor(
    private readonly files: SharedFiles,
    private readonly path: string,
  ) {
    this.#folder = new SharedFolder(files, path);
  }

  async list(): Promise<readonly ByteFileEntry[]> {
    const names = (await this.#folder.list())
      .map(({ name }) => name)
      .filter((name) => name.toLowerCase().includes('.md'));
    const stats = await Promise.all(names.map((name) => this.#folder.stat(name)));
    return names.flatMap((name, at) => {
      const found = stats[at];
      return found ? [{ name, size: found.size, changed: this.files.version(`${this.path}/${name}`) }] : [];
    });
  }

  read(name: string): Promise<Uint8Array | undefined> {
    return this.#folder.read(name);
  }

  write(name: string, bytes: Uint8Array): Promise<void> {
    return this.#folder.write(name, bytes);
  }

  remove(name: string): Promise<void> {
    return this.#folder.remove(name);
  }
}
