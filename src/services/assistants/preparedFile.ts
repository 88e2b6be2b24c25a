import { parseJson } from '../../core/base/parseJson';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { isRecord } from '../../core/base/guards';
import { assistantFiles } from './assistantFiles';

/** In bytes. */
const longestFile = 16 * 1024 * 1024;

/** Which files of digests the server for assistants has prepared: their stamps by their paths. */
export class PreparedFile {
  /** @param version of the extension and of what its index depends on: what another version has prepared does not count */
  constructor(
    private readonly storage: StoreFolder,
    private readonly version: string,
  ) {}

  /** A file that cannot be read counts as empty. */
  async read(): Promise<ReadonlyMap<string, string>> {
    const bytes = await this.storage.read(assistantFiles.prepared, longestFile).catch(() => undefined);
    const value = bytes && parseJson(new TextDecoder().decode(bytes));
    if (!isRecord(value) || value['version'] !== this.version || !isRecord(value['stamps'])) return new Map();
    const stamps = Object.entries(value['stamps']);
    return new Map(stamps.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  }

  async write(stamps: ReadonlyMap<string, string>): Promise<void> {
    const text = JSON.stringify({ version: this.version, stamps: Object.fromEntries(stamps) });
    await this.storage.overwrite(assistantFiles.prepared, new TextEncoder().encode(text));
  }
}
