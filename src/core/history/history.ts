import { type Disposable } from '../base/disposable';
import { Emitter } from '../base/event';
import { forEachLimited } from '../base/forEachLimited';
import { SerialQueue } from '../base/serialQueue';
import {
  type ChangeTarget,
  type Direction,
  type HistoryStep,
  type RecordChange,
  type Recorded,
  type StepChange,
  stepWithout,
  targetKeys,
} from './historyStep';
import type { Message } from '../base/localization';

/** Steps that are remembered. */
const depth = 500;
/** Changes of one step that are made concurrently. */
const concurrency = 8;

/** The result of an undo or redo. */
export type HistoryOutcome =
  | { readonly kind: 'done'; readonly direction: Direction; readonly step: HistoryStep }
  | { readonly kind: 'nothing'; readonly direction: Direction }
  | RefusedStep;

/** Targets of a step have changed since, so nothing was done, and the step is no longer in the history. */
export interface RefusedStep {
  readonly kind: 'refused';
  readonly direction: Direction;
  readonly step: HistoryStep;
  readonly changed: readonly ChangeTarget[];
  /** The step without those targets, for {@link History.applyRest}; undefined if nothing is left. */
  readonly rest: HistoryStep | undefined;
}

/** The steps of one window that can be undone and redone, of all kinds of changes. */
export class History implements Disposable {
  /** Oldest first. */
  #done: readonly HistoryStep[] = [];
  /** The next one to redo is the last. */
  #undone: readonly HistoryStep[] = [];
  readonly #changed = new Emitter<void>();
  readonly #recording = new Set<Promise<unknown>>();
  /** What is undone and redone. */
  readonly #applying = new SerialQueue();
  #ids = 0;

  /** Fires after a step was recorded, undone or redone. */
  readonly onDidChange = this.#changed.event;

  /** Steps that can be undone, newest first. */
  get done(): readonly HistoryStep[] {
    return this.#done.toReversed();
  }

  /** Steps that can be redone, the next one first. */
  get undone(): readonly HistoryStep[] {
    return this.#undone.toReversed();
  }

  /**
   * Runs `work` and records what it passes to `record` as one step; also if it rejects, since that much was done. Starts
   * once the undo or redo that is under way has ended; the next undo or redo waits for it.
   */
  async record<T>(label: Message, work: (record: RecordChange) => Promise<T>): Promise<Recorded<T>> {
    const changes: StepChange[] = [];
    const running = this.#applying.settled().then(() => work((change) => void changes.push(change)));
    const settled = running.catch(() => undefined);
    this.#recording.add(settled);
    try {
      const result = await running;
      return { result, step: this.#push(label, changes) };
    } catch (error) {
      this.#push(label, changes);
      throw error;
    } finally {
      this.#recording.delete(settled);
    }
  }

  /** Undoes the last step. */
  undo(): Promise<HistoryOutcome> {
    return this.#alone(() => this.#take('undo', this.#done.at(-1)));
  }

  /** Redoes the step that was undone last, unless another was recorded since. */
  redo(): Promise<HistoryOutcome> {
    return this.#alone(() => this.#take('redo', this.#undone.at(-1)));
  }

  /** Whether a step is undone at present. */
  isUndone(step: HistoryStep): boolean {
    return this.#undone.some(({ id }) => id === step.id);
  }

  /**
   * The steps after `step` that changed a target of it, or one of a step that has to be undone before it. Newest first.
   */
  laterSteps(step: HistoryStep): readonly HistoryStep[] {
    const after = this.#done.slice(this.#done.findIndex(({ id }) => id === step.id) + 1);
    const keys = new Set(targetKeys(step));
    const later: HistoryStep[] = [];
    for (const one of after) {
      const own = [...targetKeys(one)];
      if (!own.some((key) => keys.has(key))) continue;
      for (const key of own) keys.add(key);
      later.unshift(one);
    }
    return later;
  }

  /** Undoes steps in the given order, up to the first one that is refused; resolves to the last outcome. */
  undoSteps(steps: readonly HistoryStep[]): Promise<HistoryOutcome> {
    return this.#alone(async () => {
      let outcome: HistoryOutcome = { kind: 'nothing', direction: 'undo' };
      for (const { id } of steps) {
        outcome = await this.#take(
          'undo',
          this.#done.find((step) => step.id === id),
        );
        if (outcome.kind !== 'done') break;
      }
      return outcome;
    });
  }

  /** Undoes or redoes what is left of a refused step. */
  applyRest({ direction, rest }: RefusedStep): Promise<HistoryOutcome> {
    return this.#alone(() => this.#take(direction, rest));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #push(label: Message, changes: readonly StepChange[]): HistoryStep | undefined {
    if (changes.length === 0) return undefined;
    this.#ids += 1;
    const step = { id: this.#ids, label, changes };
    this.#done = [...this.#done, step].slice(-depth);
    this.#undone = [];
    this.#changed.fire();
    return step;
  }

  /** Runs after everything that is being recorded or applied, and before what is recorded from now on. */
  #alone<T>(task: () => Promise<T>): Promise<T> {
    const recorded = Promise.all(this.#recording);
    return this.#applying.run(async () => {
      await recorded;
      return task();
    });
  }

  async #take(direction: Direction, step: HistoryStep | undefined): Promise<HistoryOutcome> {
    if (!step) return { kind: 'nothing', direction };
    const changed = await changedTargets(step, direction);
    if (changed.length > 0) return this.#refuse(direction, step, changed);
    const { applied, stale, failure } = await applyStep(step, direction);
    if (applied.length > 0) this.#move(direction, step, applied);
    // Changes that could not be stored stay in their list, so that the person can try again.
    if (failure) throw failure.error;
    const late = stale.flatMap(({ targets }) => targets);
    if (late.length === 0) return { kind: 'done', direction, step };
    const left = step.changes.filter((change) => !applied.includes(change));
    return this.#refuse(direction, { ...step, changes: left }, late);
  }

  #refuse(direction: Direction, step: HistoryStep, changed: readonly ChangeTarget[]): RefusedStep {
    // The other list may have a part of the step that was applied.
    const others = (steps: readonly HistoryStep[]): readonly HistoryStep[] =>
      steps.filter(({ id }) => id !== step.id);
    if (direction === 'undo') this.#done = others(this.#done);
    else this.#undone = others(this.#undone);
    this.#changed.fire();
    const rest = stepWithout(step, new Set(changed.map(({ key }) => key)));
    return { kind: 'refused', direction, step, changed, rest };
  }

  /** Moves the changes of a step that were applied to the other list; those that were not stay. */
  #move(direction: Direction, step: HistoryStep, applied: readonly StepChange[]): void {
    const left = step.changes.filter((change) => !applied.includes(change));
    const without = (steps: readonly HistoryStep[]): readonly HistoryStep[] =>
      steps.flatMap((one) => {
        if (one !== step) return [one];
        return left.length > 0 ? [{ ...one, changes: left }] : [];
      });
    const moved = { ...step, changes: applied };
    if (direction === 'undo') {
      this.#done = without(this.#done);
      this.#undone = joined(this.#undone, moved, (above) => [...applied, ...above.changes]);
    } else {
      this.#undone = without(this.#undone);
      this.#done = joined(this.#done, moved, (above) => [...above.changes, ...applied]);
    }
    this.#changed.fire();
  }
}

