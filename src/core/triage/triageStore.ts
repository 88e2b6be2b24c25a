import { memoizeSuccess } from '../base/memoizeSuccess';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { type StepRunner, type CooperativeTask, finish } from '../base/cooperativeTask';
import { stampAfter, type Stamp } from '../base/hybridClock';
import { SerialQueue } from '../base/serialQueue';
import type { PaperId } from '../library/paper';
import { type IdentifiedPapers, MarkTable, stateIn, unidentifiedPapers } from './markTable';
import { type TriageRecord, foldingTriage, identifiersOf, isEarlier, subjectKey } from './triageRecord';
import type { TriageState } from './triageState';

/** A log of triage decisions that several windows add to. Rejects where it cannot be read or written. */
export interface TriageLog {
  /** All records, oldest first. */
  load(): Promise<readonly TriageRecord[]>;
  /** Adds records, all or none; resolves once they are on disk. */
  append(records: readonly TriageRecord[]): Promise<void>;
  /** Leaves of the log what counts, each record changed. */
  compact(change: (record: TriageRecord) => TriageRecord): Promise<void>;
  /** Looks for what other windows have added or replaced, now; resolves once the events for it have fired. */
  poll(): Promise<void>;
  /**
   * Another window has added records. They come with those that this one has added since it last read the log, in the
   * order of the log.
   */
  readonly onDidChange: Event<readonly TriageRecord[]>;
  /** Another window has replaced the log; all of its records. */
  readonly onDidReplace: Event<readonly TriageRecord[]>;
}

/** The new states of papers; undefined resets the state. */
export type TriageDecisions = ReadonlyMap<PaperId, TriageState | undefined>;

/** The papers that were changed, as they were and as they became. */
export interface TriageChange {
  readonly before: TriageDecisions;
  readonly after: TriageDecisions;
}

/** Papers that are compared in one step. */
const comparedAtOnce = 256;

