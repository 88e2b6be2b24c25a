import type { Disposable } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import { type PaperBatch, toPaperBatchInSteps } from '../../core/library/paperBatch';
import type { Library } from '../../core/library/library';
import type { PaperId } from '../../core/library/paper';
import type { ParsedDay } from '../../core/library/parsedDigest';
import type { IsoDay } from '../../core/remote/isoDay';
import type { ParseCache } from '../library/parseCache';
import { systemClock } from '../../platform/node/systemClock';
import type { ResponseStore, DayRecord, ListName } from './responseStore';
import type { DayListClient } from './dayListClient';
import { formatRecord, parseRecord } from './dayRecord';
import { type FetchedDay, fetchDays } from './dayFetcher';
import { readStoredDay, type Runner } from './dayFile';

export interface FetchedDayLibraryOptions {
  readonly library: Library;
  /** Resolves when the library has what comes before these days. */
  readonly after: () => Promise<unknown>;
  readonly store: ResponseStore;
  /** Remembers what was read out of the answers. */
  readonly parsed: ParseCache;
  readonly run: Runner;
  /** Tells when the stored days may have changed, as another window fetches too. */
  readonly watch: (changed: () => void) => Disposable;
  readonly report: (cause: unknown) => void;
}

/** A day that came, and those of its papers that the library had not known. */
export type ArrivedDay = FetchedDay & { readonly added: number; readonly fresh: readonly PaperId[] };

/** A day that was taken out, and how to put it back. */
export interface RemovedDay {
  readonly label: string;
  readonly restore: () => Promise<void>;
}

const PREFIX = 'fetched/';
/** Looking at the record of each day may wait until VS Code has started; in milliseconds. */
const SYNC_AFTER = 2000;

/** Whether a contribution of the library is one of these days. */
export function isFetched(contribution: string): boolean {
  return contribution.startsWith(PREFIX);
}

/** The days that were fetched, here or in another window, as part of the library. */
export class FetchedDayLibrary implements Disposable {
  /** The records whose days the library has, by contribution. */
  readonly #known = new Map<string, DayRecord>();
  #removed: readonly DayRecord[] = [];
  #reading: Promise<void> | undefined;
  #watcher: Disposable | undefined;
  /** Serialises all work on the stored days. */
  readonly #queue = new SerialQueue();
  #fetching = 0;
  /** The folder has changed during a fetch, perhaps not by it alone. */
  #changedMeanwhile = false;
  #syncSoon: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: FetchedDayLibraryOptions) {}

  /** Reads what is stored, the first time it is called. */
  ready(): Promise<void> {
    this.#watcher ??= this.deps.watch(() => {
      this.#changedMeanwhile = this.#fetching > 0;
      if (!this.#changedMeanwhile) this.sync().catch(this.deps.report);
    });
    return (this.#reading ??= this.#begin());
  }

