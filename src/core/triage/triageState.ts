/** Where a paper stands with its reader. The person's own: it goes with them across workspaces. */
export const triageStates = ['unread', 'later', 'read', 'skipped'] as const;

export type TriageState = (typeof triageStates)[number];

export function isTriageState(value: unknown): value is TriageState {
  return (triageStates as readonly unknown[]).includes(value);
}
