import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { codeOf } from '../../common/errorCode';
import { plainFlags } from './plainFile';

/** The values that are compared to see whether a file has changed. */
export interface FileStamp {
  readonly size: number;
  /** Of the last change, in milliseconds since 1970, with fractions. */
  readonly mtime: number;
}

interface StampedBytes extends FileStamp {
  readonly bytes: Buffer;
}

const gone = new Set([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'ELOOP',
  'ENAMETOOLONG',
  'ENXIO',
  'EIO',
  'EISDIR',
]);

/** Undefined if the path is not a plain file of at most `maxSize` bytes, or the file system refuses access. */
export function stampOf(path: string, maxSize: number): FileStamp | undefined {
  try {
    const found = lstatSync(path);
    return found.isFile() && found.size <= maxSize ? { size: found.size, mtime: found.mtimeMs } : undefined;
  } catch (error) {
    if (gone.has(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/** Whether a folder, and no link to one, lies at a path. */
export function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Reads plain files synchronously into one reused buffer. For separate processes, where blocking is harmless. */
export class PlainFileReader {
  readonly #buffer: Buffer;

  /** @param maxSize in bytes; larger files are not read */
  constructor(private readonly maxSize: number) {
    this.#buffer = Buffer.allocUnsafe(maxSize);
  }

  /**
   * The bytes of a file, until the next one is read; undefined if the path is not a plain file, such as a link, or
   * cannot be read.
   */
  read(path: string): Buffer | undefined {
    // Opening some devices has an effect already.
    return stampOf(path, this.maxSize) && this.readStamped(path)?.bytes;
  }

  /** {@link read} of a path that is known to be a plain file, with its stamp. */
  readStamped(path: string): StampedBytes | undefined {
    let file: number | undefined;
    try {
      file = openSync(path, plainFlags);
      const opened = fstatSync(file);
      if (!opened.isFile() || opened.size > this.maxSize) return undefined;
      let size = 0;
      for (;;) {
        const read = readSync(file, this.#buffer, size, opened.size - size, null);
        size += read;
        if (read === 0 || size === opened.size)
          return { size: opened.size, mtime: opened.mtimeMs, bytes: this.#buffer.subarray(0, size) };
      }
    } catch (error) {
      if (gone.has(codeOf(error) ?? '')) return undefined;
      throw error;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }
}
