import type { Disposable } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import { type PaperBatch, toPaperBatchInSteps } from '../../core/library/paperBatch';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import type { ParsedDay } from '../../core/library/parsedDigest';
import type { IsoDay } from '../../core/remote/isoDay';
import type { ParseCache } from '../library/parseCache';
import { systemClock } from '../../platform/common/systemClock';
import type { ResponseReader } from './responseReader';
import type { ResponseStore, DayRecord, ListName } from './responseStore';
import type { DayListClient } from './dayListClient';
import { formatRecord, parseRecord } from './dayRecord';
import { type FetchedDay, fetchDays } from './dayFetcher';
import { readStoredDay, type Runner } from './dayFile';
import { type Message, localizable } from '../../core/base/localization';

export interface FetchedDayLibraryOptions {
  readonly library: Library;
  /** Resolves when the library has the batches that must precede these days. */
  readonly after: () => Promise<unknown>;
  readonly store: ResponseStore;
  /** Caches the parsed responses. */
  readonly parsed: ParseCache;
  readonly run: Runner;
  readonly reader: ResponseReader;
  /** Watches the stored days, which other windows may change. */
  readonly watch: (changed: () => void) => Disposable;
  readonly report: (cause: unknown) => void;
}

/** A day that was fetched. `fresh` are the papers that were new to the library, `added` is their number. */
export type ArrivedDay = FetchedDay & {
  readonly added: number;
  readonly fresh: readonly PaperId[];
  /** No paper of this list was in the library before. */
  readonly isNew: boolean;
};

/** A stored day that can be removed and restored, as often as wanted. */
export interface StoredDay {
  readonly label: string;
  /** Whether the day is removed, is as it was, or was fetched again since. */
  readonly state: () => Promise<'removed' | 'present' | 'changed'>;
  readonly remove: () => Promise<void>;
  /** Restores what was not fetched again since. */
  readonly restore: () => Promise<void>;
}

const PREFIX = 'fetched/';
/** In milliseconds: the delay after which cached days are compared with their records, so that start-up is not slowed. */
const SYNC_AFTER = 2000;

