import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { codeOf } from '../../common/errorCode';
import { NotPlainError } from '../../common/fileErrors';

/** What a buffer grows to at least, in bytes. */
const smallest = 64 * 1024;
/** Windows has neither of the last two, which count as zero there: the kind of the file is looked at before and after. */
export const plainFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a plain file of at most `maxSize` bytes; undefined if there is none. Another program may have put something else in its
 * place: links are not followed, devices and pipes are not opened, and of a file that grows no more than `maxSize` is
 * read.
 * @throws NotPlainError
 */
export async function readPlainFile(path: string, maxSize = Infinity): Promise<Buffer | undefined> {
  try {
    // Opening some devices has an effect already.
    const found = await lstat(path);
    if (found.isSymbolicLink()) throw new NotPlainError('link', path);
    checkPlain(found, maxSize, path);
    return await readOpened(path, maxSize);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    // It became a link after it was looked at.
    if (code === 'ELOOP') throw new NotPlainError('link', path);
    throw error;
  }
}

async function readOpened(path: string, maxSize: number): Promise<Buffer> {
  const file = await open(path, plainFlags);
  try {
    const opened = await file.stat();
    checkPlain(opened, maxSize, path);
    return await readUpTo(file, opened.size, maxSize, path);
  } finally {
    await file.close();
  }
}

function checkPlain(
  found: { isFile(): boolean; readonly size: number },
  maxSize: number,
  path: string,
): void {
  if (!found.isFile()) throw new NotPlainError('special', path);
  if (found.size > maxSize) throw new NotPlainError('too-large', path);
}

/**
 * Reads a file whose size is said to be `expected` into one buffer of this size. The file may have grown since, and some
 * file systems give no size.
 */
async function readUpTo(file: FileHandle, expected: number, maxSize: number, path: string): Promise<Buffer> {
  // Whether there is more is seen by the one byte beyond.
  let buffer = Buffer.allocUnsafe(expected + 1);
  let size = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, size, buffer.length - size);
    if (bytesRead === 0) return buffer.subarray(0, size);
    size += bytesRead;
    if (size > maxSize) throw new NotPlainError('too-large', path);
    if (size === buffer.length) buffer = Buffer.concat([buffer], Math.max(2 * size, smallest));
  }
}
