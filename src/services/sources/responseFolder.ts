import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { responseKey } from '../../core/remote/responseKey';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { overwriteFile } from '../../platform/node/files/atomicFile';
import { readPlainFile } from '../../platform/node/files/plainFile';
import { ignoreMissing } from '../../platform/node/files/errorCode';
import { hashing } from '../../platform/node/files/hashing';
import { sweepFolder } from '../../platform/node/files/sweepFolder';
import type { ResponseStore, AnswerSum, DayRecord, ListName } from './responseStore';
import { formatRecord, parseRecord } from './dayRecord';

const RECORD = '.record.json';
const DAMAGED = 'What was stored of this day is damaged. Fetch it again.';

/** Answers and records as files of one folder, which is made when it is first written to. */
export class ResponseFolder implements ResponseStore {
  /** Sums of answers that no record names yet. */
  readonly #kept = new Map<string, AnswerSum>();
  #isSwept = false;

  constructor(private readonly folder: string) {}

  async records(): Promise<readonly DayRecord[]> {
    // Once, as nobody else does.
    if (!this.#isSwept) await this.sweep();
    this.#isSwept = true;
    return this.#allRecords();
  }

  record(list: ListName): Promise<DayRecord | undefined> {
    return this.#readRecord(recordName(list));
  }

  async keep(name: string, bytes: Uint8Array): Promise<void> {
    this.#kept.set(name, await sumOf(bytes));
    await overwriteFile(join(this.folder, name), bytes);
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return isPlain(name) ? readPlainFile(join(this.folder, name)) : undefined;
  }

  async commit(record: DayRecord): Promise<void> {
    const before = await this.#stored(recordName(record));
    const sums = await this.#sums(record.parts, { ...before?.sums, ...record.sums });
    const text = formatRecord({ ...record, sums });
    await overwriteFile(join(this.folder, recordName(record)), new TextEncoder().encode(text));
    for (const part of record.parts) this.#kept.delete(part);
    const unnamed = before?.parts.filter((part) => isPlain(part) && !record.parts.includes(part)) ?? [];
    await Promise.all(unnamed.map((part) => unlink(join(this.folder, part)).catch(ignoreMissing)));
  }

  /**
   * Removes what fetches that were killed have left: answers of no record that are older than a day. `now` as
   * {@link sweepFolder} takes it.
   */
  async sweep(now?: number): Promise<void> {
    const named = new Set((await this.#allRecords()).flatMap(({ parts }) => parts));
    await sweepFolder(
      this.folder,
      (name) => isPlain(name) && !name.endsWith(RECORD) && !named.has(name),
      now,
    );
  }

  async #allRecords(): Promise<readonly DayRecord[]> {
    const names = (await readdir(this.folder).catch(ignoreMissing)) ?? [];
    const records = names.filter((name) => name.endsWith(RECORD)).map((name) => this.#readRecord(name));
    return (await Promise.all(records)).filter((record) => record !== undefined);
  }

  async #readRecord(name: string): Promise<DayRecord | undefined> {
    const record = await this.#stored(name);
    const isDamaged = record && !(await this.#hasAnswers(record));
    return isDamaged === true ? { ...record, whole: false, reason: DAMAGED } : record;
  }

  /** One that is damaged on disk counts as none: the day is fetched again. */
  async #stored(name: string): Promise<DayRecord | undefined> {
    const bytes = await this.read(name);
    return bytes && parseRecord(new TextDecoder().decode(bytes));
  }

  /** By their lengths: their hashes are compared when they are read. */
  async #hasAnswers({ parts, sums }: DayRecord): Promise<boolean> {
    const found = parts.map(async (part) => {
      const file = isPlain(part) ? await stat(join(this.folder, part)).catch(ignoreMissing) : undefined;
      const length = sums?.[part]?.length ?? file?.size;
      return length !== undefined && file?.size === length;
    });
    return (await Promise.all(found)).every(Boolean);
  }

  /** Those that were known stay: what is on disk by now may be damaged. */
  async #sums(
    parts: readonly string[],
    known: NonNullable<DayRecord['sums']>,
  ): Promise<Record<string, AnswerSum>> {
    const sums: Record<string, AnswerSum> = {};
    for (const part of parts.filter(isPlain)) {
      const sum = this.#kept.get(part) ?? known[part] ?? (await this.#sumOnDisk(part));
      if (sum) sums[part] = sum;
    }
    return sums;
  }

  async #sumOnDisk(part: string): Promise<AnswerSum | undefined> {
    const bytes = await readPlainFile(join(this.folder, part));
    return bytes && sumOf(bytes);
  }
}

async function sumOf(bytes: Uint8Array): Promise<AnswerSum> {
  const hash = await runInTimeSlices(hashing('sha256', bytes));
  return { length: bytes.length, sha256: hash.toString('hex') };
}

function recordName({ service, day, query }: ListName): string {
  return responseKey(service, day, query === '' ? 'list' : query) + RECORD;
}

/** A name that leads out of the folder is none. */
function isPlain(name: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]*$/u.test(name);
}
