import { parseJson } from '../../core/base/parseJson';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { isRecord } from '../../core/base/guards';
import { assistantFiles } from './assistantFiles';

/** In bytes. */
const longestFile = 16 * 1024 * 1024;

/**
 * Stores which files of digests the servers for assistants have prepared: their stamps by their paths. Servers with other
 * versions of ICU and Unicode need another index, so there is one entry for each pair of versions.
 */
export class PreparedFile {
  /**
   * @param version of the extension: entries of another version do not count
   * @param unicode the versions of ICU and Unicode
   */
  constructor(
    private readonly storage: StoreFolder,
    private readonly version: string,
    private readonly unicode: string,
  ) {}

  /** The stamps for these versions. A file that cannot be read counts as empty. */
  async read(): Promise<ReadonlyMap<string, string>> {
    const stamps = (await this.#entries())[this.unicode];
    if (!isRecord(stamps)) return new Map();
    return new Map(
      Object.entries(stamps).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }

  /** Stores the stamps as the entry for these versions. Of the other entries, only the newest is kept. */
  async write(stamps: ReadonlyMap<string, string>): Promise<void> {
    const others = Object.entries(await this.#entries()).filter(([unicode]) => unicode !== this.unicode);
    const entries = Object.fromEntries([...others.slice(-1), [this.unicode, Object.fromEntries(stamps)]]);
    const text = JSON.stringify({ version: this.version, entries });
    await this.storage.overwrite(assistantFiles.prepared, new TextEncoder().encode(text));
  }

  /** Reads all entries, oldest first. Each is named by its versions of ICU and Unicode. */
  async #entries(): Promise<Readonly<Record<string, unknown>>> {
    const bytes = await this.storage.read(assistantFiles.prepared, longestFile).catch(() => undefined);
    const value = bytes && parseJson(new TextDecoder().decode(bytes));
    if (!isRecord(value) || value['version'] !== this.version || !isRecord(value['entries'])) return {};
    return value['entries'];
  }
}
