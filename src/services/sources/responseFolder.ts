import { responseKey } from '../../core/remote/responseKey';
import { sha256Of } from '../../platform/common/hash';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import type { ResponseStore, ResponseChecksum, DayRecord, ListName } from './responseStore';
import { formatRecord, parseRecord } from './dayRecord';
import { localizable } from '../../core/base/localization';

const recordSuffix = '.record.json';
/** The reason why a day is not complete whose responses were damaged on disk. */
const damagedReason = localizable('What was stored of this day is damaged. Fetch it again.');

/** Stores responses and records as files of one folder, which is created by the first write. */
export class ResponseFolder implements ResponseStore {
  /** Checksums of responses that no record names yet. */
  readonly #checksums = new Map<string, ResponseChecksum>();
  #isSwept = false;

  constructor(private readonly folder: StoreFolder) {}

  async records(): Promise<readonly DayRecord[]> {
    // Files that killed processes left are removed once for each window.
    if (!this.#isSwept) await this.sweep();
    this.#isSwept = true;
    return this.#allRecords();
  }

  record(list: ListName): Promise<DayRecord | undefined> {
    return this.#readRecord(recordName(list));
  }

  async keep(name: string, bytes: Uint8Array): Promise<void> {
    this.#checksums.set(name, await checksumOf(bytes));
    await this.folder.overwrite(name, bytes);
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return isFileName(name) ? this.folder.read(name) : undefined;
  }

  async commit(record: DayRecord): Promise<void> {
    const before = await this.#stored(recordName(record));
    const sums = await this.#checksumsOf(record.parts, { ...before?.sums, ...record.sums });
    const text = formatRecord({ ...record, sums });
    await this.folder.overwrite(recordName(record), new TextEncoder().encode(text));
    for (const part of record.parts) this.#checksums.delete(part);
    const unnamed = before?.parts.filter((part) => isFileName(part) && !record.parts.includes(part)) ?? [];
    await Promise.all(unnamed.map((part) => this.folder.remove(part)));
  }

  /**
   * Deletes what killed fetches left: responses that no record names and that are older than a day.
   *
   * @param now see {@link StoreFolder.sweep}
   */
  async sweep(now?: number): Promise<void> {
    const named = new Set((await this.#allRecords()).flatMap(({ parts }) => parts));
    await this.folder.sweep(
      (name) => isFileName(name) && !name.endsWith(recordSuffix) && !named.has(name),
      now,
    );
  }

  async #allRecords(): Promise<readonly DayRecord[]> {
    const names = await this.folder.names();
    const records = names.filter((name) => name.endsWith(recordSuffix)).map((name) => this.#readRecord(name));
    return (await Promise.all(records)).filter((record) => record !== undefined);
  }

  async #readRecord(name: string): Promise<DayRecord | undefined> {
    const record = await this.#stored(name);
    const isIncomplete = record && !(await this.#hasResponses(record));
    return isIncomplete === true ? { ...record, whole: false, reason: damagedReason } : record;
  }

  /** Returns undefined for a damaged record, so that the day is fetched again. */
  async #stored(name: string): Promise<DayRecord | undefined> {
    const bytes = await this.read(name);
    return bytes && parseRecord(new TextDecoder().decode(bytes));
  }

  /** Compares lengths only; hashes are compared when the responses are read. */
  async #hasResponses({ parts, sums }: DayRecord): Promise<boolean> {
    const found = parts.map(async (part) => {
      const file = isFileName(part) ? await this.folder.stat(part) : undefined;
      const length = sums?.[part]?.length ?? file?.size;
      return length !== undefined && file?.size === length;
    });
    return (await Promise.all(found)).every(Boolean);
  }

  /** Existing checksums are kept rather than computed from the files, which may be damaged. */
  async #checksumsOf(
    parts: readonly string[],
    existing: NonNullable<DayRecord['sums']>,
  ): Promise<Record<string, ResponseChecksum>> {
    const sums: Record<string, ResponseChecksum> = {};
    for (const part of parts.filter(isFileName)) {
      const sum = this.#checksums.get(part) ?? existing[part] ?? (await this.#checksumOnDisk(part));
      if (sum) sums[part] = sum;
    }
    return sums;
  }

  async #checksumOnDisk(part: string): Promise<ResponseChecksum | undefined> {
    const bytes = await this.folder.read(part);
    return bytes && checksumOf(bytes);
  }
}

async function checksumOf(bytes: Uint8Array): Promise<ResponseChecksum> {
  return { length: bytes.length, sha256: await sha256Of(bytes) };
}

function recordName({ service, day, query }: ListName): string {
  return responseKey(service, day, query === '' ? 'list' : query) + recordSuffix;
}

/** Whether responses of a day are missing or damaged on disk. */
export function isDamaged({ reason }: DayRecord): boolean {
  return reason === damagedReason;
}

/** Whether a response may be stored under a name of another device. */
export function isResponseName(name: string): boolean {
  return isFileName(name) && !name.endsWith(recordSuffix);
}

/** Excludes names that are paths: a record is a file that anything may have written. */
function isFileName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]*$/u.test(name);
}
