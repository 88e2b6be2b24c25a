import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { hasFields, isCount, isText } from '../../../core/base/guards';
import { codeOf } from '../../common/errorCode';
import { plainFlags } from './plainFile';
import type { Owner } from './processOwner';
import { parseJson } from '../../../core/base/parseJson';

/** In bytes; longer files are not locks. */
const longest = 4096;

/** Who holds a lock. */
export interface Holder extends Owner {
  readonly token: string;
}

/** The file at the path of a lock. */
export interface LockFile {
  /** A file of at most 4 KB; anything else is not opened. */
  readonly isPlain: boolean;
  /** `undefined` if the file does not say. */
  readonly holder: Holder | undefined;
  /** Changes whenever the file is replaced, written or touched. */
  readonly state: string;
}

/**
 * Reads a lock; `undefined` if it does not exist. Symbolic links are not followed and devices not opened. Synchronous, so
 * that nothing of this process can come between the reading and the step that depends on it.
 */
export function readLockFile(path: string): LockFile | undefined {
  try {
    const found = lstatSync(path);
    if (!found.isFile() || found.size > longest) return notPlain(found.ino, found.mtimeMs);
    const file = openSync(path, plainFlags);
    try {
      return readOpened(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    // It became a link since it was looked at.
    if (code === 'ELOOP') return notPlain(0, 0);
    // Windows says so of a file that is just being deleted.
    const isPassing = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code ?? '');
    if (isPassing) return notPlain(0, 0);
    throw error;
  }
}

function readOpened(file: number): LockFile {
  const found = fstatSync(file);
  const { ino, mtimeMs } = found;
  if (!found.isFile()) return notPlain(ino, mtimeMs);
  const bytes = Buffer.alloc(longest + 1);
  const length = readSync(file, bytes, 0, bytes.length, 0);
  if (length > longest) return notPlain(ino, mtimeMs);
  const text = bytes.toString('utf8', 0, length);
  return { isPlain: true, holder: parseHolder(text), state: `${ino} ${mtimeMs} ${text}` };
}

function notPlain(ino: number, mtimeMs: number): LockFile {
  return { isPlain: false, holder: undefined, state: `${ino} ${mtimeMs}` };
}

function parseHolder(text: string): Holder | undefined {
  const value: unknown = parseJson(text);
  if (!hasFields<Holder>(value)) return undefined;
  const { host, pid, token } = value;
  if (!isText(host) || !isCount(pid) || pid === 0 || !isText(token)) return undefined;
  return { host, pid, token };
}
