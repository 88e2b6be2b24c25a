import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { ignoreMissing } from '../../common/errorCode';
import type { OpenedFile } from '../../common/stores/storeFolder';
import { overwriteFile } from './atomicFile';
import { openPlain, readPlainFile } from './plainFile';

/** The ending of a file beside an opened one: it names the state of that file that was last found intact, and when. */
export const checkedEnding = '.checked';
/** Of such a file, in bytes. */
const longestRecord = 200;
/** In milliseconds. After this time a file is checked again: a disk may lose what nobody has changed. */
const believedFor = 7 * 24 * 60 * 60 * 1000;

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
      const state = await stateOf(file);
      const checked = await checkedStateOf(path);
      if (checked?.state === state && Math.abs(now() - checked.time) < believedFor) return true;
      if (!(await check())) return false;
      // If it is not stored, the next start checks the file again.
      await overwriteFile(path + checkedEnding, Buffer.from(`${now()} ${state}`)).catch(() => undefined);
      return true;
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      void file.close();
    },
  };
}

/** Differs once a program has changed or replaced the file, also by a copy of itself. */
async function stateOf(file: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/** The state of a file that was last found intact, and when, in milliseconds since 1970. */
async function checkedStateOf(
  path: string,
): Promise<{ readonly time: number; readonly state: string } | undefined> {
  const record = await readPlainFile(path + checkedEnding, longestRecord).catch(() => undefined);
  const [, time, state] = /^(\d+) (.+)$/u.exec(record?.toString() ?? '') ?? [];
  return time === undefined || state === undefined ? undefined : { time: Number(time), state };
}
