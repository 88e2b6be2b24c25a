import { type CooperativeTask, finish } from '../base/cooperativeTask';
import type { PaperId } from '../library/paper';
import { type TriageState, isTriageState } from './triageState';

/** One decision about one paper, as it is logged. */
export interface TriageRecord {
  readonly id: PaperId;
  readonly state: TriageState;
  /** When, in milliseconds since 1970: for people; the order of the log is what counts. */
  readonly at: number;
  /** The decision was taken back, and with it the paper is as if nobody had said anything; its `state` is “unread”. */
  readonly undecided?: true;
}

/** Reads what a log held; `undefined` for anything but a record. */
export function triageRecord(value: unknown): TriageRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, state, at, undecided } = value as Readonly<Record<keyof TriageRecord, unknown>>;
  if (typeof id !== 'string' || !isTriageState(state) || typeof at !== 'number') return undefined;
  return { id, state, at, ...(undecided === true && { undecided }) };
}

/**
 * The last record of each paper, in the order of their ids' first appearance, without those that say that nothing is
 * decided. “Unread” is a decision: it stands against rules.
 */
export function foldTriage(records: Iterable<TriageRecord>): ReadonlyMap<PaperId, TriageRecord> {
  return finish(foldingTriage(records));
}

/** Records that are folded in one step. */
const foldedAtOnce = 256;

/** {@link foldTriage} in small steps. */
export function* foldingTriage(
  records: Iterable<TriageRecord>,
): CooperativeTask<ReadonlyMap<PaperId, TriageRecord>> {
  const last = new Map<PaperId, TriageRecord>();
  let count = 0;
  for (const record of records) {
    last.set(record.id, record);
    count += 1;
    if (count % foldedAtOnce === 0) yield;
  }
  for (const [id, { undecided }] of last) {
    if (undecided === true) last.delete(id);
    count += 1;
    if (count % foldedAtOnce === 0) yield;
  }
  return last;
}
