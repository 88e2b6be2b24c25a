import type { CooperativeTask } from '../base/cooperativeTask';
import type { HybridClock, Stamp } from '../base/hybridClock';
import { compareEntries, isSameValue, type EntryTable, type LibraryEntry } from './libraryEntry';

/** An item as this device stores it. */
export interface LocalItem {
  readonly value: unknown;
  /** See `LibraryEntry.blobs`. */
  readonly blobs?: readonly string[];
  /** Present if the store itself keeps stamps. Such a store records deletions too. */
  readonly stamp?: Stamp;
  /** When it was made, in milliseconds since 1970; undefined if unknown. */
  readonly time?: number;
  /** Used in place of an unknown `time` if the item was never compared; in milliseconds since 1970. */
  readonly earliest?: number;
}

export interface Reconciliation {
  /** Entries that the others lack. */
  readonly publish: readonly LibraryEntry[];
  /** Entries that this device lacks. */
  readonly apply: readonly LibraryEntry[];
  /** Entries that are the same on both sides and belong in the base. */
  readonly settled: readonly LibraryEntry[];
}

export interface ReconcileParts {
  readonly base: EntryTable;
  readonly merged: EntryTable;
  readonly clock: HybridClock;
  /** An item that this device lacks was not deleted on it. */
  readonly isNeverDeleted?: boolean;
}

/** Items that are compared in one step. */
const comparedAtOnce = 256;

/**
 * Compares the items of one kind on this device with the entries of other devices. Undefined items are left as they are.
 * `base` has the entries of this device at the last comparison: items that differ from it were changed or deleted on this
 * device since, with knowledge of the base only.
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
