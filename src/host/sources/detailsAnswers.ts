import { createHash } from 'node:crypto';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { readImage, replaceFile, sweepTemporaries } from '../storage/atomicFile';
import { ignoreMissing } from '../storage/errorCode';

/** Answers are no longer than what is read of a server; a damaged file must not fill the memory. */
const longest = 64 * 1024 * 1024;
/** In milliseconds: another window may have kept an answer and not yet logged what it says. */
const orphanedAfter = 24 * 60 * 60 * 1000;
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
    const names = (await readdir(this.folder).catch(ignoreMissing)) ?? [];
    if (names.length > 0) await sweepTemporaries(this.folder, names);
    for (const name of names.filter((name) => pattern.test(name) && !kept.has(name))) {
      const found = await stat(join(this.folder, name)).catch(ignoreMissing);
      if (found && now - found.mtimeMs > orphanedAfter) await this.remove([name]);
    }
  }
}
