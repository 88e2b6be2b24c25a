import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { codeOf, ignoreMissing } from '../../common/errorCode';
import { NotPlainError } from '../../common/fileErrors';

/** The smallest size to which a buffer grows, in bytes. */
const smallest = 64 * 1024;
/** Windows has neither of the last two, which count as zero there: the kind of the file is looked at before and after. */
export const plainFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a plain file of at most `maxSize` bytes; undefined if it does not exist. Another program may have put something
 * else in its place: links are not followed, devices and pipes are not opened, and of a file that grows no more than
 * `maxSize` is read.
 * @throws NotPlainError
 */
export async function readPlainFile(path: string, maxSize = Infinity): Promise<Buffer | undefined> {
  const opened = await openPlain(path, maxSize).catch(ignoreMissing);
  if (!opened) return undefined;
  const { file, size } = opened;
  try {
    return await readUpTo(file, size, maxSize, path);
  } finally {
    await file.close();
  }
}

/**
 * Opens a plain file for reading, as {@link readPlainFile} does, and resolves to it and its size in bytes.
 *
 * @throws NotPlainError; ENOENT if it does not exist
 */
export async function openPlain(
  path: string,
  maxSize = Infinity,
): Promise<{ readonly file: FileHandle; readonly size: number }> {
  // Opening some devices has an effect already.
  const found = await lstat(path);
  if (found.isSymbolicLink()) throw new NotPlainError('link', path);
  checkPlain(found, maxSize, path);
  const file = await open(path, plainFlags).catch((error: unknown) => {
    // It became a link after it was looked at.
    throw codeOf(error) === 'ELOOP' ? new NotPlainError('link', path) : error;
  });
  try {
    const opened = await file.stat();
    checkPlain(opened, maxSize, path);
    return { file, size: opened.size };
  } catch (error) {
    await file.close();
    throw error;
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
 * Reads a file whose reported size is `expected` into one buffer of this size. The file may have grown since, and some
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
