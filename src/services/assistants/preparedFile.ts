import { parseJson } from '../../core/base/parseJson';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { isRecord } from '../../core/base/guards';
import { assistantFiles } from './assistantFiles';

/** In bytes. */
const longestFile = 16 * 1024 * 1024;

/**
 * Which files of digests the servers for assistants have prepared: their stamps by their paths. Servers on two versions of Node,
 * which need an index each, have an entry each.
 */
export class PreparedFile {
  /**
   * @param version of the extension: what another one has prepared does not count
   * @param unicode the versions of ICU and Unicode, on which the index depends
   */
  constructor(
    private readonly storage: StoreFolder,
    private readonly version: string,
    private readonly unicode: string,
  ) {}

  /** A file that cannot be read counts as empty. */
  async read(): Promise<ReadonlyMap<string, string>> {
    const stamps = (await this.#entries())[this.unicode];
    if (!isRecord(stamps)) return new Map();
    return new Map(
      Object.entries(stamps).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }

  /** Keeps the entry of the other server that was stored last. */
  async write(stamps: ReadonlyMap<string, string>): Promise<void> {
    const others = Object.entries(await this.#entries()).filter(([unicode]) => unicode !== this.unicode);
    const entries = Object.fromEntries([...others.slice(-1), [this.unicode, Object.fromEntries(stamps)]]);
    const text = JSON.stringify({ version: this.version, entries });
    await this.storage.overwrite(assistantFiles.prepared, new TextEncoder().encode(text));
  }

  /** By the versions of ICU and Unicode, the one that was stored last at the end. */
  async #entries(): Promise<Readonly<Record<string, unknown>>> {
    const bytes = await this.storage.read(assistantFiles.prepared, longestFile).catch(() => undefined);
    const value = bytes && parseJson(new TextDecoder().decode(bytes));
    if (!isRecord(value) || value['version'] !== this.version || !isRecord(value['entries'])) return {};
    return value['entries'];
  }
}