/** The triage states of papers, across windows. A paper without a mark is unread. */
export class TriageStore implements Disposable {
  readonly #log: TriageLog;
  readonly #now: () => number;
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new Emitter<readonly PaperId[]>());
  readonly #run: StepRunner;
  readonly #papers: IdentifiedPapers;
  readonly #device: (() => string) | undefined;
  #marks: MarkTable;
  /** Marks that were set while all marks are being replaced; they are newer. */
  #decidedMeanwhile: TriageRecord[] | undefined;
  readonly #replacements = new SerialQueue();
  readonly #writes = new SerialQueue();

  /** Fires after the states of these papers have changed and are saved, here or in another window. */
  readonly onDidChange = this.#changed.event;

  /**
   * `now` gives milliseconds since 1970; `run` does work on many papers in steps, and `report` receives its failure;
   * `papers` finds the paper of a mark. `device` names this device in the stamps of marks; they have none if it
   * is left out.
   */
  constructor(
    log: TriageLog,
    now: () => number,
    run: StepRunner = (steps) => Promise.resolve(finish(steps)),
    report: (error: unknown) => void = () => undefined,
    papers = unidentifiedPapers,
    device?: () => string,
  ) {
    this.#papers = papers;
    this.#device = device;
    this.#marks = new MarkTable(papers);
    this.#log = log;
    this.#now = now;
    this.#run = run;
    this.#owned.add(log.onDidChange((records) => this.#takeAll(records)));
    this.#owned.add(log.onDidReplace((records) => void this.#replace(records).catch(report)));
  }

  /** Reads the log, the first time it is called or after it failed. Until then every paper is unread. */
  readonly ready = memoizeSuccess(async () => this.#replace(await this.#log.load()));

  get(id: PaperId): TriageState {
    return this.ownTriage(id) ?? 'unread';
  }

  /** The person's decision about the paper; undefined if they made none or took it back. */
  ownTriage(id: PaperId): TriageState | undefined {
    return this.#marks.of(id);
  }

  /** Puts papers into a state, and gives those that it changed. Rejects where it cannot be saved. */
  async set(ids: readonly PaperId[], state: TriageState): Promise<readonly PaperId[]> {
    return [...(await this.change(new Map(ids.map((id) => [id, state])))).after.keys()];
  }

  /** Like {@link set}, with a state for each paper. */
  async change(wanted: TriageDecisions): Promise<TriageChange> {
    return this.#enqueue(async () => {
      const after = new Map([...wanted].filter(([id, state]) => this.ownTriage(id) !== state));
      const before = new Map([...after.keys()].map((id) => [id, this.ownTriage(id)]));
      await this.#save(after);
      return { before, after };
    });
  }

  /** The papers that are not as expected, in this window or another. */
  async differing(expected: TriageDecisions): Promise<readonly PaperId[]> {
    return this.#enqueue(() => this.#differing(expected));
  }

  /** Puts papers into states if all of them are as expected; else does nothing and resolves to false. */
  async exchange(expected: TriageDecisions, wanted: TriageDecisions): Promise<boolean> {
    return this.#enqueue(async () => {
      if ((await this.#differing(expected)).length > 0) return false;
      await this.#save(wanted);
      return true;
    });
  }

  /** The last record of each paper by its `subjectKey`, each with a stamp. */
  async records(): Promise<ReadonlyMap<string, TriageRecord & { readonly stamp: Stamp }>> {
    await this.#readLatest();
    return this.#run(stampedRecords(this.#marks));
  }

  /**
   * The papers that were put into a state since a time and are in it still, the last one first.
   *
   * @param since milliseconds since 1970
   */
  async putSince(state: TriageState, since: number): Promise<readonly PaperId[]> {
    await this.#readLatest();
    return this.#run(papersPutSince(this.#marks, state, since));
  }

  /** Takes over records of other devices that are later than those here. Resolves to how many they are. */
  merge(records: readonly TriageRecord[]): Promise<number> {
    return this.#enqueue(async () => {
      await this.#log.poll();
      await this.#replacements.settled();
      const later = records.filter((record) => {
        const own = this.#marks.recordOf(subjectKey(record));
        return own ? !isEarlier(record, own) : stateIn(record) !== this.ownTriage(record.id);
      });
      if (later.length > 0) await this.#log.append(later);
      this.#takeAll(later);
      return later.length;
    });
  }

  /** Whether a mark names no identifier, although its paper has one. */
  async hasUnidentified(): Promise<boolean> {
    await this.ready();
    for (const record of this.#marks.records()) if (this.#withIdentifiers(record) !== record) return true;
    return false;
  }

  /** Adds to all marks the identifiers of the papers that they belong to now. No state changes. */
  identify(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#log.compact((record) => this.#withIdentifiers(record));
      await this.#replace(await this.#log.load());
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Reads what other windows have added until now. */
  async #readLatest(): Promise<void> {
    await this.ready();
    await this.#log.poll();
    await this.#replacements.settled();
  }

  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    return this.#writes.run(async () => {
      await this.ready();
      return task();
    });
  }

  async #differing(expected: TriageDecisions): Promise<readonly PaperId[]> {
    await this.#log.poll();
    await this.#replacements.settled();
    return [...expected].filter(([id, state]) => this.ownTriage(id) !== state).map(([id]) => id);
  }

  async #save(states: TriageDecisions): Promise<void> {
    if (states.size === 0) return;
    const at = this.#now();
    const stamp = this.#device && stampAfter(at, this.#marks.last, this.#device());
    const records = [...states].map(([id, state]) => this.#recordOf(id, state, at));
    const stamped = stamp ? records.map((record) => ({ ...record, stamp })) : records;
    await this.#log.append(stamped);
    this.#take(stamped);
    this.#changed.fire([...states.keys()]);
  }

  #recordOf(id: PaperId, state: TriageState | undefined, at: number): TriageRecord {
    return this.#withIdentifiers(
      state === undefined ? { id, state: 'unread', at, undecided: true } : { id, state, at },
    );
  }

  /** The record itself if it names an identifier, or its paper has none. */
  #withIdentifiers(record: TriageRecord): TriageRecord {
    if (identifiersOf(record).length > 0) return record;
    const identifiers = this.#papers.identifiersOf(record.id);
    if (identifiers.length === 0) return record;
    const first = (kind: string): string | undefined =>
      identifiers.find((identifier) => identifier.startsWith(kind))?.slice(kind.length);
    const [arxiv, doi] = [first('arxiv:'), first('doi:')];
    const { id, ...rest } = record;
    return { id, ...(arxiv !== undefined && { arxiv }), ...(doi !== undefined && { doi }), ...rest };
  }

  #takeAll(records: readonly TriageRecord[]): void {
    const last = new Map(records.map((record) => [subjectKey(record), record]));
    const changed = [...last.values()].filter((record) => this.#marks.stateOf(record) !== stateIn(record));
    this.#take(records);
    const papers = new Set(changed.flatMap((record) => this.#marks.papersOf(record)));
    if (papers.size > 0) this.#changed.fire([...papers]);
  }

  #take(records: readonly TriageRecord[]): void {
    for (const record of records) {
      this.#decidedMeanwhile?.push(record);
      this.#marks.put(record);
    }
  }

  /** One after another. The marks change at one moment, after everything has been read. */
  #replace(records: readonly TriageRecord[]): Promise<void> {
    return this.#replacements.run(async () => {
      const meanwhile: TriageRecord[] = (this.#decidedMeanwhile = []);
      try {
        const next = await this.#run(marksIn(records, new MarkTable(this.#papers)));
        for (const record of meanwhile) next.put(record);
        const before = this.#marks;
        this.#marks = next;
        const changed = await this.#run(differing(before, next));
        if (changed.length > 0) this.#changed.fire(changed);
      } finally {
        this.#decidedMeanwhile = undefined;
      }
    });
  }
}

