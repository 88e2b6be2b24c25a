import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { ignoreMissing } from '../../common/errorCode';
import type { OpenedFile } from '../../common/stores/storeFolder';
import { overwriteFile } from './atomicFile';
import { openPlain, readPlainFile } from './plainFile';

/** Added to the name of a file, the name of its check record: in which state the file was last found intact, and when. */
export const checkedEnding = '.checked';
/** The length of a check record, in bytes. */
const longestRecord = 200;
/** In milliseconds. Older check records do not count, because a disk can damage a file that no program has changed. */
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
      // If the record cannot be written, the file is checked again at the next start.
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

/** Returns a text that names the state of a file. It changes when a program changes or replaces the file, even by the same bytes. */
async function stateOf(file: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

/** The check record of a file; `time` in milliseconds since 1970. Undefined if there is none, or it cannot be read. */
async function checkedStateOf(
  path: string,
): Promise<{ readonly time: number; readonly state: string } | undefined> {
  const record = await readPlainFile(path + checkedEnding, longestRecord).catch(() => undefined);
  const [, time, state] = /^(\d+) (.+)$/u.exec(record?.toString() ?? '') ?? [];
  return time === undefined || state === undefined ? undefined : { time: Number(time), state };
}
