import { hasFields } from '../base/guards';
import { type CooperativeTask, finish } from '../base/cooperativeTask';
import { compareStamps, parseStamp, type Stamp } from '../base/hybridClock';
import { arxivKey } from '../library/arxivId';
import type { PaperId } from '../library/paper';
import { type TriageState, isTriageState } from './triageState';

/** One decision about one paper, as it is logged. */
export interface TriageRecord {
  readonly id: PaperId;
  /**
   * The identifier of the paper, if it has one. Where it disagrees with the id, it decides: which of two papers with one
   * title has an id, depends on the order of their arrival.
   */
  readonly arxiv?: string;
  readonly doi?: string;
  readonly state: TriageState;
  /** When, in milliseconds since 1970, by the clock of the device: for people. */
  readonly at: number;
  /**
   * Which of two records of one paper is the later. Where one of them has none, as those of earlier releases, the order of
   * the log decides.
   */
  readonly stamp?: Stamp;
  /** The decision was taken back, so that the paper has none; its `state` is “unread”. */
  readonly undecided?: true;
}

/** Parses a line of the log; `undefined` for anything but a record. */
export function triageRecord(value: unknown): TriageRecord | undefined {
  if (!hasFields<TriageRecord>(value)) return undefined;
  const { id, arxiv, doi, state, at, undecided, stamp } = value;
  const parsedStamp = parseStamp(stamp);
  if (typeof id !== 'string' || !isTriageState(state) || typeof at !== 'number') return undefined;
  return {
    id,
    ...(typeof arxiv === 'string' && { arxiv }),
    ...(typeof doi === 'string' && { doi }),
    state,
    at,
    ...(undecided === true && { undecided }),
    ...(parsedStamp && { stamp: parsedStamp }),
  };
}

/** The identifiers of a record, as the library writes them: `arxiv:2401.01234`, `doi:10.1000/x`. */
export function identifiersOf({ arxiv, doi }: Pick<TriageRecord, 'arxiv' | 'doi'>): readonly string[] {
  return [
    ...(arxiv === undefined ? [] : [`arxiv:${arxivKey(arxiv)}`]),
    ...(doi === undefined ? [] : [`doi:${doi}`]),
  ];
}

/** Equal for records of one paper: its first identifier, or its id if it has none. */
export function subjectKey(record: Pick<TriageRecord, 'id' | 'arxiv' | 'doi'>): string {
  return identifiersOf(record)[0] ?? record.id;
}

/**
 * The last record of each paper, in the order of the log. A record that takes a decision back is left out unless it
 * overrides another record. “Unread” is a decision: it overrides rules.
 */
export function foldTriage(records: Iterable<TriageRecord>): ReadonlyMap<string, TriageRecord> {
  return finish(foldingTriage(records));
}

/** Whether a record that comes after another one in the log was made before it, on another device. */
export function isEarlier({ stamp }: TriageRecord, before: TriageRecord | undefined): boolean {
  return stamp !== undefined && before?.stamp !== undefined && compareStamps(stamp, before.stamp) < 0;
}

/** Records that are folded in one step. */
const foldedAtOnce = 256;

/** {@link foldTriage} in small steps. */
export function* foldingTriage(
  records: Iterable<TriageRecord>,
): CooperativeTask<ReadonlyMap<string, TriageRecord>> {
  const last = new Map<string, TriageRecord>();
  let count = 0;
  for (const record of records) {
    const key = subjectKey(record);
    count += 1;
    if (count % foldedAtOnce === 0) yield;
    if (isEarlier(record, last.get(key))) continue;
    last.delete(key);
    last.set(key, record);
  }
  // With an identifier it may override a record of another release, which has none.
  const undecided = [...last].filter(([, record]) => record.undecided === true);
  const decidedIds = new Set<PaperId>();
  if (undecided.length > 0)
    for (const { id, undecided: isUndecided } of last.values()) if (isUndecided !== true) decidedIds.add(id);
  for (const [key, { id }] of undecided) {
    if (key === id && !decidedIds.has(id)) last.delete(key);
    count += 1;
    if (count % foldedAtOnce === 0) yield;
  }
  return last;
}
