import type { CooperativeTask } from '../base/cooperativeTask';
import { compareStamps, type HybridClock, type Stamp } from '../base/hybridClock';
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
  /**
   * The entries with which items were equal when they were last compared, for stores that keep stamps and give the same
   * object for an item that has not changed: it is then compared no more, and its entry is not settled again.
   */
  readonly equal?: WeakMap<LocalItem, LibraryEntry>;
}

/** Items that are compared in one step. */
const comparedAtOnce = 256;

/**
 * Compares the items of one kind on this device with the entries of other devices. Undefined items are left as they are.
 * `base` has the entries of this device at the last comparison: an item that differs from it was changed or deleted on this
 * device since then, by a user who had seen the base and nothing later. After a backup was restored, these are the
 * changes that it has and that were not compared before it was made: they are treated as made now.
 */
export function* reconciling(
  kind: string,
  local: ReadonlyMap<string, LocalItem | undefined>,
  parts: ReconcileParts,
): CooperativeTask<Reconciliation> {
  const { base, merged, clock, isNeverDeleted = false } = parts;
  const result = new ComparedEntries();
  yield* comparingItems(kind, local, parts, result);
  let count = 0;
  for (const known of base.ofKind(kind)) {
    if (++count % comparedAtOnce === 0) yield;
    const { key, value, stamp } = known;
    if (local.has(key)) continue;
    const isDeleted = value !== undefined && !isNeverDeleted;
    const own = isDeleted ? { kind, key, stamp: clock.stampOf(undefined, stamp) } : known;
    result.compare(own, merged.get(kind, key));
  }
  for (const other of merged.ofKind(kind)) {
    if (++count % comparedAtOnce === 0) yield;
    if (local.has(other.key) || base.get(kind, other.key)) continue;
    (other.value === undefined ? result.settled : result.apply).push(other);
  }
  return result;
}

function* comparingItems(
  kind: string,
  local: ReadonlyMap<string, LocalItem | undefined>,
  { base, merged, clock, equal }: ReconcileParts,
  result: ComparedEntries,
): CooperativeTask<void> {
  let count = 0;
  for (const [key, item] of local) {
    if (++count % comparedAtOnce === 0) yield;
    if (!item) continue;
    const other = merged.get(kind, key);
    if (other && equal?.get(item) === other) continue;
    const known = item.stamp ? undefined : base.get(kind, key);
    const isEqual = result.compare(ownEntry(kind, key, item, known, clock), other);
    if (isEqual && other) equal?.set(item, other);
  }
}

class ComparedEntries implements Reconciliation {
  readonly publish: LibraryEntry[] = [];
  readonly apply: LibraryEntry[] = [];
  readonly settled: LibraryEntry[] = [];

  /** Returns whether both have the same value. */
  compare(own: LibraryEntry, other: LibraryEntry | undefined): boolean {
    const isEqual = other !== undefined && isSameValue(own, other);
    // An equal entry with a later stamp is published too: what another device changes then gets a stamp after it.
    if (!other || (isEqual ? compareStamps(own.stamp, other.stamp) : compareEntries(own, other)) > 0)
      this.publish.push(own);
    else (isEqual ? this.settled : this.apply).push(other);
    return isEqual;
  }
}

function ownEntry(
  kind: string,
  key: string,
  { value, blobs, stamp, time, earliest }: LocalItem,
  known: LibraryEntry | undefined,
  clock: HybridClock,
): LibraryEntry {
  if (stamp && !blobs) return { kind, key, value, stamp };
  const own = { kind, key, value, ...(blobs && { blobs }) };
  if (stamp) return { ...own, stamp };
  if (known && isSameValue(known, own)) return known;
  return { ...own, stamp: clock.stampOf(known ? time : (time ?? earliest), known?.stamp) };
}
