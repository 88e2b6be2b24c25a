import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { codeOf } from '../../common/errorCode';
import { NotPlainError } from '../../common/fileErrors';
import type { OpenedFile } from '../../common/stores/storeFolder';
import { plainFlags } from './plainFile';

/** The number of bytes that are hashed between two turns of the event loop. */
const hashedAtOnce = 1024 * 1024;

/**
 * Opens a plain file to read parts of it; undefined if there is none.
 *
 * @throws NotPlainError
 */
export async function openPlainFile(path: string): Promise<OpenedFile | undefined> {
  const file = await open(path, plainFlags).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw codeOf(error) === 'ELOOP' ? new NotPlainError('link', path) : error;
  });
  if (!file) return undefined;
  const found = await file.stat();
  if (!found.isFile()) {
    await file.close();
    throw new NotPlainError('special', path);
  }
  let isOpen = true;
  const read = (start: number, end: number, into?: Uint8Array): Uint8Array => {
    // Its descriptor may belong to another file by now.
    if (!isOpen) throw new Error(`${path} has been closed.`);
    const wanted = end - start;
    const bytes = into && into.length >= wanted ? into : Buffer.allocUnsafe(wanted);
    const length = readSync(file.fd, bytes, 0, wanted, start);
    return bytes.subarray(0, length);
  };
  return {
    length: found.size,
    read,
    hash: async (start) => {
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(Math.min(hashedAtOnce, found.size));
      for (let at = start; at < found.size; at += hashedAtOnce) {
        hash.update(read(at, Math.min(at + hashedAtOnce, found.size), buffer));
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      return hash.digest();
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      void file.close();
    },
  };
}