function* marksIn(records: readonly TriageRecord[], table: MarkTable): CooperativeTask<MarkTable> {
  let count = 0;
  for (const record of (yield* foldingTriage(records)).values()) {
    table.put(record);
    count += 1;
    if (count % comparedAtOnce === 0) yield;
  }
  return table;
}

function* stampedRecords(
  marks: MarkTable,
): CooperativeTask<ReadonlyMap<string, TriageRecord & { readonly stamp: Stamp }>> {
  const stamped = new Map<string, TriageRecord & { readonly stamp: Stamp }>();
  for (const { record, stamp } of marks.marks()) {
    // Consumers recognise the records that have not changed.
    stamped.set(subjectKey(record), hasStamp(record) ? record : { ...record, stamp });
    if (stamped.size % comparedAtOnce === 0) yield;
  }
  return stamped;
}

/** By the mark that holds of each paper: others, as by a title that another paper has by now, say nothing. */
function* papersPutSince(
  marks: MarkTable,
  state: TriageState,
  since: number,
): CooperativeTask<readonly PaperId[]> {
  const times = new Map<PaperId, number>();
  let count = 0;
  for (const { record } of marks.marks()) {
    count += 1;
    if (count % comparedAtOnce === 0) yield;
    if (record.at < since) continue;
    for (const paper of marks.papersOf(record)) {
      const holding = marks.markOf(paper)?.record;
      if (holding && stateIn(holding) === state && holding.at >= since) times.set(paper, holding.at);
    }
  }
  return [...times].toSorted(([, one], [, other]) => other - one).map(([paper]) => paper);
}

function hasStamp(record: TriageRecord): record is TriageRecord & { readonly stamp: Stamp } {
  return record.stamp !== undefined;
}

/** The papers whose marks are different. */
function* differing(before: MarkTable, after: MarkTable): CooperativeTask<readonly PaperId[]> {
  const changed = new Set<PaperId>();
  let count = 0;
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const) {
    for (const record of one.records()) {
      if (other.stateOf(record) !== stateIn(record))
        for (const paper of after.papersOf(record)) changed.add(paper);
      count += 1;
      if (count % comparedAtOnce === 0) yield;
    }
  }
  return [...changed];
}
