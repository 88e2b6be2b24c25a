import type { StepRunner } from '../../core/base/cooperativeTask';
import { sha256Hex } from '../common/hash';
import type { StoredFileFacts, StoreFolder } from '../common/stores/storeFolder';
import { WebLog } from './webLog';
import type { SharedFiles } from './sharedFiles';

/**
 * A folder of the extension's storage in a browser. A file is replaced in one transaction of the browser's database, which
 * does not guarantee that it is stored after a crash of the machine.
 */
export class WebStoreFolder implements StoreFolder {
  /** @param path of the folder in the storage; empty for the storage itself */
  constructor(
    private readonly files: SharedFiles,
    private readonly path: string,
  ) {}

  folder(name: string): StoreFolder {
    return new WebStoreFolder(this.files, this.#at(name));
  }

  read(name: string, limit?: number): Promise<Uint8Array | undefined> {
    return this.files.read(this.#at(name), limit);
  }

  async stat(name: string): Promise<StoredFileFacts | undefined> {
    const size = await this.files.size(this.#at(name));
    return size === undefined ? undefined : { size, stamp: `${this.files.version(this.#at(name))}-${size}` };
  }

  async names(): Promise<readonly string[]> {
    return (await this.files.list(this.path)).map(({ name }) => name);
  }

  async filesBelow(): Promise<readonly string[]> {
    const found: string[] = [];
    const waiting = [''];
    for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
      for (const { name, isFolder } of await this.files.list(this.#at(prefix.slice(0, -1)))) {
        if (name.startsWith('.')) continue;
        if (isFolder) waiting.push(`${prefix}${name}/`);
        else found.push(prefix + name);
      }
    }
    return found;
  }

  async overwrite(name: string, bytes: Uint8Array): Promise<void> {
    await this.files.write(this.#at(name), bytes);
  }

  replace(name: string, bytes: Uint8Array, expected: string | undefined): Promise<boolean> {
    return this.exclusively(name, async () => {
      const found = await this.read(name);
      if ((found && sha256Hex(found)) !== expected) return false;
      await this.overwrite(name, bytes);
      return true;
    });
  }

  remove(name: string): Promise<void> {
    return this.files.remove(this.#at(name));
  }

  async removeFolder(name: string): Promise<void> {
    const folder = this.folder(name);
    for (const path of await folder.filesBelow()) await folder.remove(path);
    await this.files.own.remove(this.#at(name));
  }

  async createFolder(name: string, write: (folder: StoreFolder) => Promise<void>): Promise<void> {
    const temporary = `.${name}.${crypto.randomUUID()}.tmp`;
    try {
      await write(this.folder(temporary));
      await this.files.own.rename(this.#at(temporary), this.#at(name));
    } finally {
      await this.removeFolder(temporary);
    }
  }

  exclusively<T>(name: string, task: () => Promise<T>): Promise<T> {
    return this.files.exclusively(this.#at(name), task);
  }

  /** Does nothing: writes leave no temporary files here, and orphans stay because the age of files is not known. */
  sweep(): Promise<void> {
    return Promise.resolve();
  }

  log(name: string, run?: StepRunner): WebLog {
    return new WebLog(this.files, this.#at(name), run);
  }

  #at(name: string): string {
    return [this.path, name].filter((part) => part !== '').join('/');
  }
}
