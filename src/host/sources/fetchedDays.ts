import type { Disposable } from '../../core/base/disposable';
import { type Contribution, contributionInSteps } from '../../core/papers/contribution';
import type { Library } from '../../core/papers/library';
import type { PaperRecord } from '../../core/papers/paper';
import type { ParsedDay } from '../../core/papers/parsedDigest';
import type { IsoDay } from '../../core/sources/protocol/isoDay';
import { systemClock } from './systemClock';
import type { AnswerStore, DayRecord, ListName } from './answerStore';
import type { DaySource } from './daySource';
import { type FetchedDay, fetchDays } from './fetchDays';
import { readStoredDay, type Runner } from './storedDay';

export interface FetchedDaysDeps {
  readonly library: Library;
  readonly store: AnswerStore;
  readonly run: Runner;
  /** Tells when the stored days may have changed, as another window fetches too. */
  readonly watch: (changed: () => void) => Disposable;
  readonly report: (cause: unknown) => void;
}

/** A day that came, and those of its papers that the library had not known. */
export type ArrivedDay = FetchedDay & { readonly added: number; readonly fresh: readonly PaperRecord[] };

const PREFIX = 'fetched/';

/** Whether a contribution of the library is one of these days. */
export function isFetched(contribution: string): boolean {
  return contribution.startsWith(PREFIX);
}

/** The days that were fetched, here or in another window, as part of the library. */
export class FetchedDays implements Disposable {
  /** The records whose days the library has, by contribution. */
  readonly #known = new Map<string, DayRecord>();
  #reading: Promise<void> | undefined;
  #watcher: Disposable | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #fetching = 0;

  constructor(private readonly deps: FetchedDaysDeps) {}

  /** Reads what is stored, the first time it is called. */
  ready(): Promise<void> {
    this.#watcher ??= this.deps.watch(() => {
      if (this.#fetching === 0) this.sync().catch(this.deps.report);
    });
    return (this.#reading ??= this.sync());
  }

  /** Why a day of the library is not all of its list; undefined where it is. */
  missing(dayId: string): string | undefined {
    for (const id of this.deps.library.contributionsOf(dayId)) {
      const record = this.#known.get(id);
      if (record && !record.whole) return record.reason ?? 'Not all of the list came.';
    }
    return undefined;
  }

  /** The records of all days that were fetched, in no order. */
  records(): readonly DayRecord[] {
    return [...this.#known.values()];
  }

  /** See {@link fetchDays}; each day is in the library when it is given. */
  async *fetch(
    source: DaySource,
    days: Iterable<IsoDay>,
    options: { readonly signal?: AbortSignal; readonly again?: boolean } = {},
  ): AsyncGenerator<ArrivedDay> {
    await this.ready();
    const { store, run } = this.deps;
    this.#fetching++;
    try {
      for await (const day of fetchDays(source, days, { store, run, clock: systemClock, ...options })) {
        const fresh = await this.#inTurn(() => this.#take(day));
        yield { ...day, fresh, added: fresh.length };
      }
    } finally {
      this.#fetching--;
    }
  }

  dispose(): void {
    this.#watcher?.dispose();
  }

  async #take(day: FetchedDay): Promise<readonly PaperRecord[]> {
    const record = await this.deps.store.record(day);
    if (!record) return [];
    const contribution = await this.#contribution(day, day.days);
    this.#known.set(contribution.id, record);
    const { library } = this.deps;
    const fresh = contribution.days
      .flatMap(({ papers }) => papers)
      .filter(({ id, record: { arxivId } }) => {
        const onArxiv = arxivId === undefined ? undefined : library.paperOnArxiv(arxivId);
        return !library.paper(id) && !onArxiv;
      });
    await this.deps.run(library.adding(contribution));
    return fresh.map(({ record: paper }) => paper);
  }

  /** Adds what is stored and not in the library. */
  sync(): Promise<void> {
    return this.#inTurn(async () => {
      const { store, run, library } = this.deps;
      const records = (await store.records()).toSorted((a, b) => (a.day < b.day ? -1 : 1));
      const fresh = records.filter(
        (record) => this.#known.get(contributionId(record))?.fetched !== record.fetched,
      );
      const contributions: Contribution[] = [];
      for (const record of fresh) {
        const { days } = await readStoredDay(record, store, run);
        this.#known.set(contributionId(record), record);
        contributions.push(await this.#contribution(record, days));
      }
      if (contributions.length > 0) await run(library.adding(...contributions));
    });
  }

  #contribution(list: ListName, days: readonly ParsedDay[]): Promise<Contribution> {
    return this.deps.run(contributionInSteps(contributionId(list), days));
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(step, step);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

function contributionId({ service, query, day }: ListName): string {
  return `${PREFIX}${service}/${query}/${day}`;
}
