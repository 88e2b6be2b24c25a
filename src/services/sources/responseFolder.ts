import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { responseKey } from '../../core/remote/responseKey';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { overwriteFile } from '../../platform/node/files/atomicFile';
import { readPlainFile } from '../../platform/node/files/plainFile';
import { ignoreMissing } from '../../platform/node/files/errorCode';
import { hashing } from '../../platform/node/files/hashing';
import { sweepFolder } from '../../platform/node/files/sweepFolder';
import type { ResponseStore, ResponseChecksum, DayRecord, ListName } from './responseStore';
import { formatRecord, parseRecord } from './dayRecord';

const recordSuffix = '.record.json';
/** The reason why a day is not complete whose responses were damaged on disk. */
export const damagedReason = 'What was stored of this day is damaged. Fetch it again.';

/** Stores responses and records as files of one folder, which is created by the first write. */
export class ResponseFolder implements ResponseStore {
  /** Checksums of responses that no record names yet. */
  readonly #checksums = new Map<string, ResponseChecksum>();
  #isSwept = false;

  constructor(private readonly folder: string) {}

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
    await overwriteFile(join(this.folder, name), bytes);
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return isFileName(name) ? readPlainFile(join(this.folder, name)) : undefined;
  }

  async commit(record: DayRecord): Promise<void> {
    const before = await this.#stored(recordName(record));
    const sums = await this.#checksumsOf(record.parts, { ...before?.sums, ...record.sums });
    const text = formatRecord({ ...record, sums });
    await overwriteFile(join(this.folder, recordName(record)), new TextEncoder().encode(text));
    for (const part of record.parts) this.#checksums.delete(part);
    const unnamed = before?.parts.filter((part) => isFileName(part) && !record.parts.includes(part)) ?? [];
    await Promise.all(unnamed.map((part) => unlink(join(this.folder, part)).catch(ignoreMissing)));
  }

  /**
   * Deletes what killed fetches left: responses that no record names and that are older than a day.
   *
   * @param now see {@link sweepFolder}
   */
  async sweep(now?: number): Promise<void> {
    const named = new Set((await this.#allRecords()).flatMap(({ parts }) => parts));
    await sweepFolder(
      this.folder,
      (name) => isFileName(name) && !name.endsWith(recordSuffix) && !named.has(name),
      now,
    );
  }

  async #allRecords(): Promise<readonly DayRecord[]> {
    const names = (await readdir(this.folder).catch(ignoreMissing)) ?? [];
    const records = names.filter((name) => name.endsWith(recordSuffix)).map((name) => this.#readRecord(name));
    return (await Promise.all(records)).filter((record) => record !== undefined);
  }

  async #readRecord(name: string): Promise<DayRecord | undefined> {
    const record = await this.#stored(name);
    const isDamaged = record && !(await this.#hasResponses(record));
    return isDamaged === true ? { ...record, whole: false, reason: damagedReason } : record;
  }

  /** Returns undefined for a damaged record, so that the day is fetched again. */
  async #stored(name: string): Promise<DayRecord | undefined> {
    const bytes = await this.read(name);
    return bytes && parseRecord(new TextDecoder().decode(bytes));
  }

  /** Compares lengths only; hashes are compared when the responses are read. */
  async #hasResponses({ parts, sums }: DayRecord): Promise<boolean> {
    const found = parts.map(async (part) => {
      const file = isFileName(part) ? await stat(join(this.folder, part)).catch(ignoreMissing) : undefined;
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
    const bytes = await readPlainFile(join(this.folder, part));
    return bytes && checksumOf(bytes);
  }
}

async function checksumOf(bytes: Uint8Array): Promise<ResponseChecksum> {
  const hash = await runInTimeSlices(hashing('sha256', bytes));
  return { length: bytes.length, sha256: hash.toString('hex') };
}

function recordName({ service, day, query }: ListName): string {
  return responseKey(service, day, query === '' ? 'list' : query) + recordSuffix;
}

/** Whether a response may be stored under a name of another device. */
export function isResponseName(name: string): boolean {
  return isFileName(name) && !name.endsWith(recordSuffix);
}

/** Excludes names that are paths: a record is a file that anything may have written. */
function isFileName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]*$/u.test(name);
}
