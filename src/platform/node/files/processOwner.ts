import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from '../../common/errorCode';

/** A file that belongs to one running process, which its name or its content identifies. */
export interface Owner {
  /** Names where the process id counts, in 8 hexadecimal digits. */
  readonly host: string;
  readonly pid: number;
}

/** Hashed, because it goes into names of files in shared folders. */
const host = createHash('sha256').update(processSpace().join('\0')).digest('hex').slice(0, 8);

/** This process. */
export function thisProcess(): Owner {
  return { host, pid: process.pid };
}

/** Whether the owner can be known to be gone: only processes that this one can see are. */
export function isGone(owner: Owner): boolean {
  if (owner.host !== host) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    // EPERM: the process is there and another user's.
    return codeOf(error) === 'ESRCH';
  }
}

/**
 * Distinguishes the machines, boots and containers that share a folder: a process id means something only within one
 * of them, and containers often have one host name. Outside Linux the host name has to do.
 */
function processSpace(): readonly string[] {
  const ofSystem = [
    () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'),
    () => readlinkSync('/proc/self/ns/pid'),
  ];
  return [hostname(), ...(process.platform === 'linux' ? ofSystem.map(orEmpty) : [])];
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    // A system without /proc: the other parts name it less exactly.
    return '';
  }
}

/** Enough that no two processes draw the same. */
export function randomToken(): string {
  return randomBytes(8).toString('hex');
}

const temporary = /^\..+\.([0-9a-f]{8})\.(\d+)\.[0-9a-f]{16}\.tmp$/;

/** A name, beside `name`, that no other process uses; {@link temporaryOwner} recognises it. */
export function temporaryName(name: string): string {
  return `.${name}.${host}.${process.pid}.${randomToken()}.tmp`;
}

/** The process that a temporary file belongs to; `undefined` for any other file. */
export function temporaryOwner(name: string): Owner | undefined {
  const [, owner, pid] = temporary.exec(name) ?? [];
  return owner === undefined ? undefined : { host: owner, pid: Number(pid) };
}
