import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { ignoreMissing } from '../../common/errorCode';
import type { OpenedFile } from '../../common/stores/storeFolder';
import { overwriteFile } from './atomicFile';
import { openPlain, readPlainFile } from './plainFile';

/** The ending of a file beside an opened one: it names the state of that file that was last found intact. */
export const checkedEnding = '.checked';
/** Of such a file, in bytes. */
const longestState = 200;
/** In milliseconds. The clock of a file system may tick so rarely that two changes have the same time. */
const clockTick = 2000;

/**
 * Opens a plain file to read parts of it; undefined if it does not exist.
 *
 * @param now in milliseconds since 1970
 * @throws NotPlainError
 */
export async function openPlainFile(
  path: string,
  now: () => number = Date.now,
): Promise<OpenedFile | undefined> {
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
    isIntact: async (check) => {
      const { name, changed } = await stateOf(file);
      if (await isChecked(path, name)) return true;
      if (!(await check())) return false;
      // If it is not stored, the next start checks the file again.
      if (now() - changed > clockTick)
        await overwriteFile(path + checkedEnding, Buffer.from(name)).catch(() => undefined);
      return true;
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      void file.close();
    },
  };
}

/** A name that differs once the file is changed or replaced, also by a copy of itself; and when that was last, as by `Date.now`. */
async function stateOf(file: FileHandle): Promise<{ readonly name: string; readonly changed: number }> {
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await file.stat({ bigint: true });
  return { name: [dev, ino, size, mtimeNs, ctimeNs].join(' '), changed: Number(ctimeMs) };
}

async function isChecked(path: string, state: string): Promise<boolean> {
  try {
    const checked = await readPlainFile(path + checkedEnding, longestState);
    return checked?.toString() === state;
  } catch {
    return false;
  }
}