/** Whether the batch of the library with this id is a fetched day. */
export function isFetched(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** Adds the days that were fetched, in this window or another, to the library. */
export class FetchedDayLibrary implements Disposable {
  /** The records of the days in the library, by batch id. */
  readonly #records = new Map<string, DayRecord>();
  #removed: readonly DayRecord[] = [];
  #reading: Promise<void> | undefined;
  #watcher: Disposable | undefined;
  /** Serialises all work on the stored days. */
  readonly #queue = new SerialQueue();
  #fetching = 0;
  /** The folder has changed during a fetch; another window may have written to it too. */
  #changedMeanwhile = false;
  #syncSoon: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: FetchedDayLibraryOptions) {}

  /**
   * Adds the stored days to the library, the first time it is called.
   *
   * @throws the file system's errors; the next call tries again
   */
  ready(): Promise<void> {
    this.#watcher ??= this.options.watch(() => {
      this.#changedMeanwhile = this.#fetching > 0;
      if (!this.#changedMeanwhile) this.sync().catch(this.options.report);
    });
    return (this.#reading ??= this.#begin());
  }

  async #begin(): Promise<void> {
    try {
      await this.#queue.run(() => this.#open());
    } catch (error) {
      this.#reading = undefined;
      throw error;
    }
  }

  /** The reason why a day of the library is not complete: a sentence. Undefined if it is. */
  missing(dayId: string): Message | undefined {
    for (const id of this.options.library.batchesOf(dayId)) {
      const record = this.#records.get(id);
      if (record && !record.whole) return record.reason ?? localizable('Not all of the list came.');
    }
    return undefined;
  }

  /** The records of all days that were fetched, including removed ones, in no order. */
  records(): readonly DayRecord[] {
    return [...this.#records.values(), ...this.#removed];
  }

  /** Removes a fetched day. Resolves to undefined if nothing was fetched of it. */
  async remove(dayId: string): Promise<StoredDay | undefined> {
    await this.ready();
    const { library } = this.options;
    const label = library.day(dayId)?.label ?? dayId;
    const records = library.batchesOf(dayId).flatMap((id) => this.#records.get(id) ?? []);
    if (records.length === 0) return undefined;
    const day = this.#storedDay(label, records);
    await day.remove();
    return day;
  }

  /** The stored result of fetching a day. Undefined if nothing was stored, or the list was removed meanwhile. */
  stored(list: ListName): StoredDay | undefined {
    const record = this.#records.get(batchId(list));
    return record && this.#storedDay(list.day, [record]);
  }

  #storedDay(label: string, records: readonly DayRecord[]): StoredDay {
    const { store } = this.options;
    const responses = new Map<string, Uint8Array>();
    const remove = async (): Promise<void> => {
      for (const part of records.flatMap(({ parts }) => parts)) {
        const bytes = await store.read(part);
        if (bytes) responses.set(part, bytes);
      }
      await this.#commit(records.map(removedRecord));
    };
    const restore = async (): Promise<void> => {
      await this.sync();
      // A day that was fetched again since is newer than the removed one.
      const gone = records.filter((record) => !this.#records.has(batchId(record)));
      for (const part of gone.flatMap(({ parts }) => parts)) {
        const bytes = responses.get(part);
        if (bytes) await store.keep(part, bytes);
      }
      await this.#commit(gone);
    };
    const state: StoredDay['state'] = async () => {
      await this.sync();
      const now = records.map((record) => this.#records.get(batchId(record))?.fetched);
      if (now.every((fetched) => fetched === undefined)) return 'removed';
      return now.every((fetched, index) => fetched === records[index]?.fetched) ? 'present' : 'changed';
    };
    return { label, state, remove, restore };
  }

  /** See {@link fetchDays}; each day is in the library when it is yielded. */
  async *fetch(
    source: DayListClient,
    days: Iterable<IsoDay>,
    options: { readonly signal?: AbortSignal; readonly again?: boolean } = {},
  ): AsyncGenerator<ArrivedDay> {
    await this.ready();
    const { store, reader } = this.options;
    this.#fetching++;
    try {
      for await (const day of fetchDays(source, days, { store, reader, clock: systemClock, ...options })) {
        const { fresh, isNew } = await this.#queue.run(() => this.#take(day));
        yield { ...day, fresh, added: fresh.length, isNew };
      }
    } finally {
      this.#fetching--;
      if (this.#fetching === 0 && this.#changedMeanwhile) {
        this.#changedMeanwhile = false;
        this.sync().catch(this.options.report);
      }
    }
  }

  dispose(): void {
    this.#watcher?.dispose();
    clearTimeout(this.#syncSoon);
  }

  async #take(day: FetchedDay): Promise<Pick<ArrivedDay, 'fresh' | 'isNew'>> {
    const record = await this.options.store.record(day);
    if (!record) return { fresh: [], isNew: false };
    const { library, parsed } = this.options;
    const batch = await this.#batchOf(day, day.days);
    const isNew = !this.#records.has(batch.id);
    this.#records.set(batch.id, record);
    this.#removed = this.#removed.filter((other) => batchId(other) !== batch.id);
    await parsed.put(formatRecord(record), batch);
    const fresh = batch.days
      .flatMap(({ papers }) => papers)
      .filter(({ id, record: { arxivId } }) => {
        const onArxiv = arxivId === undefined ? undefined : library.paperOnArxiv(arxivId);
        return !library.paper(id) && !onArxiv;
      });
    await this.options.run(library.addInSteps(batch));
    return { fresh: fresh.map(({ id }) => library.idOf(id)), isNew };
  }

  /** Updates the library from the stored records. */
  sync(): Promise<void> {
    return this.#queue.run(() => this.#sync());
  }

  /** Adds cached days at once; days that have changed since are updated later. */
  async #open(): Promise<void> {
    const { library, parsed, run, report, after } = this.options;
    const entries = await parsed.entries();
    await after();
    const remembered = [...entries.values()].flatMap(({ stamp, batch }) => {
      const record = parseRecord(stamp);
      return record ? [{ record, batch }] : [];
    });
    if (remembered.length === 0) return this.#sync();
    for (const { record, batch } of remembered) this.#records.set(batch.id, record);
    const inOrder = remembered.toSorted((a, b) => byDay(a.record, b.record));
    await run(library.addInSteps(...inOrder.map(({ batch }) => batch)));
    this.#syncSoon = setTimeout(() => void this.sync().catch(report), SYNC_AFTER);
  }

  async #sync(): Promise<void> {
    const { store, run, reader, library, parsed } = this.options;
    const all = (await store.records()).toSorted(byDay);
    const records = all.filter(({ removed }) => removed !== true);
    const ids = new Set(records.map(batchId));
    const gone = [...this.#records.keys()].filter((id) => !ids.has(id));
    for (const id of gone) this.#records.delete(id);
    this.#removed = all.filter(({ removed }) => removed === true);
    const fresh = records.filter((record) => this.#records.get(batchId(record))?.fetched !== record.fetched);
    const batches: PaperBatch[] = [];
    for (const record of fresh) {
      const id = batchId(record);
      batches.push(
        await parsed.get(id, formatRecord(record), async () => {
          const { days } = await readStoredDay(record, store, reader);
          return this.#batchOf(record, days);
        }),
      );
    }
    await parsed.keepOnly(ids);
    if (gone.length > 0) await run(library.removeInSteps(...gone));
    if (batches.length > 0) await run(library.addInSteps(...batches));
    // A day stays as it was parsed; its record says whether its responses have been damaged since.
    for (const record of records) this.#records.set(batchId(record), record);
  }

  #commit(records: readonly DayRecord[]): Promise<void> {
    return this.#queue.run(async () => {
      for (const record of records) await this.options.store.commit(record);
      await this.#sync();
    });
  }

  #batchOf(list: ListName, days: readonly ParsedDay[]): Promise<PaperBatch> {
    return this.options.run(toPaperBatchInSteps(batchId(list), days));
  }
}

function removedRecord({ service, query, day, fetched }: DayRecord): DayRecord {
  return { service, query, day, fetched, parts: [], whole: true, removed: true };
}

const byDay = (a: DayRecord, b: DayRecord): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);

function batchId({ service, query, day }: ListName): string {
  return `${PREFIX}${service}/${query}/${day}`;
}
