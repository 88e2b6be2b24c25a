import { gunzip, gzip } from '../../platform/common/gzip';
import { sha256Of } from '../../platform/common/hash';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';

/** In bytes; no HTTP response is longer. A damaged file must not decompress to more. */
const maxLength = 64 * 1024 * 1024;
const pattern = /^[0-9a-f]{32}\.gz$/u;

/** Stores responses about papers byte for byte, compressed, in files named by the hash of their content. */
export class DetailsResponses {
  constructor(private readonly folder: StoreFolder) {}

  /** Stores a response unless it is stored and intact. Resolves to its name. */
  async keep(bytes: Uint8Array): Promise<string> {
    const name = await nameOf(bytes);
    // A damaged file makes `read` throw, and is replaced.
    const stored = await this.read(name).catch(() => undefined);
    if (!stored) await this.folder.overwrite(name, await gzip(bytes));
    return name;
  }

  /**
   * Resolves to undefined if there is no such response.
   *
   * @throws Error if the file is damaged
   */
  async read(name: string): Promise<Uint8Array | undefined> {
    const zipped = pattern.test(name) ? await this.folder.read(name, maxLength) : undefined;
    if (!zipped) return undefined;
    const bytes = await gunzip(zipped, maxLength);
    if ((await nameOf(bytes)) !== name) throw new Error(`${name} is not the response that was stored`);
    return bytes;
  }

  async remove(names: Iterable<string>): Promise<void> {
    for (const name of names) if (pattern.test(name)) await this.folder.remove(name);
  }

  /** Deletes responses that are not among `kept` and older than a day. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    await this.folder.sweep((name) => pattern.test(name) && !kept.has(name));
  }
}

async function nameOf(bytes: Uint8Array): Promise<string> {
  return `${(await sha256Of(bytes)).slice(0, 32)}.gz`;
}
