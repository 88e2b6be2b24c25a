import type { TriageState } from '../triage/triageState';

/** The person's marks on a paper. */
export interface Judged {
  readonly state: TriageState;
  /** It has tags, highlights or a note. */
  readonly annotated: boolean;
}

/** What recommendations learn from these marks; undefined if they say nothing about what the person wants. */
export function trainingExampleOf({
  state,
  annotated,
}: Judged): { readonly wanted: boolean; readonly weight: number } | undefined {
  if (annotated || state === 'later') return { wanted: true, weight: 1 };
  if (state === 'skipped') return { wanted: false, weight: 1 };
  return state === 'read' ? { wanted: true, weight: 0.3 } : undefined;
}

/** Differs once a person has done something else with the paper. */
export function judgement({ state, annotated }: Judged): string {
  return annotated ? `${state}+` : state;
}
