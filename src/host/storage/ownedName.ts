import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { codeOf } from './errorCode';

/** A file that belongs to one running process, told by its name or its content. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
}

/** This process. The host's name is hashed: it goes into names of files in shared folders. */
export function thisProcess(): Owner {
  return { host: createHash('sha256').update(hostname()).digest('hex').slice(0, 8), pid: process.pid };
}

/** Whether the owner can be known to be gone: only processes of this host can. */
export function isGone({ host, pid }: Owner): boolean {
  if (host !== thisProcess().host) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: the process is there and another user's.
    return codeOf(error) === 'ESRCH';
  }
}

/** Enough that no two processes draw the same. */
export function randomToken(): string {
  return randomBytes(8).toString('hex');
}

const temporary = /^\..+\.([0-9a-f]{8})\.(\d+)\.[0-9a-f]{16}\.tmp$/;

/** A name, beside `name`, that nobody else uses; {@link temporaryOwner} knows it again. */
export function temporaryName(name: string): string {
  const { host, pid } = thisProcess();
  return `.${name}.${host}.${pid}.${randomToken()}.tmp`;
}

/** The process that a temporary file belongs to; `undefined` for any other file. */
export function temporaryOwner(name: string): Owner | undefined {
  const [, host, pid] = temporary.exec(name) ?? [];
  return host === undefined ? undefined : { host, pid: Number(pid) };
}
