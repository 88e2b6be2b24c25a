import { readSync } from 'node:fs';
import { ignoreMissing } from '../../common/errorCode';
import type { OpenedFile } from '../../common/stores/storeFolder';
import { openPlain } from './plainFile';

/**
 * Opens a plain file to read parts of it; undefined if there is none.
 *
 * @throws NotPlainError
 */
export async function openPlainFile(path: string): Promise<OpenedFile | undefined> {
  const opened = await openPlain(path).catch(ignoreMissing);
  if (!opened) return undefined;
  const { file, size } = opened;
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
    length: size,
    read,
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      void file.close();
    },
  };
}
