import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import type { PaperId } from '../papers/paper';
import { type TriageRecord, foldTriage } from './triageRecord';
import type { TriageState } from './triageState';

/** A log of triage decisions that several windows add to. Rejects where it cannot be read or written. */
export interface TriageLog {
  /** All records, oldest first. */
  load(): Promise<readonly TriageRecord[]>;
  /** Adds records, all or none; resolves once they are on disk. */
  append(records: readonly TriageRecord[]): Promise<void>;
  /** The whole log was read anew, for another window has added to it. */
  readonly onDidChange: Event<readonly TriageRecord[]>;
}

/** What papers are put into; undefined is as if nobody had said anything. */
export type TriageDecisions = ReadonlyMap<PaperId, TriageState | undefined>;

/** A step that can be taken back: what the papers it changed were, and what they became. */
interface Undoable {
  readonly before: TriageDecisions;
  readonly after: TriageDecisions;
}

/** Decisions that are remembered for undo. */
const undoDepth = 100;

/** Where every paper stands with its reader, across windows. A paper that nothing is known of is unread. */
export class TriageStore implements Disposable {
  readonly #log: TriageLog;
  readonly #now: () => number;
  readonly #undoable: Undoable[] = [];
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new Emitter<readonly PaperId[]>());
  #states: ReadonlyMap<PaperId, TriageState> = new Map();
  #loaded: Promise<void> | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  /** Fires after the states of these papers have changed and are saved, here or in another window. */
  readonly onDidChange = this.#changed.event;

  /** `now` gives milliseconds since 1970. */
  constructor(log: TriageLog, now: () => number) {
    this.#log = log;
    this.#now = now;
    this.#owned.add(log.onDidChange((records) => this.#replace(records)));
  }

  /** Reads the log, the first time it is called or after it failed. Until then every paper is unread. */
  ready(): Promise<void> {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  get(id: PaperId): TriageState {
    return this.decision(id) ?? 'unread';
  }

  /** What the person said of the paper; undefined where they said nothing, or took it back. */
  decision(id: PaperId): TriageState | undefined {
    return this.#states.get(id);
  }

  /** Whether {@link undo} would do anything. */
  get canUndo(): boolean {
    return this.#undoable.length > 0;
  }

  /** Puts papers into a state, as one step of undo; gives those that it changed. Rejects where it cannot be saved. */
  async set(ids: readonly PaperId[], state: TriageState): Promise<readonly PaperId[]> {
    return this.change(new Map(ids.map((id) => [id, state])));
  }

  /** As {@link set}, each paper into a state of its own. */
  async change(wanted: TriageDecisions): Promise<readonly PaperId[]> {
    return this.#enqueue(async () => {
      const after = new Map([...wanted].filter(([id, state]) => this.decision(id) !== state));
      const before = new Map([...after.keys()].map((id) => [id, this.decision(id)]));
      if (after.size > 0) {
        this.#undoable.push({ before, after });
        if (this.#undoable.length > undoDepth) this.#undoable.shift();
      }
      await this.#save(after, () => this.#undoable.pop());
      return [...after.keys()];
    });
  }

  /** Takes the last step back; papers that have been decided on since keep their state. Gives those it changed. */
  async undo(): Promise<readonly PaperId[]> {
    return this.#enqueue(async () => {
      const last = this.#undoable.pop();
      if (!last) return [];
      const restored = [...last.before].filter(([id]) => this.decision(id) === last.after.get(id));
      await this.#save(new Map(restored), () => this.#undoable.push(last));
      return restored.map(([id]) => id);
    });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #load(): Promise<void> {
    try {
      this.#replace(await this.#log.load());
    } catch (error) {
      this.#loaded = undefined;
      throw error;
    }
  }

  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#writing.then(() => this.ready()).then(task);
    this.#writing = result.catch(() => undefined);
    return result;
  }

  async #save(states: TriageDecisions, takeBack: () => void): Promise<void> {
    if (states.size === 0) return;
    const at = this.#now();
    try {
      await this.#log.append([...states].map(([id, state]) => recordOf(id, state, at)));
    } catch (error) {
      takeBack();
      throw error;
    }
    const next = new Map(this.#states);
    for (const [id, state] of states) {
      if (state === undefined) next.delete(id);
      else next.set(id, state);
    }
    this.#states = next;
    this.#changed.fire([...states.keys()]);
  }

  #replace(records: readonly TriageRecord[]): void {
    const next = new Map([...foldTriage(records)].map(([id, { state }]) => [id, state]));
    const ids = new Set([...this.#states.keys(), ...next.keys()]);
    const changed = [...ids].filter((id) => this.decision(id) !== next.get(id));
    this.#states = next;
    if (changed.length > 0) this.#changed.fire(changed);
  }
}

function recordOf(id: PaperId, state: TriageState | undefined, at: number): TriageRecord {
  return state === undefined ? { id, state: 'unread', at, undecided: true } : { id, state, at };
}
