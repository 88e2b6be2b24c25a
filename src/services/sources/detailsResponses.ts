import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { overwriteFile } from '../../platform/node/files/atomicFile';
import { readPlainFile } from '../../platform/node/files/plainFile';
import { ignoreMissing } from '../../platform/node/files/errorCode';
import { hashing } from '../../platform/node/files/hashing';
import { sweepFolder } from '../../platform/node/files/sweepFolder';

/** In bytes; no HTTP response is longer. A damaged file must not decompress to more. */
const maxLength = 64 * 1024 * 1024;
const pattern = /^[0-9a-f]{32}\.gz$/u;

/** Stores responses about papers byte for byte, compressed, in files named by the hash of their content. */
export class DetailsResponses {
  constructor(private readonly folder: string) {}

  /** Stores a response unless it is stored and intact. Resolves to its name. */
  async keep(bytes: Uint8Array): Promise<string> {
    const name = await nameOf(bytes);
    // A damaged file makes `read` throw, and is replaced.
    const stored = await this.read(name).catch(() => undefined);
    if (!stored) await overwriteFile(join(this.folder, name), await promisify(gzip)(bytes));
    return name;
  }

  /**
   * Resolves to undefined if there is no such response.
   *
   * @throws Error if the file is damaged
   */
  async read(name: string): Promise<Uint8Array | undefined> {
    const zipped = pattern.test(name) ? await readPlainFile(join(this.folder, name), maxLength) : undefined;
    if (!zipped) return undefined;
    const bytes = await promisify(gunzip)(zipped, { maxOutputLength: maxLength });
    if ((await nameOf(bytes)) !== name) throw new Error(`${name} is not the response that was stored`);
    return bytes;
  }

  async remove(names: Iterable<string>): Promise<void> {
    for (const name of names)
      if (pattern.test(name)) await unlink(join(this.folder, name)).catch(ignoreMissing);
  }

  /** Deletes responses that are not among `kept` and older than a day. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    await sweepFolder(this.folder, (name) => pattern.test(name) && !kept.has(name));
  }
}

async function nameOf(bytes: Uint8Array): Promise<string> {
  const hash = await runInTimeSlices(hashing('sha256', bytes));
  return `${hash.toString('hex').slice(0, 32)}.gz`;
}
