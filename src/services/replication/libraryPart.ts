import type { Memory } from '../../core/base/memory';
import type { EntryTable, LibraryEntry } from '../../core/replication/libraryEntry';
import type { LocalItem } from '../../core/replication/reconcile';

/** A text that belongs to an item. */
export interface LocalBlob {
  read(): Promise<Uint8Array | undefined>;
}

/** What a store has now. */
export interface PartSnapshot {
  /** By key; undefined for what is there and cannot be read at present: it is neither sent nor taken for deleted. */
  readonly items: ReadonlyMap<string, LocalItem | undefined>;
  /** Texts by their SHA-256 in hexadecimal. */
  readonly blobs?: ReadonlyMap<string, LocalBlob>;
}

/** Gives the texts of entries by their SHA-256 in hexadecimal; undefined for one that is not there, or not whole yet. */
export type ReadBlob = (sha256: string) => Promise<Uint8Array | undefined>;

/** Entries to be taken over. */
export interface IncomingEntries {
  /** In the order of their stamps. */
  readonly entries: readonly LibraryEntry[];
  /** What this device had when it was last compared. */
  readonly base: EntryTable;
  readonly read: ReadBlob;
}

/** One kind of things of a person's library, in the store that has them on this device. */
export interface LibraryPart {
  readonly kind: string;
  /** Whether the store keeps stamps, or things are never deleted from it: what is missing was not deleted here. */
  readonly isNeverDeleted: boolean;
  /** Whether the items of a snapshot have stamps. */
  readonly keepsStamps?: true;
  /** Where the store keeps its items, if not in files. */
  readonly memory?: Memory;
  snapshot(): Promise<PartSnapshot>;
  /** Takes over entries. Resolves to the keys of those that the store has now; others are tried again. */
  apply(incoming: IncomingEntries): Promise<ReadonlySet<string>>;
}

/** What other devices know, and where to write what they do not. */
export interface OtherDevices {
  readonly table: EntryTable;
  readonly read: ReadBlob;
  /** Resolves to the entries that were written: all but those whose texts cannot be read. */
  publish(entries: readonly LibraryEntry[], blobs: PartSnapshot['blobs']): Promise<readonly LibraryEntry[]>;
}