/** Adds a step to a list; if the last one there is another part of it, they become one step again. */
function joined(
  steps: readonly HistoryStep[],
  step: HistoryStep,
  join: (other: HistoryStep) => readonly StepChange[],
): readonly HistoryStep[] {
  const last = steps.at(-1);
  if (last?.id !== step.id) return [...steps, step];
  return [...steps.slice(0, -1), { ...step, changes: join(last) }];
}

async function changedTargets(step: HistoryStep, direction: Direction): Promise<readonly ChangeTarget[]> {
  // Only the outermost change of each target can be compared with its state: inner changes are undone after it.
  const seen = new Set<string>();
  const outermost = inOrder(step, direction).filter(({ targets }) => {
    const isNew = targets.every(({ key }) => !seen.has(key));
    for (const { key } of targets) seen.add(key);
    return isNew;
  });
  const changed: ChangeTarget[] = [];
  await forEachLimited(outermost, concurrency, async (change) => {
    for (const target of await change.changedTargets(direction)) changed.push(target);
  });
  return changed;
}

function inOrder({ changes }: HistoryStep, direction: Direction): readonly StepChange[] {
  return direction === 'undo' ? changes.toReversed() : changes;
}

interface AppliedChanges {
  readonly applied: readonly StepChange[];
  /** Targets of these changed in the moment before they were applied. */
  readonly stale: readonly StepChange[];
  readonly failure?: { readonly error: unknown };
}

/** Stops at the first failure. */
async function applyStep(step: HistoryStep, direction: Direction): Promise<AppliedChanges> {
  const applied = new Set<StepChange>();
  const stale: StepChange[] = [];
  let failure: AppliedChanges['failure'];
  const keys = step.changes.flatMap(({ targets }) => targets.map(({ key }) => key));
  const isIndependent = new Set(keys).size === keys.length;
  await forEachLimited(inOrder(step, direction), isIndependent ? concurrency : 1, async (change) => {
    if (failure) return;
    try {
      if (await change.apply(direction)) applied.add(change);
      else stale.push(change);
    } catch (error) {
      failure ??= { error };
    }
  });
  return { applied: step.changes.filter((one) => applied.has(one)), stale, ...(failure && { failure }) };
}