  /** If it fails, the next call tries again. */
  async #begin(): Promise<void> {
    try {
      await this.#queue.run(() => this.#open());
    } catch (error) {
      this.#reading = undefined;
      throw error;
    }
  }

  /** Why a day of the library is not all of its list; undefined where it is. */
  missing(dayId: string): string | undefined {
    for (const id of this.deps.library.batchesOf(dayId)) {
      const record = this.#known.get(id);
      if (record && !record.whole) return record.reason ?? 'Not all of the list came.';
    }
    return undefined;
  }

  /** The records of all days that were fetched, in no order, and of those that were taken out again. */
  records(): readonly DayRecord[] {
    return [...this.#known.values(), ...this.#removed];
  }

  /** Takes out what was fetched of a day; what it gives puts it back. Undefined where nothing was. */
  async remove(dayId: string): Promise<RemovedDay | undefined> {
    await this.ready();
    const { store, library } = this.deps;
    const label = library.day(dayId)?.label ?? dayId;
    const records = library.batchesOf(dayId).flatMap((id) => this.#known.get(id) ?? []);
    if (records.length === 0) return undefined;
    const answers = new Map<string, Uint8Array>();
    for (const part of records.flatMap(({ parts }) => parts)) {
      const bytes = await store.read(part);
      if (bytes) answers.set(part, bytes);
    }
    await this.#commit(records.map(removedRecord));
    const restore = async (): Promise<void> => {
      await this.sync();
      // One that was fetched again since is newer than what was removed.
      const gone = records.filter((record) => !this.#known.has(contributionId(record)));
      for (const part of gone.flatMap(({ parts }) => parts)) {
        const bytes = answers.get(part);
        if (bytes) await store.keep(part, bytes);
      }
      await this.#commit(gone);
    };
    return { label, restore };
  }

  /** See {@link fetchDays}; each day is in the library when it is given. */
  async *fetch(
    source: DayListClient,
    days: Iterable<IsoDay>,
    options: { readonly signal?: AbortSignal; readonly again?: boolean } = {},
  ): AsyncGenerator<ArrivedDay> {
    await this.ready();
    const { store, run } = this.deps;
    this.#fetching++;
    try {
      for await (const day of fetchDays(source, days, { store, run, clock: systemClock, ...options })) {
        const fresh = await this.#queue.run(() => this.#take(day));
        yield { ...day, fresh, added: fresh.length };
      }
    } finally {
      this.#fetching--;
      if (this.#fetching === 0 && this.#changedMeanwhile) {
        this.#changedMeanwhile = false;
        this.sync().catch(this.deps.report);
      }
    }
  }

  dispose(): void {
    this.#watcher?.dispose();
    clearTimeout(this.#syncSoon);
  }

  async #take(day: FetchedDay): Promise<readonly PaperId[]> {
    const record = await this.deps.store.record(day);
    if (!record) return [];
    const { library, parsed } = this.deps;
    const contribution = await this.#contribution(day, day.days);
    this.#known.set(contribution.id, record);
    this.#removed = this.#removed.filter((other) => contributionId(other) !== contribution.id);
    await parsed.put(formatRecord(record), contribution);
    const fresh = contribution.days
      .flatMap(({ papers }) => papers)
      .filter(({ id, record: { arxivId } }) => {
        const onArxiv = arxivId === undefined ? undefined : library.paperOnArxiv(arxivId);
        return !library.paper(id) && !onArxiv;
      });
    await this.deps.run(library.addInSteps(contribution));
    return fresh.map(({ id }) => library.idOf(id));
  }

  /** Brings the library in step with what is stored. */
  sync(): Promise<void> {
    return this.#queue.run(() => this.#sync());
  }

  /** What is remembered of the days is shown at once; what has changed meanwhile follows. */
  async #open(): Promise<void> {
    const { library, parsed, run, report, after } = this.deps;
    const entries = await parsed.entries();
    await after();
    const remembered = [...entries.values()].flatMap(({ stamp, batch: contribution }) => {
      const record = parseRecord(stamp);
      return record ? [{ record, contribution }] : [];
    });
    if (remembered.length === 0) return this.#sync();
    for (const { record, contribution } of remembered) this.#known.set(contribution.id, record);
    const inOrder = remembered.toSorted((a, b) => byDay(a.record, b.record));
    await run(library.addInSteps(...inOrder.map(({ contribution }) => contribution)));
    this.#syncSoon = setTimeout(() => void this.sync().catch(report), SYNC_AFTER);
  }

  async #sync(): Promise<void> {
    const { store, run, library, parsed } = this.deps;
    const all = (await store.records()).toSorted(byDay);
    const records = all.filter(({ removed }) => removed !== true);
    const ids = new Set(records.map(contributionId));
    const gone = [...this.#known.keys()].filter((id) => !ids.has(id));
    for (const id of gone) this.#known.delete(id);
    this.#removed = all.filter(({ removed }) => removed === true);
    const fresh = records.filter(
      (record) => this.#known.get(contributionId(record))?.fetched !== record.fetched,
    );
    const contributions: PaperBatch[] = [];
    for (const record of fresh) {
      const id = contributionId(record);
      contributions.push(
        await parsed.get(id, formatRecord(record), async () => {
          const { days } = await readStoredDay(record, store, run);
          return this.#contribution(record, days);
        }),
      );
    }
    await parsed.keepOnly(ids);
    if (gone.length > 0) await run(library.removeInSteps(...gone));
    if (contributions.length > 0) await run(library.addInSteps(...contributions));
    // A day that was read before stays as it was read, and says so if its answers are damaged by now.
    for (const record of records) this.#known.set(contributionId(record), record);
  }

  #commit(records: readonly DayRecord[]): Promise<void> {
    return this.#queue.run(async () => {
      for (const record of records) await this.deps.store.commit(record);
      await this.#sync();
    });
  }

  #contribution(list: ListName, days: readonly ParsedDay[]): Promise<PaperBatch> {
    return this.deps.run(toPaperBatchInSteps(contributionId(list), days));
  }
}

function removedRecord({ service, query, day, fetched }: DayRecord): DayRecord {
  return { service, query, day, fetched, parts: [], whole: true, removed: true };
}

const byDay = (a: DayRecord, b: DayRecord): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);

function contributionId({ service, query, day }: ListName): string {
  return `${PREFIX}${service}/${query}/${day}`;
}
