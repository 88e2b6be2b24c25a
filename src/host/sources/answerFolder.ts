import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { answerKey } from '../../core/sources/protocol/answerKey';
import { overwriteFile, readImage } from '../storage/atomicFile';
import { ignoreMissing } from '../storage/errorCode';
import { sweepFolder } from '../storage/sweepFolder';
import type { AnswerStore, DayRecord, ListName } from './answerStore';
import { formatRecord, parseRecord } from './dayRecord';

const RECORD = '.record.json';

/** Answers and records as files of one folder, which is made when it is first written to. */
export class AnswerFolder implements AnswerStore {
  constructor(private readonly folder: string) {}

  async records(): Promise<readonly DayRecord[]> {
    const names = (await readdir(this.folder).catch(ignoreMissing)) ?? [];
    const records = names.filter((name) => name.endsWith(RECORD)).map((name) => this.#readRecord(name));
    return (await Promise.all(records)).filter((record) => record !== undefined);
  }

  record(list: ListName): Promise<DayRecord | undefined> {
    return this.#readRecord(recordName(list));
  }

  async keep(name: string, bytes: Uint8Array): Promise<void> {
    await overwriteFile(join(this.folder, name), bytes);
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
    const named = new Set((await this.records()).flatMap(({ parts }) => parts));
    await sweepFolder(
      this.folder,
      now,
      (name) => isPlain(name) && !name.endsWith(RECORD) && !named.has(name),
    );
  }

  /** One that is damaged on disk counts as none: the day is fetched again. */
  async #readRecord(name: string): Promise<DayRecord | undefined> {
    const bytes = await this.read(name);
    return bytes && parseRecord(new TextDecoder().decode(bytes));
  }
}

function recordName({ service, day, query }: ListName): string {
  return answerKey(service, day, query === '' ? 'list' : query) + RECORD;
}

/** A name that leads out of the folder is none. */
function isPlain(name: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]*$/u.test(name);
}
