import type { PaperId } from '../library/paper';
import type { NotePatch } from '../notes/notePatch';
import type { NoteStore } from '../notes/noteStore';
import type { NoteError } from '../notes/noteError';
import type { Result } from '../base/result';
import type { TriageChange, TriageDecisions, TriageStore } from '../triage/triageStore';
import {
  type ChangeTarget,
  type Direction,
  type RecordChange,
  type StepChange,
  changeOf,
} from './historyStep';

/** The marks of papers; undefined if none was changed. */
export function markChange(
  store: Pick<TriageStore, 'differing' | 'exchange'>,
  { before, after }: TriageChange,
): StepChange | undefined {
  if (after.size === 0) return undefined;
  const ends = (direction: Direction): readonly [TriageDecisions, TriageDecisions] =>
    direction === 'undo' ? [after, before] : [before, after];
  return {
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
export class NoteNotStored extends Error {
  override readonly name = 'NoteNotStored';
}

/** One write to a note; `highlightId` if it concerns one highlight. */
export function noteChange(
  store: Pick<NoteStore, 'patch' | 'isPatchable'>,
  patch: NotePatch,
  highlightId?: string,
): StepChange {
  const { paperId } = patch;
  return changeOf(
    { key: `note:${paperId}`, paperId, name: 'the note', ...(highlightId !== undefined && { highlightId }) },
    {
      isAsExpected: async (direction) => valueOf(await store.isPatchable(patch, direction)),
      apply: async (direction) => valueOf(await store.patch(patch, direction)),
    },
  );
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
