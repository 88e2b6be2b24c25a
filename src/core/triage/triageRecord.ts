import type { PaperId } from '../papers/paper';
import { type TriageState, isTriageState } from './triageState';

/** One decision about one paper, as it is logged. */
export interface TriageRecord {
  readonly id: PaperId;
  readonly state: TriageState;
  /** When, in milliseconds since 1970: for people; the order of the log is what counts. */
  readonly at: number;
}

/** Reads what a log held; `undefined` for anything but a record. */
export function triageRecord(value: unknown): TriageRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, state, at } = value as Readonly<Record<keyof TriageRecord, unknown>>;
  return typeof id === 'string' && isTriageState(state) && typeof at === 'number'
    ? { id, state, at }
    : undefined;
}

/** The last record of each paper, in the order of their ids' first appearance; those that say “unread” are left out. */
export function foldTriage(records: Iterable<TriageRecord>): ReadonlyMap<PaperId, TriageRecord> {
  const last = new Map<PaperId, TriageRecord>();
  for (const record of records) last.set(record.id, record);
  for (const [id, { state }] of last) if (state === 'unread') last.delete(id);
  return last;
}
