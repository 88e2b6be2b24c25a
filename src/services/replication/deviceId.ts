import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { overwriteFile } from '../../platform/node/files/atomicFile';
import { withFileLock } from '../../platform/node/files/fileLock';
import { readPlainFile } from '../../platform/node/files/plainFile';
import { mkdir } from 'node:fs/promises';
import { isRecord } from '../../protocol/guards';

/** In bytes. */
const longestFile = 4096;

/**
 * The name under which this device writes: random, kept in global storage, shared by all windows. A copy of the storage on
 * another machine gets another one, so that no two machines write one file.
 */
export class DeviceId {
  #id = '';

  /** `machine` tells machines apart. */
  constructor(
    private readonly folder: string,
    private readonly machine = machineName(),
  ) {}

  /** Empty before {@link load}. */
  get id(): string {
    return this.#id;
  }

  /** Reads the name, or chooses one. */
  async load(): Promise<string> {
    const path = join(this.folder, 'device.json');
    await mkdir(this.folder, { recursive: true });
    this.#id = await withFileLock(path, async () => {
      const stored = parse(await readPlainFile(path, longestFile));
      if (stored && stored.machine === this.machine) return stored.id;
      const id = randomBytes(8).toString('hex');
      await overwriteFile(path, Buffer.from(JSON.stringify({ version: 1, id, machine: this.machine })));
      return id;
    });
    return this.#id;
  }
}

function parse(bytes: Uint8Array | undefined): { readonly id: string; readonly machine: string } | undefined {
  try {
    const value: unknown = bytes && JSON.parse(Buffer.from(bytes).toString());
    if (!isRecord(value)) return undefined;
    const { id, machine } = value;
    return typeof id === 'string' && /^[0-9a-f]{16}$/u.test(id) && typeof machine === 'string'
      ? { id, machine }
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // Damaged on disk.
    throw error;
  }
}

/** Containers have names of their own, and what was copied to another Linux has another id. Names of laptops change. */
function machineName(): string {
  if (process.platform !== 'linux') return '';
  try {
    return `${hostname()} ${readFileSync('/etc/machine-id', 'utf8').trim()}`;
  } catch {
    // Small containers have none.
    return hostname();
  }
}
