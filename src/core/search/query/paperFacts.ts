import type { SourceId } from '../../papers/day';
import type { TriageState } from '../../triage/triageState';
import type { PartialDate } from './datePattern';
import type { HeldThing } from './queryNode';

/** What a query can ask of a paper. */
export interface PaperFacts {
  readonly title: string;
  readonly abstract: string;
  /** The note's text, comments and quotes of highlights included. */
  readonly notes: string;
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly days: readonly (PartialDate & { readonly label: string })[];
  readonly sources: readonly SourceId[];
  readonly state: TriageState;
  readonly has: Readonly<Record<HeldThing, boolean>>;
}
