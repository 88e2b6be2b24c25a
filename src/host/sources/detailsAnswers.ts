import { createHash } from 'node:crypto';
import { mkdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { readImage, replaceFile } from '../storage/atomicFile';
import { ignoreMissing } from '../storage/errorCode';
import { sweepFolder } from '../storage/sweepFolder';

/** Answers are no longer than what is read of a server; a damaged file must not fill the memory. */
const longest = 64 * 1024 * 1024;
const pattern = /^[0-9a-f]{32}\.gz$/u;

/** Answers about papers as they came, compressed, each once: a folder of files named by their content. */
export class DetailsAnswers {
  constructor(private readonly folder: string) {}

  /** Gives the name. */
  async keep(bytes: Uint8Array): Promise<string> {
    const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.gz`;
    await mkdir(this.folder, { recursive: true });
    // Where the file is there, it is this answer.
    await replaceFile(join(this.folder, name), await promisify(gzip)(bytes), undefined);
    return name;
  }

  /** Undefined where there is no such answer. @throws where it is damaged */
  async read(name: string): Promise<Uint8Array | undefined> {
    const image = pattern.test(name) ? await readImage(join(this.folder, name)) : undefined;
    return image && promisify(gunzip)(image.bytes, { maxOutputLength: longest });
  }

  async remove(names: Iterable<string>): Promise<void> {
    for (const name of names)
      if (pattern.test(name)) await unlink(join(this.folder, name)).catch(ignoreMissing);
  }

  /** Removes what is not among `kept` and older than a day. `now` in milliseconds since 1970. */
  async sweep(kept: ReadonlySet<string>, now: number): Promise<void> {
    await sweepFolder(this.folder, now, (name) => pattern.test(name) && !kept.has(name));
  }
}
