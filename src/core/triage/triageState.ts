/** The person's decision about a paper, which is the same in all workspaces. */
export const triageStates = ['unread', 'later', 'read', 'skipped'] as const;

export type TriageState = (typeof triageStates)[number];

/** Whether a person has dealt with a paper in this state: read or skipped it. */
export function isDone(state: TriageState | undefined): boolean {
  return state === 'read' || state === 'skipped';
}

export function isTriageState(value: unknown): value is TriageState {
  return (triageStates as readonly unknown[]).includes(value);
}
