import type { PaperId } from '../library/paper';
import type { StoredChange } from './storedChange';
import type { Message } from '../base/localization';

export type Direction = 'undo' | 'redo';

/** Something that a step has changed: the note of a paper, the mark of a paper, a rule, a digest. */
export interface ChangeTarget {
  /** Equal for equal targets: `note:<paper id>`. */
  readonly key: string;
  readonly paperId?: PaperId;
  /** The highlight to show after undo or redo. */
  readonly highlightId?: string;
  /** What has changed since, if the target is not as the step left it: “the rule “surveys””. Absent for a paper's mark. */
  readonly name?: Message;
}

/** A change that can be undone and redone, as often as wanted. */
export interface StepChange {
  /** The change in JSON; absent if only this program can undo it. */
  readonly stored?: StoredChange;
  readonly targets: readonly ChangeTarget[];
  /** The targets that are not as the change left them (for redo: as they were before it). */
  changedTargets(direction: Direction): Promise<readonly ChangeTarget[]>;
  /**
   * Undoes or redoes the change if every target is as expected; otherwise does nothing and resolves to false.
   * @throws if it cannot be stored; then nothing was done
   */
  apply(direction: Direction): Promise<boolean>;
  /** The part of the change that is not about targets with these keys; undefined if nothing is left. */
  without(keys: ReadonlySet<string>): StepChange | undefined;
}

/** Takes a change that was just made into the step that is being recorded. */
export type RecordChange = (change: StepChange) => void;

/** Changes that a person made at once. */
export interface HistoryStep {
  readonly id: number;
  /** As a command: `Mark as Read`. */
  readonly label: Message;
  readonly changes: readonly StepChange[];
}

/** The result of recorded work, and the step; without a step if nothing was changed. */
export interface Recorded<T> {
  readonly result: T;
  readonly step: HistoryStep | undefined;
}

/** Takes changes into a history. */
export interface RecordsSteps {
  /** Runs `work` and records what it passes to `record` as one step. */
  record<T>(label: Message, work: (record: RecordChange) => Promise<T>): Promise<Recorded<T>>;
}

/** A change of one target, from the two functions that depend on the kind of target. */
export function changeOf(
  target: ChangeTarget,
  store: {
    isAsExpected(direction: Direction): Promise<boolean>;
    /** Returns false, with nothing done, if the target is not as expected. */
    apply(direction: Direction): Promise<boolean>;
  },
): StepChange {
  const change: StepChange = {
    targets: [target],
    changedTargets: async (direction) => ((await store.isAsExpected(direction)) ? [] : [target]),
    apply: (direction) => store.apply(direction),
    without: (keys) => (keys.has(target.key) ? undefined : change),
  };
  return change;
}

export function targetKeys(step: HistoryStep): ReadonlySet<string> {
  return new Set(step.changes.flatMap(({ targets }) => targets.map(({ key }) => key)));
}

/** The papers that a step has changed, each once. */
export function papersOf(step: HistoryStep): readonly PaperId[] {
  const targets = step.changes.flatMap((change) => change.targets);
  return [...new Set(targets.flatMap(({ paperId }) => paperId ?? []))];
}

/** A step without what is about some targets; undefined if nothing is left. */
export function stepWithout(step: HistoryStep, keys: ReadonlySet<string>): HistoryStep | undefined {
  const changes = step.changes.flatMap((change) => change.without(keys) ?? []);
  return changes.length > 0 ? { ...step, changes } : undefined;
}
