import { sha256Hex } from '../../platform/common/hash';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { isRecord } from '../../core/base/guards';
import { parseJson } from '../../core/base/parseJson';

const fileName = 'device.json';
/** In bytes. */
const longestFile = 4096;

/**
 * The name of this device in files: random, kept in global storage, shared by all windows. A copy of the storage on another
 * machine gets a new name, so that two machines never write the same file.
 */
export class DeviceId {
  #id = '';

  /** `machine` identifies the machine. */
  constructor(
    private readonly folder: StoreFolder,
    private readonly machine: string,
  ) {}

  /** Identifies the machine in files; empty if it has no name. */
  get machineHash(): string {
    return this.machine === '' ? '' : hashOfMachine(this.machine);
  }

  /** Empty before {@link load}. */
  get id(): string {
    return this.#id;
  }

  /** Reads the name, or creates one. */
  async load(): Promise<string> {
    const machine = hashOfMachine(this.machine);
    this.#id = await this.folder.exclusively(fileName, async () => {
      const stored = parse(await this.folder.read(fileName, longestFile));
      if (stored?.machine === machine) return stored.id;
      const id = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
      const text = JSON.stringify({ version: 1, id, machine });
      await this.folder.overwrite(fileName, new TextEncoder().encode(text));
      return id;
    });
    return this.#id;
  }
}

function hashOfMachine(machine: string): string {
  return sha256Hex(machine).slice(0, 16);
}

function parse(bytes: Uint8Array | undefined): { readonly id: string; readonly machine: string } | undefined {
  const value: unknown = bytes && parseJson(new TextDecoder().decode(bytes));
  if (!isRecord(value)) return undefined;
  const { id, machine } = value;
  const isId = typeof id === 'string' && /^[0-9a-f]{16}$/u.test(id);
  return isId && typeof machine === 'string' ? { id, machine } : undefined;
}
