import { UserFacingError } from '../base/userFacingError';
import type { PaperId } from '../library/paper';
import type { NotePatch } from '../notes/notePatch';
import type { NoteStore } from '../notes/noteStore';
import type { NoteError } from '../notes/noteError';
import type { Result } from '../base/result';
import type { TriageState } from '../triage/triageState';
import type { TriageChange, TriageDecisions, TriageStore } from '../triage/triageStore';
import { type StoredChange, storedMarks } from './storedChange';
import {
  type ChangeTarget,
  type Direction,
  type RecordChange,
  type StepChange,
  changeOf,
} from './historyStep';
import { localizable } from '../base/localization';

/** The marks of papers; undefined if none was changed. */
export function markChange(
  store: Pick<TriageStore, 'differing' | 'exchange'>,
  { before, after }: TriageChange,
): StepChange | undefined {
  if (after.size === 0) return undefined;
  const ends = (direction: Direction): readonly [TriageDecisions, TriageDecisions] =>
    direction === 'undo' ? [after, before] : [before, after];
  return {
    stored: storedMarks(before, after),
    targets: [...after.keys()].map(markTarget),
    changedTargets: async (direction) => (await store.differing(ends(direction)[0])).map(markTarget),
    apply: (direction) => {
      const [expected, wanted] = ends(direction);
      return store.exchange(expected, wanted);
    },
    without: (keys) => {
      const rest = (states: TriageDecisions): TriageDecisions =>
        new Map([...states].filter(([id]) => !keys.has(markTarget(id).key)));
      return markChange(store, { before: rest(before), after: rest(after) });
    },
  };
}

function markTarget(paperId: PaperId): ChangeTarget {
  return { key: `mark:${paperId}`, paperId };
}

/** A note could not be read or written; the message is for the person. */
class NoteNotStored extends UserFacingError {
  override readonly name = 'NoteNotStored';
}

/** One write to a note; `highlightId` if it concerns one highlight. */
export function noteChange(
  store: Pick<NoteStore, 'patch' | 'isPatchable'>,
  patch: NotePatch,
  highlightId?: string,
): StepChange {
  const { paperId } = patch;
  const change = changeOf(
    {
      key: `note:${paperId}`,
      paperId,
      name: localizable('the note'),
      ...(highlightId !== undefined && { highlightId }),
    },
    {
      isAsExpected: async (direction) => valueOf(await store.isPatchable(patch, direction)),
      apply: async (direction) => valueOf(await store.patch(patch, direction)),
    },
  );
  return { ...change, stored: { kind: 'note', patch } };
}

function valueOf<T>(result: Result<T, NoteError>): T {
  if (result.ok) return result.value;
  throw new NoteNotStored(result.error.message, { cause: result.error.cause });
}

/** Records what is written to notes; for the `onPatch` of `NoteStore.update`. See {@link noteChange}. */
export function recordPatches(
  notes: NoteStore,
  record: RecordChange,
  highlightId?: string,
): (patch: NotePatch) => void {
  return (patch) => record(noteChange(notes, patch, highlightId));
}

/** The change over the stores; undefined if it changed nothing. */
export function restoreChange(
  change: StoredChange,
  stores: {
    readonly notes: Pick<NoteStore, 'patch' | 'isPatchable'>;
    readonly triage: Pick<TriageStore, 'differing' | 'exchange'>;
  },
): StepChange | undefined {
  if (change.kind === 'note') return noteChange(stores.notes, change.patch);
  const decisions = (states: readonly (readonly [PaperId, TriageState | null])[]): TriageDecisions =>
    new Map(states.map(([id, state]) => [id, state ?? undefined]));
  return markChange(stores.triage, { before: decisions(change.before), after: decisions(change.after) });
}

/** A change that undoes another: it is redone where that one is undone. */
export function inverse(change: StepChange): StepChange {
  const opposite = { undo: 'redo', redo: 'undo' } as const;
  return {
    targets: change.targets,
    changedTargets: (direction) => change.changedTargets(opposite[direction]),
    apply: (direction) => change.apply(opposite[direction]),
    without: (keys) => {
      const rest = change.without(keys);
      return rest && inverse(rest);
    },
  };
}
