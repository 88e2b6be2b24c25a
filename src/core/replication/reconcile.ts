import type { CooperativeTask } from '../base/cooperativeTask';
import type { HybridClock, Stamp } from '../base/hybridClock';
import { compareEntries, isSameValue, type EntryTable, type LibraryEntry } from './libraryEntry';

/** A thing as this device has it. */
export interface LocalItem {
  readonly value: unknown;
  /** See `LibraryEntry.blobs`. */
  readonly blobs?: readonly string[];
  /** If the store itself keeps stamps. Such a store has marks for deletions too. */
  readonly stamp?: Stamp;
  /** When it was made, in milliseconds since 1970, if that is known. */
  readonly time?: number;
  /** Stands for that of an item that was never compared, if that is not known. */
  readonly earliest?: number;
}

export interface Reconciliation {
  /** What the others do not know yet. */
  readonly publish: readonly LibraryEntry[];
  /** What this device does not have yet. */
  readonly apply: readonly LibraryEntry[];
  /** What holds here and everywhere: new to the base, without the entries of `apply`. */
  readonly settled: readonly LibraryEntry[];
}

export interface ReconcileParts {
  readonly base: EntryTable;
  readonly merged: EntryTable;
  readonly clock: HybridClock;
  /** What this device does not have was not deleted on it. */
  readonly isNeverDeleted?: boolean;
}

/** Items that are compared in one step. */
const comparedAtOnce = 256;

/**
 * Compares what this device has of one kind with what is known elsewhere; undefined items are left as they are. `base` is what the device had when it was last
 * compared: what differs from it was changed or deleted here since, with knowledge of the base only.
 */
export function* reconciling(
  kind: string,
  local: ReadonlyMap<string, LocalItem | undefined>,
  { base, merged, clock, isNeverDeleted = false }: ReconcileParts,
): CooperativeTask<Reconciliation> {
  const [publish, apply, settled]: [LibraryEntry[], LibraryEntry[], LibraryEntry[]] = [[], [], []];
  let count = 0;
  const compare = (own: LibraryEntry): void => {
    const other = merged.get(kind, own.key);
    const isOwnLater = !other || compareEntries(own, other) > 0;
    if (other && isSameValue(own, other)) settled.push(isOwnLater ? own : other);
    else (isOwnLater ? publish : apply).push(isOwnLater ? own : other);
  };
  for (const [key, item] of local) {
    if (item) compare(ownEntry(kind, key, item, base.get(kind, key), clock));
    if (++count % comparedAtOnce === 0) yield;
  }
  for (const known of base.ofKind(kind)) {
    if (local.has(known.key)) continue;
    const isDeleted = known.value !== undefined && !isNeverDeleted;
    compare(isDeleted ? { kind, key: known.key, stamp: clock.stampOf(undefined, known.stamp) } : known);
    if (++count % comparedAtOnce === 0) yield;
  }
  for (const other of merged.ofKind(kind)) {
    if (local.has(other.key) || base.get(kind, other.key)) continue;
    (other.value === undefined ? settled : apply).push(other);
    if (++count % comparedAtOnce === 0) yield;
  }
  return { publish, apply, settled };
}

function ownEntry(
  kind: string,
  key: string,
  { value, blobs, stamp, time, earliest }: LocalItem,
  known: LibraryEntry | undefined,
  clock: HybridClock,
): LibraryEntry {
  const own = { kind, key, value, ...(blobs && { blobs }) };
  if (stamp) return { ...own, stamp };
  if (known && isSameValue(known, own)) return known;
  return { ...own, stamp: clock.stampOf(known ? time : (time ?? earliest), known?.stamp) };
}
