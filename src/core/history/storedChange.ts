import { hasFields, isCount, isText, withFields } from '../base/guards';
import type { NotePatch } from '../notes/notePatch';
import { isTriageState, type TriageState } from '../triage/triageState';
import type { TriageDecisions } from '../triage/triageStore';

/** States of papers by their ids; null if the person has decided nothing. */
type StoredStates = readonly (readonly [string, TriageState | null])[];

/** A change of a note or of marks in JSON, so that another program can undo it. */
export type StoredChange =
  | { readonly kind: 'note'; readonly patch: NotePatch }
  | { readonly kind: 'marks'; readonly before: StoredStates; readonly after: StoredStates };

export function storedMarks(before: TriageDecisions, after: TriageDecisions): StoredChange {
  const states = (decisions: TriageDecisions): StoredStates =>
    Array.from(decisions, ([id, state]) => [id, state ?? null]);
  return { kind: 'marks', before: states(before), after: states(after) };
}

/** Undefined if a value is not a change as this version stores it. */
export function parseStoredChange(value: unknown): StoredChange | undefined {
  if (!hasFields(value)) return undefined;
  const { kind, patch, before, after } = value;
  if (kind === 'note' && isNotePatch(patch)) return { kind, patch };
  if (kind === 'marks' && isStates(before) && isStates(after)) return { kind, before, after };
  return undefined;
}

const isNotePatch = withFields<NotePatch>(
  {
    paperId: isText,
    name: isText,
    before: isStamp,
    after: isStamp,
    start: isCount,
    removed: isText,
    inserted: isText,
  },
  {},
);

function isStamp(value: unknown): value is NotePatch['before'] {
  return value === undefined || isText(value);
}

function isStates(value: unknown): value is StoredStates {
  return (
    Array.isArray(value) &&
    value.every(
      (entry: unknown) =>
        Array.isArray(entry) &&
        typeof entry[0] === 'string' &&
        (entry[1] === null || isTriageState(entry[1])),
    )
  );
}
