import { readSync } from 'node:fs';
import { ignoreMissing } from '../../common/errorCode';
import type { OpenedFile } from '../../common/stores/storeFolder';
import { openPlain } from './plainFile';

/**
 * Opens a plain file to read parts of it; undefined if it does not exist.
 *
 * @throws NotPlainError
 */
export async function openPlainFile(path: string): Promise<OpenedFile | undefined> {
  const opened = await openPlain(path).catch(ignoreMissing);
  if (!opened) return undefined;
  const { file, size } = opened;
  let isOpen = true;
  const roomFor = (wanted: number, into?: Uint8Array): Uint8Array => {
    // Its descriptor may belong to another file by now.
    if (!isOpen) throw new Error(`${path} has been closed.`);
    return into && into.length >= wanted ? into : Buffer.allocUnsafe(wanted);
  };
  return {
    length: size,
    read: (start, end, into) => {
      const bytes = roomFor(end - start, into);
      return bytes.subarray(0, readSync(file.fd, bytes, 0, end - start, start));
    },
    readLater: async (start, end, into) => {
      const bytes = roomFor(end - start, into);
      const { bytesRead } = await file.read(bytes, 0, end - start, start);
      return bytes.subarray(0, bytesRead);
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      void file.close();
    },
  };
}
