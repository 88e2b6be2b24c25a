import { memoizeSuccess } from '../base/memoizeSuccess';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { type StepRunner, type CooperativeTask, finish } from '../base/cooperativeTask';
import { SerialQueue } from '../base/serialQueue';
import type { PaperId } from '../library/paper';
import { type TriageRecord, foldingTriage } from './triageRecord';
import type { TriageState } from './triageState';

/** A log of triage decisions that several windows add to. Rejects where it cannot be read or written. */
export interface TriageLog {
  /** All records, oldest first. */
  load(): Promise<readonly TriageRecord[]>;
  /** Adds records, all or none; resolves once they are on disk. */
  append(records: readonly TriageRecord[]): Promise<void>;
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

/** What papers are put into; undefined is as if nobody had said anything. */
export type TriageDecisions = ReadonlyMap<PaperId, TriageState | undefined>;

/** The papers that were changed, as they were and as they became. */
export interface TriageChange {
  readonly before: TriageDecisions;
  readonly after: TriageDecisions;
}

/** Papers that are compared in one step. */
const comparedAtOnce = 256;

/** Where every paper stands with its reader, across windows. A paper that nothing is known of is unread. */
export class TriageStore implements Disposable {
  readonly #log: TriageLog;
  readonly #now: () => number;
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new Emitter<readonly PaperId[]>());
  readonly #run: StepRunner;
  #states = new Map<PaperId, TriageState>();
  /** What has been decided while all states are being replaced: it is newer. */
  #decidedMeanwhile: TriageDecisions[] | undefined;
  readonly #replacements = new SerialQueue();
  readonly #writes = new SerialQueue();

  /** Fires after the states of these papers have changed and are saved, here or in another window. */
  readonly onDidChange = this.#changed.event;

  /** `now` gives milliseconds since 1970; `run` does work on many papers in steps, and `report` hears of its failure. */
  constructor(
    log: TriageLog,
    now: () => number,
    run: StepRunner = (steps) => Promise.resolve(finish(steps)),
    report: (error: unknown) => void = () => undefined,
  ) {
    this.#log = log;
    this.#now = now;
    this.#run = run;
    this.#owned.add(log.onDidChange((records) => this.#takeAll(decisionsOf(records))));
    this.#owned.add(log.onDidReplace((records) => void this.#replace(records).catch(report)));
  }

  /** Reads the log, the first time it is called or after it failed. Until then every paper is unread. */
  readonly ready = memoizeSuccess(async () => this.#replace(await this.#log.load()));

  get(id: PaperId): TriageState {
    return this.ownTriage(id) ?? 'unread';
  }

  /** What the person said of the paper; undefined where they said nothing, or took it back. */
  ownTriage(id: PaperId): TriageState | undefined {
    return this.#states.get(id);
  }

  /** Puts papers into a state, and gives those that it changed. Rejects where it cannot be saved. */
  async set(ids: readonly PaperId[], state: TriageState): Promise<readonly PaperId[]> {
    return [...(await this.change(new Map(ids.map((id) => [id, state])))).after.keys()];
  }

  /** As {@link set}, each paper into a state of its own. */
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

  dispose(): void {
    this.#owned.dispose();
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
    await this.#log.append([...states].map(([id, state]) => recordOf(id, state, at)));
    this.#take(states);
    this.#changed.fire([...states.keys()]);
  }

  #takeAll(decisions: TriageDecisions): void {
    const changed = [...decisions].filter(([id, state]) => this.ownTriage(id) !== state).map(([id]) => id);
    this.#take(decisions);
    if (changed.length > 0) this.#changed.fire(changed);
  }

  #take(decisions: TriageDecisions): void {
    this.#decidedMeanwhile?.push(decisions);
    put(this.#states, decisions);
  }

  /** One after another. The states change at one moment, after everything has been read. */
  #replace(records: readonly TriageRecord[]): Promise<void> {
    return this.#replacements.run(async () => {
      const meanwhile: TriageDecisions[] = (this.#decidedMeanwhile = []);
      try {
        const next = await this.#run(statesIn(records));
        for (const decisions of meanwhile) put(next, decisions);
        const before = this.#states;
        this.#states = next;
        const changed = await this.#run(differing(before, next));
        if (changed.length > 0) this.#changed.fire(changed);
      } finally {
        this.#decidedMeanwhile = undefined;
      }
    });
  }
}

function put(states: Map<PaperId, TriageState>, decisions: TriageDecisions): void {
  for (const [id, state] of decisions) {
    if (state === undefined) states.delete(id);
    else states.set(id, state);
  }
}

/** The last decision on each paper. */
function decisionsOf(records: readonly TriageRecord[]): TriageDecisions {
  return new Map(records.map(({ id, state, undecided }) => [id, undecided === true ? undefined : state]));
}

function* statesIn(records: readonly TriageRecord[]): CooperativeTask<Map<PaperId, TriageState>> {
  const states = new Map<PaperId, TriageState>();
  let count = 0;
  for (const { id, state } of (yield* foldingTriage(records)).values()) {
    states.set(id, state);
    count += 1;
    if (count % comparedAtOnce === 0) yield;
  }
  return states;
}

/** The papers whose states are different. */
function* differing(
  before: ReadonlyMap<PaperId, TriageState>,
  after: ReadonlyMap<PaperId, TriageState>,
): CooperativeTask<readonly PaperId[]> {
  const changed = new Set<PaperId>();
  let count = 0;
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const) {
    for (const [id, state] of one) {
      if (other.get(id) !== state) changed.add(id);
      count += 1;
      if (count % comparedAtOnce === 0) yield;
    }
  }
  return [...changed];
}

function recordOf(id: PaperId, state: TriageState | undefined, at: number): TriageRecord {
  return state === undefined ? { id, state: 'unread', at, undecided: true } : { id, state, at };
}
