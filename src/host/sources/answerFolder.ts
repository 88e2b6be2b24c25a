import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { answerKey } from '../../core/sources/protocol/answerKey';
import { readImage, replaceFile, sweepTemporaries } from '../storage/atomicFile';
import { ignoreMissing } from '../storage/errorCode';
import type { AnswerStore, DayRecord, ListName } from './answerStore';
import { formatRecord, parseRecord } from './dayRecord';

const RECORD = '.record.json';
/** In milliseconds. */
const ORPHANED_AFTER = 24 * 60 * 60 * 1000;

/** Answers and records as files of one folder, which is made when it is first written to. */
export class AnswerFolder implements AnswerStore {
  constructor(private readonly folder: string) {}

  async records(): Promise<readonly DayRecord[]> {
    const names = await this.#names();
    const records = names.filter((name) => name.endsWith(RECORD)).map((name) => this.#readRecord(name));
    return (await Promise.all(records)).filter((record) => record !== undefined);
  }

  record(list: ListName): Promise<DayRecord | undefined> {
    return this.#readRecord(recordName(list));
  }

  async keep(name: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.#replace(name, bytes);
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return isPlain(name) ? (await readImage(join(this.folder, name)))?.bytes : undefined;
  }

  async commit(record: DayRecord): Promise<void> {
    const before = await this.record(record);
    await this.keep(recordName(record), new TextEncoder().encode(formatRecord(record)));
    const unnamed = before?.parts.filter((part) => isPlain(part) && !record.parts.includes(part)) ?? [];
    await Promise.all(unnamed.map((part) => unlink(join(this.folder, part)).catch(ignoreMissing)));
  }

  /** Removes what fetches that were killed have left: answers of no record that are older than a day. */
  async sweep(now: number): Promise<void> {
    const names = await this.#names();
    if (names.length === 0) return;
    await sweepTemporaries(this.folder, names);
    const named = new Set((await this.records()).flatMap(({ parts }) => parts));
    for (const name of names.filter((name) => isPlain(name) && !name.endsWith(RECORD) && !named.has(name))) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(ignoreMissing);
      if (found && now - found.mtimeMs > ORPHANED_AFTER) await unlink(path).catch(ignoreMissing);
    }
  }

  async #names(): Promise<readonly string[]> {
    return (await readdir(this.folder).catch(ignoreMissing)) ?? [];
  }

  /** One that is damaged on disk counts as none: the day is fetched again. */
  async #readRecord(name: string): Promise<DayRecord | undefined> {
    const bytes = await this.read(name);
    return bytes && parseRecord(new TextDecoder().decode(bytes));
  }

  async #replace(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.folder, name);
    for (;;) {
      const before = await readImage(path);
      if ((await replaceFile(path, bytes, before?.revision)) !== 'changed') return;
    }
  }
}

function recordName({ service, day, query }: ListName): string {
  return answerKey(service, day, query === '' ? 'list' : query) + RECORD;
}

/** A name that leads out of the folder is none. */
function isPlain(name: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]*$/u.test(name);
}
