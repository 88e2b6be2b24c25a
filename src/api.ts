/**
 * The public API: what `activate` returns, for other extensions. Versioned; within a version, names and shapes are
 * only ever added to.
 */
import type { Day } from './core/papers/day';
import type { Paper } from './core/papers/paper';
import type { Problem } from './core/papers/parsedDigest';
import type { TriageState } from './core/triage/triageState';

export interface ImportReport {
  /** Days found in the text. */
  readonly days: number;
  /** Papers that the library did not know. */
  readonly added: number;
  /** Papers that it knew already. */
  readonly merged: number;
  readonly problems: readonly Problem[];
}

export interface DailyPapersApi {
  readonly version: 1;
  /** Newest first; days without a year follow days with one. */
  days(): Promise<readonly Day[]>;
  paper(id: string): Promise<Paper | undefined>;
  setTriage(id: string, state: TriageState): Promise<void>;
  triage(id: string): Promise<TriageState>;
}
