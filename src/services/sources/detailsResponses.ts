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

/** Answers are no longer than what is read of a server; a damaged file must not fill the memory. */
const longest = 64 * 1024 * 1024;
const pattern = /^[0-9a-f]{32}\.gz$/u;

/** Answers about papers as they came, compressed, each once: a folder of files named by their content. */
export class DetailsResponses {
  constructor(private readonly folder: string) {}

  /** Gives the name. An answer that is there and damaged is mended. */
  async keep(bytes: Uint8Array): Promise<string> {
    const name = await nameOf(bytes);
    const kept = await this.read(name).catch(() => undefined);
    if (!kept) await overwriteFile(join(this.folder, name), await promisify(gzip)(bytes));
    return name;
  }

  /** Undefined where there is no such answer. @throws where it is damaged */
  async read(name: string): Promise<Uint8Array | undefined> {
    const zipped = pattern.test(name) ? await readPlainFile(join(this.folder, name), longest) : undefined;
    if (!zipped) return undefined;
    const bytes = await promisify(gunzip)(zipped, { maxOutputLength: longest });
    if ((await nameOf(bytes)) !== name) throw new Error(`${name} is not the answer that was kept`);
    return bytes;
  }

  async remove(names: Iterable<string>): Promise<void> {
    for (const name of names)
      if (pattern.test(name)) await unlink(join(this.folder, name)).catch(ignoreMissing);
  }

  /** Removes what is not among `kept` and older than a day. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    await sweepFolder(this.folder, (name) => pattern.test(name) && !kept.has(name));
  }
}

async function nameOf(bytes: Uint8Array): Promise<string> {
  const hash = await runInTimeSlices(hashing('sha256', bytes));
  return `${hash.toString('hex').slice(0, 32)}.gz`;
}
